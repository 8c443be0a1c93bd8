package sla.contract.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sla.contract.testing.EvaluationFixture;
import sla.model.agreement.Unit;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Counted;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.Repeat;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** Between what a line computes and its exact amount: pro rata, repeat, gate. */
class StepRowsTest {
    private static LineBuilder line(String computation, Ratio exact) {
        return new LineBuilder("failure", "tiers")
                .kpi("asa")
                .outcome("above 30", computation)
                .paid(exact, List.of(), Money.rounded(exact, "EUR"))
                .sentence("In words.");
    }

    private static List<String> rows(Line line, Period.@Nullable Part part) {
        return StepRows.of(line, part).stream()
                .map(row -> row.toString().strip())
                .toList();
    }

    /** UK model schedule, R7: a failure in the period right after another counts double. */
    @Test
    void aSecondFailureOf4000CountsTwiceAndCosts8000() {
        Line line = line("fixed amount -4000", Ratio.of(-8000))
                .repeat(new Repeat(2, List.of("1998-12"), "in a row", List.of(), new BigDecimal("2")))
                .build();
        String csv = StatementCsv.write(StatementAssembly.assemble(
                EvaluationFixture.of("bank", "bank-inhouse", "1999-01")
                        .withLines(line)
                        .published(1),
                null,
                List.of(),
                null,
                List.of(),
                Instant.EPOCH));
        assertThat(csv.lines())
                .containsSequence(
                        "line,failure,asa,failure,,,,,,,,,-8000,1,,,,tiers,above 30,fixed amount -4000,-8000.00,EUR,"
                                + "In words.,",
                        "repeat,failure,asa,failure,,,,,,2,2,,,,,,,,,,,,\"in a row, after 1998-12\",");
    }

    @Test
    void namesTheLastOfManyFailuresAndWhatWasCorrected() {
        Line line = line("fixed amount -1", Ratio.of(-3))
                .repeat(new Repeat(
                        4,
                        List.of("1998-11", "1998-12"),
                        "in the last 24 periods",
                        List.of(new Corrected("1998-12", 1)),
                        new BigDecimal("3")))
                .build();
        assertThat(rows(line, null))
                .containsExactly(
                        "repeat,failure,asa,failure,,,,,,3,4,,,,,,,,,,,,\"in the last 24 periods, after 1 more,"
                                + " 1998-11, 1998-12 (1998-12 as corrected by difference 1)\",");
    }

    @Test
    void aGateSaysWhatItAskedAndWhetherItLetTheAmountThrough() {
        Gate gate = new Gate(
                "abandonment is at most 5 %, and off target at most once in the last 3 periods",
                Gate.Answer.NO,
                List.of(
                        new Gate.Check(
                                "abandonment", new BigDecimal("5.1"), Unit.PERCENT, "at most 5 %", Gate.Answer.NO),
                        new Gate.Check(
                                null,
                                BigDecimal.ONE,
                                Unit.COUNT,
                                "at most 1",
                                Gate.Answer.YES,
                                "asa off target",
                                Counted.of(List.of("1998-12")))));
        assertThat(rows(line("fixed amount 2500", Ratio.ZERO).gate(gate).build(), null))
                .containsExactly(
                        "gate,failure,asa,failure,,,,,,,,,,,,,no,,,,,,\"abandonment is at most 5 %, and off target at"
                                + " most once in the last 3 periods\",",
                        "gate-check,abandonment,abandonment,failure,,,,,percent,5.1,,,,,,at most 5 %,no,,,,,,,",
                        "gate-check,asa off target,,failure,,,,,count,1,,,,,,at most 1,yes,,,,,,1998-12,");
    }

    /** 17 of the 31 days of January: -5000 × 17 / 31. A line that pays for each event is not shared out. */
    @Test
    void onlyWhatIsSharedOutByDaysIsProRata() {
        Period.Part part = new Period.Part(17, 31, LocalDate.of(1999, 1, 1));
        Ratio share = Ratio.of(-5000).times(Ratio.of(17, 31));
        Line shared = line("fixed amount -5000", share)
                .sentence("So. Pro rata for 17 of 31 days: -5000 × 17 / 31 ≈ -2741.935484. Amount: -2741.94 EUR.")
                .build();
        assertThat(rows(shared, part)).containsExactly("pro-rata,failure,asa,failure,,,,,,,17,31,,,,,,,,,,,,");
        assertThat(rows(shared, null)).isEmpty();
        assertThat(rows(line("3 × -10 = -30", Ratio.of(-30)).build(), part)).isEmpty();
    }

    @Test
    void saysHowTheLimitOfACapComesAboutAndSinceWhenItIsUsed() {
        Line.CapStep cap = new Line.CapStep(
                "yearly",
                null,
                Ratio.of(2741),
                Ratio.of(500),
                Ratio.of(-5000),
                Ratio.of(-2241),
                "17 / 31 of 5000",
                LocalDate.of(1998, 7, 1),
                List.of(new Corrected("1998-12", 2)));
        Line line = line("fixed amount -5000", Ratio.of(-5000))
                .paid(Ratio.of(-5000), List.of(cap), Money.rounded(Ratio.of(-2241), "EUR"))
                .build();
        assertThat(LineRows.of(line, null).stream().map(row -> row.toString().strip()))
                .contains(
                        "cap,yearly,asa,failure,,,,,,,,,2741,1,,,,,limit,17 / 31 of 5000,,,,",
                        "cap,yearly,asa,failure,,,,,,,,,500,1,,,,,used before,,,,"
                                + "since 1998-07-01 (1998-12 as corrected by difference 2),");
    }
}
