package sla.contract.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.contract.testing.EvaluationFixture;
import sla.model.agreement.Unit;
import sla.model.evaluation.Balance;
import sla.model.evaluation.Banked;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.Origin;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.evaluation.RecordCause;
import sla.model.evaluation.ReliefResult;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

class StatementCsvTest {
    private static final String COLUMNS = "section,id,kpi,rule,title,clause,lot,formula,unit,value,numerator,"
            + "denominator,exact_numerator,exact_denominator,rounding,target,state,shape,step,computation,amount,"
            + "currency,text,window";

    @Test
    void writesTheWholeStatementAsOneTable() {
        String csv = StatementCsv.write(StatementAssemblyTest.at(Instant.parse("1999-02-10T12:00:00Z")));
        assertThat(csv)
                .isEqualTo(String.join(
                        "\r\n",
                        List.of(
                                COLUMNS,
                                "statement,id,,,,,,,,bank:1999-01,,,,,,,,,,,,,,",
                                "statement,status,,,,,,,,draft,,,,,,,,,,,,,,",
                                "statement,live,,,,,,,,false,,,,,,,,,,,,,,",
                                "statement,agreement,,,,,,,,bank,,,,,,,,,,,,,,",
                                "statement,version,,,,,,,,1,,,,,,,,,,,,,,",
                                "statement,title,,,,,,,,Inhouse contact centre,,,,,,,,,,,,,,",
                                "statement,sequence,,,,,,,,3,,,,,,,,,,,,,,",
                                "statement,evaluatedAt,,,,,,,,1999-02-10T11:59:59.500Z,,,,,,,,,,,,,,",
                                "statement,purchaseOrder,,,,,,,,PO-77,,,,,,,,,,,,,,",
                                "statement,taxTreatment,,,,,,,,outside the scope of VAT,,,,,,,,,,,,,,",
                                "statement,period,,,,,,,,1999-01,,,,,,,,,,,,,,",
                                "statement,zone,,,,,,,,Asia/Jerusalem,,,,,,,,,,,,,,",
                                "statement,startInclusive,,,,,,,,1998-12-31T22:00:00Z,,,,,,,,,,,,,,",
                                "statement,endExclusive,,,,,,,,1999-01-31T22:00:00Z,,,,,,,,,,,,,,",
                                "party,buyer,,,Anonymous Bank Ltd,,,,,IL1,,,,,,,,,,,,,,",
                                "party,vendor,,,Contact Centre Unit,,,,,IL2,,,,,,,,,,,,,bank-inhouse,",
                                "source,bank-acd,,,Telephone platform,,,,seconds,1,,,,,,,,,,,,,,",
                                "kpi,asa,asa,,Average speed of answer,4.2,voice,waits of answered / answered,seconds,47,4700000,100,47,1,"
                                        + "\"0 decimals, half up\",at most 30 s,missed,,,,,,,",
                                "count,answered,asa,,,,,,,100,,,,,,,,,,,,,,",
                                "count,waitAnsweredMillis,asa,,,,,,,4700000,,,,,,,,,,,,,,",
                                "kpi,service-level,service-level,,Answered within 20 s,,voice,"
                                        + "answered within 20 s / (answered + abandoned),percent,82.00,41,50,82,1,"
                                        + "\"2 decimals, half up\",at least 80 %,met,,,,,,,",
                                "count,abandoned,service-level,,,,,,,1,,,,,,,,,,,,,,",
                                "count,answered,service-level,,,,,,,49,,,,,,,,,,,,,,",
                                "count,answeredWithin,service-level,,,,,,,41,,,,,,,,,,,,,,",
                                "line,asa-linear,asa,asa-linear,,4.2,,,,47,,,-8500,1,,,,linear,step of asa-linear,"
                                        + "17 × -500.00 = -8500.00,-8500.00,EUR,Sentence of asa-linear.,",
                                "line,service-level-tiers,service-level,service-level-tiers,,4.2,,,,47,,,2500,1,,,,tiers,"
                                        + "step of service-level-tiers,2500.00,2500.00,EUR,Sentence of service-level-tiers.,",
                                "line,abandonment-tiers,abandonment,abandonment-tiers,,4.2,,,,47,,,0,1,,,,tiers,"
                                        + "step of abandonment-tiers,0.00,0.00,EUR,Sentence of abandonment-tiers.,",
                                "total,bonus,,,,,,,,,,,,,,,,,,,2500.00,EUR,,",
                                "total,malus,,,,,,,,,,,,,,,,,,,-8500.00,EUR,,",
                                "completeness,all,,,,,,,percent,75.000000,9,12,,,,,declared,,,,,,"
                                        + "\"declared intervals: 2; contacts declared: 12, received: 12, missing: 3,"
                                        + " extra: 3, received undeclared: 1\",",
                                "completeness,bank-acd,,,,,,,percent,75.000000,9,12,,,,,declared,,,,,,"
                                        + "\"declared intervals: 2; contacts declared: 12, received: 12, missing: 3,"
                                        + " extra: 3, received undeclared: 1\",",
                                "interpretation,asa,,,Vendor management,4.2,,,,1998-12-15,,,,,,,no-minimum-sample,,,,,,"
                                        + "Any number of calls counts,",
                                "")));
    }

