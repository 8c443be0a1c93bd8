package sla.contract.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.model.agreement.Unit;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.Gate;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.KpiResult.TargetState;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.Measure;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.evaluation.RecordCause;
import sla.model.evaluation.SourceCompleteness;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Cycle;

/**
 * An evaluation as the evaluator would publish it: 100 answered calls that waited 4,700 s, so 47 s each, which is 17 s
 * above 30 s; and a service level of 82 %.
 */
public record EvaluationFixture(
        String agreement,
        int version,
        String vendor,
        String month,
        String currency,
        List<Line> lines,
        List<AlertResult> alerts) {
    /** One of an agreement without alerts. */
    public EvaluationFixture(
            String agreement, int version, String vendor, String month, String currency, List<Line> lines) {
        this(agreement, version, vendor, month, currency, lines, List.of());
    }

    /** 7 of 10 in one interval, 5 where 2 were declared in another, 1 of which nobody spoke. */
    public static final Completeness COMPLETENESS = new Completeness.Declared(2, 12, 12, 3, 3, 1);

    public static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    public static final Instant EVALUATED_AT = Instant.parse("1999-02-10T11:59:59.500Z");
    public static final Instant FROZEN_AT = Instant.parse("1999-02-10T11:00:00Z");

    /** Malus −8,500 for the answer time, bonus 2,500 for the service level, nothing for abandonment. */
    public static EvaluationFixture of(String agreement, String vendor, String month) {
        return new EvaluationFixture(
                agreement,
                1,
                vendor,
                month,
                "EUR",
                List.of(
                        line("asa-linear", "asa", "linear", "17 × -500.00 = -8500.00", "-8500.00", "EUR"),
                        line("service-level-tiers", "service-level", "tiers", "2500.00", "2500.00", "EUR"),
                        line("abandonment-tiers", "abandonment", "tiers", "0.00", "0.00", "EUR")));
    }

    /** With a right to step in that is raised, and one to terminate that is not. */
    public EvaluationFixture withAlerts() {
        return new EvaluationFixture(
                agreement,
                version,
                vendor,
                month,
                currency,
                lines,
                List.of(
                        alert("step-in", "Step-in right", "14.2", true),
                        alert("termination", "Termination right", null, false)));
    }

    private static AlertResult alert(String id, String title, String clause, boolean raised) {
        Gate.Answer answer = raised ? Gate.Answer.YES : Gate.Answer.NO;
        return new AlertResult(
                id, title, clause, raised, new Gate("it holds", answer, List.of()), "Sentence of " + id + ".");
    }

    public EvaluationFixture withLines(Line... others) {
        return new EvaluationFixture(agreement, version, vendor, month, currency, List.of(others));
    }

    public EvaluationFixture inCurrency(String other, Line... others) {
        return new EvaluationFixture(agreement, version, vendor, month, other, List.of(others));
    }

    public static Line line(String rule, String kpi, String shape, String computation, String amount, String currency) {
        return new LineBuilder(rule, shape)
                .kpi(kpi)
                .clause("4.2")
                .value(new BigDecimal("47"))
                .outcome("step of " + rule, computation)
                .paid(Ratio.of(new BigDecimal(amount)), List.of(), new Money(new BigDecimal(amount), currency))
                .sentence("Sentence of " + rule + ".")
                .build();
    }

    /** 5,000 that nobody has claimed. */
    public static Line unclaimed(String rule, LocalDate by) {
        return new LineBuilder(rule, "tiers")
                .kpi("asa")
                .clause("8.3")
                .value(new BigDecimal("47"))
                .outcome("above 30", "fixed amount -5000")
                .paid(Ratio.of(-5000), List.of(), Money.zero("EUR"))
                .sentence("Sentence of " + rule + ".")
                .claim(new ClaimState(by, null, null))
                .build();
    }

    public PublishedEvaluation published(long sequence) {
        return new PublishedEvaluation(sequence, EVALUATED_AT, evaluation());
    }

    /** The same beside what is charged. */
    public String charging(long sequence, String amount) {
        Money owed = new Money(new BigDecimal(amount), currency);
        ChargeLine fee = new ChargeLine(
                "fee",
                "Fee",
                null,
                null,
                false,
                "fixed",
                null,
                null,
                null,
                "fixed amount",
                Ratio.of(owed.amount()),
                owed,
                "Fee.");
        return json(new PublishedEvaluation(sequence, EVALUATED_AT, evaluation().charging(List.of(fee))));
    }

    public String key() {
        return evaluation().key();
    }

    public String json(long sequence) {
        return json(published(sequence));
    }

    public String withdrawal(long sequence) {
        return json(new PublishedEvaluation(sequence, EVALUATED_AT, true, evaluation()));
    }

    /** The last word on the period. */
    public String frozen(long sequence, String freeze) {
        return json(
                new PublishedEvaluation(sequence, EVALUATED_AT, false, evaluation(), new Freeze(freeze, FROZEN_AT)));
    }

    /**
     * A call that was revised afterwards waited 40 s less.
     *
     * @param amount what is to be added to the frozen amount of the answer time
     */
    public String difference(String freeze, int number, String amount) {
        Money money = new Money(new BigDecimal(amount), currency);
        return json(new Difference(
                freeze,
                agreement,
                version,
                vendor,
                month,
                number,
                FROZEN_AT.plusSeconds(number),
                version,
                List.of(new LineDifference(
                        "asa-linear",
                        "asa",
                        "4.2",
                        FROZEN_AT,
                        null,
                        null,
                        money,
                        BigInteger.valueOf(-40_000),
                        BigInteger.ZERO,
                        1,
                        List.of(new RecordCause(
                                "bank-acd",
                                "call-1",
                                null,
                                RecordCause.What.REVISED,
                                1L,
                                2L,
                                FROZEN_AT,
                                BigInteger.valueOf(-40_000),
                                BigInteger.ZERO)),
                        null,
                        null,
                        null,
                        null)),
                Money.zero(currency),
                money,
                List.of(),
                null,
                List.of(),
                List.of()));
    }

    private static String json(Object published) {
        try {
            return Json.MAPPER.writeValueAsString(published);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Evaluation evaluation() {
        return new Evaluation(
                        agreement,
                        version,
                        vendor,
                        Cycle.CALENDAR_MONTHS.of(YearMonth.parse(month).atDay(1), ZONE),
                        ZONE,
                        currency,
                        List.of(answerTime(), serviceLevel()),
                        lines,
                        sum(1),
                        sum(-1))
                .reaching(List.of(), alerts)
                .with(COMPLETENESS, List.of(new SourceCompleteness("bank-acd", COMPLETENESS)));
    }

    private static KpiResult answerTime() {
        return new KpiResult(
                "asa",
                "Average speed of answer",
                "4.2",
                "voice",
                "waits of answered / answered",
                Unit.SECONDS,
                new TreeMap<>(Map.of("answered", 100L, "waitAnsweredMillis", 4_700_000L)),
                new Measure.Measured(BigInteger.valueOf(4_700_000), BigInteger.valueOf(100), Unit.SECONDS),
                Ratio.of(47),
                new BigDecimal("47"),
                "0 decimals, half up",
                "at most 30 s",
                TargetState.MISSED,
                false);
    }

    private static KpiResult serviceLevel() {
        return new KpiResult(
                "service-level",
                "Answered within 20 s",
                null,
                "voice",
                "answered within 20 s / (answered + abandoned)",
                Unit.PERCENT,
                new TreeMap<>(Map.of("answeredWithin", 41L, "answered", 49L, "abandoned", 1L)),
                new Measure.Measured(BigInteger.valueOf(41), BigInteger.valueOf(50), Unit.PERCENT),
                Ratio.of(82),
                new BigDecimal("82.00"),
                "2 decimals, half up",
                "at least 80 %",
                TargetState.MET,
                false);
    }

    private Money sum(int sign) {
        return lines.stream()
                .map(Line::amount)
                .filter(amount -> amount.amount().signum() == sign)
                .reduce(Money.zero(currency), Money::plus);
    }
}