    @Test
    void writesEachCapWithItsExactFractions() {
        Ratio tenThirds = new Ratio(BigInteger.valueOf(-10_000), BigInteger.valueOf(3));
        Line capped = new LineBuilder("asa-linear", "linear")
                .kpi("asa")
                .outcome("above", "x")
                .paid(
                        tenThirds,
                        List.of(new Line.CapStep(
                                "monthly", "9.1", Ratio.of(3000), Ratio.of(500), tenThirds, Ratio.of(-2500))),
                        new Money(new BigDecimal("-2500.00"), "EUR"))
                .sentence("Capped.")
                .build();
        String csv = StatementCsv.write(StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01")
                        .withLines(capped)
                        .published(1),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH));
        assertThat(csv.lines())
                .contains(
                        "line,asa-linear,asa,asa-linear,,,,,,,,,-10000,3,,,,linear,above,x,-2500.00,EUR,Capped.,",
                        "cap,monthly,asa,asa-linear,,9.1,,,,,,,3000,1,,,,,limit,,,,,",
                        "cap,monthly,asa,asa-linear,,9.1,,,,,,,500,1,,,,,used before,,,,,",
                        "cap,monthly,asa,asa-linear,,9.1,,,,,,,-10000,3,,,,,before,,,,,",
                        "cap,monthly,asa,asa-linear,,9.1,,,,,,,-2500,1,,,,,after,,,,,")
                .anyMatch(line -> line.startsWith("note,,,,,") && line.contains("terms are missing."));
    }

    @Test
    void writesWhatALineBanksAndTheBalance() {
        Ratio five = Ratio.of(5000);
        Money nothing = Money.zero("EUR");
        Money five00 = Money.rounded(five, "EUR");
        Line banked = new LineBuilder("asa-linear", "linear")
                .kpi("asa")
                .outcome("below", "x")
                .paid(five, List.of(), nothing)
                .sentence("Banked.")
                .banked(new Banked("balance", five00))
                .build();
        Line bank = new LineBuilder("balance", "bank")
                .outcome("not due", "y")
                .paid(Ratio.ZERO, List.of(), nothing)
                .sentence("Kept.")
                .balance(new Balance(LocalDate.of(1999, 1, 1), nothing, five00, nothing, five00))
                .build();
        String csv = StatementCsv.write(StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01")
                        .withLines(banked, bank)
                        .published(1),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH));
        assertThat(csv.lines())
                .contains(
                        "balance,balance,asa,asa-linear,,,,,,,,,,,,,,,banked,,5000.00,EUR,,",
                        "line,balance,,balance,,,,,,,,,0,1,,,,bank,not due,y,0.00,EUR,Kept.,",
                        "balance,balance,,balance,,,,,,,,,,,,,,,opening,,0.00,EUR,,",
                        "balance,balance,,balance,,,,,,,,,,,,,,,moved,,5000.00,EUR,,",
                        "balance,balance,,balance,,,,,,,,,,,,,,,settled,,0.00,EUR,,",
                        "balance,balance,,balance,,,,,,,,,,,,,,,closing,,5000.00,EUR,,");
    }

    @Test
    void writesHowFarAnEarnBackIs() {
        Money cost = Money.rounded(Ratio.of(1000), "EUR");
        Money left = Money.rounded(Ratio.of(200), "EUR");
        Period december = new Period("1998-12", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        Line back = new LineBuilder("asa-back", "earn-back")
                .outcome("kept", "x")
                .paid(Ratio.of(300), List.of(), Money.rounded(Ratio.of(300), "EUR"))
                .sentence("Kept.")
                .origin(new Origin(december, "asa", cost, Origin.State.KEPT, 2, left))
                .build();
        String csv = StatementCsv.write(StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01")
                        .withLines(back)
                        .published(1),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH));
        assertThat(csv.lines())
                .contains(
                        "line,asa-back,,asa-back,,,,,,,,,300,1,,,,earn-back,kept,x,300.00,EUR,Kept.,1998-12",
                        "origin,asa,,asa-back,,,,,,2,,,,,,,kept,,cost,,1000.00,EUR,,1998-12",
                        "origin,asa,,asa-back,,,,,,,,,,,,,,,left,,200.00,EUR,,1998-12");
    }

    /** January leaves a tenth of the next month's calls, and pays for December. */
    @Test
    void writesWhatIsLeftToTheNextPeriodAndWhatWasLeftToThisOne() {
        Money nothing = Money.zero("EUR");
        Line leaves = new LineBuilder("failure", "tiers")
                .kpi("asa")
                .outcome("above 30", "x")
                .paid(Ratio.ZERO, List.of(), nothing)
                .sentence("Left.")
                .deferred(new Deferred("next", List.of("calls", "mails"), Ratio.of(-1, 10)))
                .build();
        Line owed = new LineBuilder("failure", "owed")
                .outcome("share of next", "y")
                .paid(Ratio.of(-300), List.of(), Money.rounded(Ratio.of(-300), "EUR"))
                .sentence("Paid.")
                .owedFor(new Period("1998-12", Instant.EPOCH, Instant.EPOCH.plusSeconds(1)))
                .build();
        String csv = StatementCsv.write(StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01")
                        .withLines(owed, leaves)
                        .published(1),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH));
        assertThat(csv.lines())
                .contains(
                        "line,failure,,failure,,,,,,,,,-300,1,,,,owed,share of next,y,-300.00,EUR,Paid.,1998-12",
                        "line,failure,asa,failure,,,,,,,,,0,1,,,,tiers,above 30,x,0.00,EUR,Left.,",
                        "deferred,next,,failure,,,,,,,,,-1,10,,,,,,calls + mails,,,,");
    }

    @Test
    void writesChargesAndTheirTotalApartFromTheLedgers() {
        PublishedEvaluation published =
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01").published(1);
        Money owed = new Money(new BigDecimal("40800.00"), "EUR");
        ChargeLine calls = new ChargeLine(
                "calls",
                "Calls",
                "6.2",
                "voice",
                true,
                "graduated",
                "volume",
                new BigDecimal("18000"),
                Unit.COUNT,
                "10000 × 2.40 + 8000 × 2.10 = 40800",
                Ratio.of(40_800),
                owed,
                "Calls, in words.");
        Statement statement = StatementAssembly.assemble(
                new PublishedEvaluation(1, Instant.EPOCH, published.evaluation().charging(List.of(calls, calls))),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH);
        assertThat(statement.charged()).isEqualTo(owed.plus(owed));
        assertThat(statement.malus()).isEqualTo(published.evaluation().malus());
        assertThat(StatementCsv.write(statement).lines())
                .contains(
                        "charge,calls,volume,,Calls,6.2,voice,,count,18000,,,40800,1,,,pass-through,graduated,,"
                                + "10000 × 2.40 + 8000 × 2.10 = 40800,40800.00,EUR,\"Calls, in words.\",",
                        "total,charged,,,,,,,,,,,,,,,,,,,81600.00,EUR,,");
    }

    @Test
    void writesWhatFrozenChargesWouldBe() {
        Money owed = new Money(new BigDecimal("2.50"), "EUR");
        RecordCause late = new RecordCause(
                "acd", "s-3", null, RecordCause.What.LATE, null, 1L, Instant.EPOCH, BigInteger.ONE, BigInteger.ONE);
        Difference difference = new Difference(
                "march",
                "bank-inhouse",
                1,
                "bank",
                "1999-01",
                1,
                Instant.EPOCH,
                1,
                List.of(),
                Money.zero("EUR"),
                Money.zero("EUR"),
                List.of(new ChargeDifference(
                        "calls",
                        "volume",
                        "6.2",
                        Instant.EPOCH,
                        null,
                        null,
                        owed,
                        BigInteger.ONE,
                        BigInteger.ZERO,
                        1,
                        List.of(late))),
                owed,
                List.of(),
                List.of());
        Statement statement = StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01").published(1),
                null,
                List.of(),
                difference,
                List.of(),
                Instant.EPOCH);
        assertThat(StatementCsv.write(statement).lines())
                .contains(
                        "difference-charge,calls,volume,,,6.2,,,,,1,0,,,,,,,,,2.50,EUR,,",
                        "cause,s-3,volume,,acd,,,,,,1,1,,,,,late,,charge calls,,,,,",
                        "difference-total,charged,,,,,,,,,,,,,,,,,,,2.50,EUR,,");
    }

    @Test
    void writesWhatWasNotHeldAgainstTheVendorWithWhatThatChanged() {
        PublishedEvaluation published =
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01").published(1);
        ReliefResult rampUp = new ReliefResult(
                "start",
                "ramp-up",
                "3.4",
                "In words.",
                List.of(),
                List.of(new ReliefResult.KpiChange("asa", null, new BigDecimal("47"), null)),
                List.of(new ReliefResult.LineChange("asa", null, new BigDecimal("-5000.00"), new BigDecimal("0.00"))));
        Statement statement = StatementAssembly.assemble(
                new PublishedEvaluation(1, Instant.EPOCH, published.evaluation().relieving(List.of(rampUp))),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH);
        assertThat(StatementCsv.write(statement).lines())
                .contains(
                        "relief,start,,,,3.4,,,,,,,,,,,,ramp-up,,,,,In words.,",
                        "relieved-kpi,start,asa,,,,,,,,,,,,,,,,,47,,,,",
                        "relieved-line,start,,asa,,,,,,0.00,,,,,,,,,,-5000.00,,,,");
    }

    @Test
    void givesEveryRowTheSameColumns() {
        String csv = StatementCsv.write(StatementAssemblyTest.at(Instant.EPOCH));
        assertThat(csv.lines().filter(line -> !line.contains("\"")))
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == ',').count()).isEqualTo(23));
    }
}
