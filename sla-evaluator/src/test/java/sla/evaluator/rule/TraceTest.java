package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sla.evaluator.metric.ContactList.contact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AtRiskShareRule;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Cap;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.Ledger;
import sla.model.agreement.LinearRule;
import sla.model.agreement.Lot;
import sla.model.agreement.Parts;
import sla.model.agreement.Rule;
import sla.model.agreement.Target;
import sla.model.agreement.TiersRule;
import sla.model.agreement.Unit;
import sla.model.agreement.Volume;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Gate;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.number.Ratio;
import sla.model.number.Rounding;
import sla.model.time.Every;

/** What a line says must suffice to redo it with a pocket calculator. */
class TraceTest {
    private static final Rounding WHOLE = new Rounding(0, Rounding.Mode.HALF_UP);

    /** January 1999, all queues of the bank: 947,857 s of waiting over 27,060 answered calls. */
    private static final ContactList JANUARY =
            ContactList.of(contact(Outcome.ANSWERED, "947857", 1), contact(Outcome.ANSWERED, "0", 27_059));

    @Test
    void aRoundedValueOnASlopeUnderACap() {
        Rule rule = new LinearRule("asa-slope", "4.2", "asa", null, slope("30", null, "-500"));
        Line line = line(WHOLE, JANUARY, List.of(cap("2000.00")), rule);

        assertThat(line.clause()).isEqualTo("4.2");
        assertThat(line.shape()).isEqualTo("linear");
        assertThat(line.value()).isEqualTo("35");
        assertThat(line.step()).isEqualTo("above 30 s");
        assertThat(line.computation()).isEqualTo("(35 − 30) × -500 = -2500");
        assertThat(line.exactAmount()).isEqualTo(Ratio.of(-2500));
        assertThat(line.caps())
                .containsExactly(new Line.CapStep(
                        "malus-month", "9", Ratio.of(2000), Ratio.ZERO, Ratio.of(-2500), Ratio.of(-2000)));
        assertThat(line.amount()).hasToString("-2000.00 EUR");
        assertThat(line.sentence())
                .isEqualTo("Average speed of answer: wait answered (ms) / answered / 1000. 947857000 / 27060 / 1000 ≈"
                        + " 35.027975 s, rounded half up to a whole number: 35 s. That is above 30 s: (35 − 30) × -500 ="
                        + " -2500. The malus cap malus-month of 2000.00 EUR has 0.00 EUR used before, so 2000.00 EUR of it"
                        + " is left. Amount: -2000.00 EUR.");
    }

    /** 34.4 s cost 2,200, but only if they are off the target of 35 s and more than one second. */
    @Test
    void aGateSaysWhatWasAskedAndAnswered() {
        ContactList waited = ContactList.of(contact(Outcome.ANSWERED, "34.4", 1));
        Condition gate = new Condition.AllOf(List.of(
                new Condition.Not(new Condition.OfKpi("asa", null, null, null, null, Condition.TargetState.MET)),
                new Condition.OfKpi("asa", BigDecimal.ONE, null, null, null, null)));
        Line line = line(
                null,
                waited,
                List.of(),
                new LinearRule(
                        "r", null, "asa", null, slope("30", null, "-500"), gate, null, null, null, null, List.of()));

        assertThat(line.amount()).hasToString("0.00 EUR");
        assertThat(line.exactAmount()).isEqualTo(Ratio.ZERO);
        assertThat(line.gate())
                .isEqualTo(new Gate(
                        "not (Average speed of answer is on target) and Average speed of answer is above 1 s",
                        Gate.Answer.NO,
                        List.of(
                                new Gate.Check(
                                        "asa", new BigDecimal("34.4"), Unit.SECONDS, "on target", Gate.Answer.YES),
                                new Gate.Check(
                                        "asa", new BigDecimal("34.4"), Unit.SECONDS, "above 1 s", Gate.Answer.YES))));
        assertThat(line.sentence())
                .endsWith(
                        "(34.4 − 30) × -500 = -2200. It is paid only if not (Average speed of answer is on target) and"
                                + " Average speed of answer is above 1 s: 34.4 s, yes; 34.4 s, yes. So nothing is paid. Amount: 0.00"
                                + " EUR.");
    }

    /** 5.4 s are 2.7 steps of 2 s, 3 of which have been started and 2 are full. */
    @Test
    void partsOfAStepSayWhatBecameOfThem() {
        ContactList waited = ContactList.of(contact(Outcome.ANSWERED, "35.4", 1));
        BigDecimal edge = new BigDecimal("30");
        BigDecimal amount = new BigDecimal("-500");
        LinearRule.Slope started = new LinearRule.Slope(edge, BigDecimal.TWO, amount, LinearRule.Steps.STARTED);
        LinearRule.Slope full = new LinearRule.Slope(edge, BigDecimal.TWO, amount, LinearRule.Steps.FULL);

        assertThat(line(null, waited, List.of(), new LinearRule("r", null, "asa", null, started))
                        .sentence())
                .isEqualTo(
                        "Average speed of answer: wait answered (ms) / answered / 1000. 35400 / 1 / 1000 = 35.4 s. That"
                                + " is above 30 s: (35.4 − 30) / 2 = 2.7, of which every started one counts: 3 × -500 = -1500."
                                + " Amount: -1500.00 EUR.");
        assertThat(line(null, waited, List.of(), new LinearRule("r", null, "asa", null, full))
                        .sentence())
                .endsWith("(35.4 − 30) / 2 = 2.7, of which full ones count: 2 × -500 = -1000. Amount: -1000.00 EUR.");
    }

    /** (35 − 30) × 500 is a bonus of 2,500 each; the second line finds 1,500 of the 4,000 left, the third nothing. */
    @Test
    void eachLineFindsWhatTheOnesBeforeItLeftOfABonusCap() {
        Rule first = new LinearRule("first", null, "asa", null, slope("30", null, "500"));
        Rule second = new LinearRule("second", null, "asa", null, slope("30", null, "500"));
        Rule third = new LinearRule("third", null, "asa", null, slope("30", null, "500"));
        assertThat(evaluate(WHOLE, JANUARY, List.of(bonusCap("4000.00")), first, second, third)
                        .lines())
                .extracting(Line::sentence)
                .satisfiesExactly(
                        sentence -> assertThat(sentence).endsWith("× 500 = 2500. Amount: 2500.00 EUR."),
                        sentence -> assertThat(sentence)
                                .endsWith("= 2500. The bonus cap bonus-month of 4000.00 EUR has 2500.00 EUR used"
                                        + " before, so 1500.00 EUR of it is left. Amount: 1500.00 EUR."),
                        sentence -> assertThat(sentence)
                                .endsWith("= 2500. The bonus cap bonus-month of 4000.00 EUR has 4000.00 EUR used"
                                        + " before, so 0.00 EUR of it is left. Amount: 0.00 EUR."));
    }

    /** 947857 / 27060 − 30 = 136057 / 27060; × 500 = 2513.98743… */
    @Test
    void anExactValueOnASlopeIsShownAsAFraction() {
        Rule rule = new LinearRule("asa-slope", null, "asa", null, slope("30", null, "-500"));
        Line line = line(null, JANUARY, List.of(), rule);

        assertThat(line.value()).isEqualTo("35.027975");
        assertThat(line.computation()).isEqualTo("(947857/27060 − 30) × -500 ≈ -2513.987435");
        assertThat(line.exactAmount()).isEqualTo(Ratio.of(-500L * 136_057, 27_060));
        assertThat(line.amount()).hasToString("-2513.99 EUR");
        assertThat(line.sentence())
                .contains("947857000 / 27060 / 1000 ≈ 35.027975 s. That is above 30 s: (947857/27060 − 30) × -500 ≈"
                        + " -2513.987435. Amount: -2513.99 EUR.");
    }

    @Test
    void stepsOfSeveralUnitsAreDividedFirst() {
        Rule rule = new LinearRule("asa-slope", null, "asa", slope("40", "2.5", "10"), null);
        Line line = line(WHOLE, JANUARY, List.of(), rule);
        assertThat(line.step()).isEqualTo("below 40 s");
        assertThat(line.computation()).isEqualTo("(40 − 35) / 2.5 × 10 = 20");
        assertThat(line.amount()).hasToString("20.00 EUR");
    }

    @Test
    void aTierIsNamedByItsBounds() {
        Rule rule = new TiersRule(
                "asa-tiers", null, "asa", List.of(tier(null, "34"), tier("34", "36")), new BigDecimal("-7.50"));
        assertThat(line(WHOLE, JANUARY, List.of(), rule))
                .returns("above 34 s and at most 36 s", Line::step)
                .returns("fixed amount 100.00", Line::computation);
        assertThat(line(WHOLE, ContactList.of(contact(Outcome.ANSWERED, "37", 1)), List.of(), rule))
                .returns("in no tier", Line::step)
                .returns("fixed amount -7.50", Line::computation)
                .satisfies(line -> assertThat(line.amount()).hasToString("-7.50 EUR"));
    }

    @Test
    void aShareOfAnAtRiskAmountIsShownWithItsProduct() {
        Rule rule = new AtRiskShareRule(
                "asa-at-risk",
                null,
                "asa",
                new BigDecimal("20000"),
                List.of(new AtRiskShareRule.Tier(null, null, null, null, new BigDecimal("12.5"))),
                null);
        assertThat(line(WHOLE, JANUARY, List.of(), rule))
                .returns("any value", Line::step)
                .returns("12.5 % of 20000 at risk is lost: -20000 × 12.5 / 100 = -2500", Line::computation);
    }

    @Test
    void theDeadBandIsNamedByItsEdges() {
        Rule both = new LinearRule("r", null, "asa", slope("30", null, "1"), slope("40", null, "-1"));
        Rule above = new LinearRule("r", null, "asa", null, slope("35", null, "-1"));
        Rule below = new LinearRule("r", null, "asa", slope("35", null, "1"), null);
        assertThat(line(WHOLE, JANUARY, List.of(), both).step()).isEqualTo("from 30 s to 40 s");
        assertThat(line(WHOLE, JANUARY, List.of(), above).step()).isEqualTo("at most 35 s");
        assertThat(line(WHOLE, JANUARY, List.of(), below).step()).isEqualTo("at least 35 s");
        assertThat(line(WHOLE, JANUARY, List.of(), below).computation()).isEqualTo("nothing is paid there");
    }

    @Test
    void nothingMeasuredIsSaidAndPaysNothing() {
        Rule rule = new LinearRule("asa-slope", null, "asa", slope("30", null, "500"), null);
        Line line = line(WHOLE, ContactList.NONE, List.of(), rule);
        assertThat(line.value()).isNull();
        assertThat(line.step()).isEqualTo("not measured");
        assertThat(line.exactAmount()).isEqualTo(Ratio.ZERO);
        assertThat(line.sentence())
                .isEqualTo("Average speed of answer: wait answered (ms) / answered / 1000. Not measured: no contacts"
                        + " were answered. Amount: 0.00 EUR.");
    }

    @Test
    void anOpenGateDoesNotPayWhatIsNotMeasured() {
        Condition quiet = new Condition.OfKpi("volume", null, null, null, BigDecimal.ONE, null);
        Agreement plain = agreement(
                WHOLE,
                List.of(),
                new LinearRule(
                        "r", null, "asa", null, slope("30", null, "-500"), quiet, null, null, null, null, List.of()));
        Kpi volume = new Kpi(
                "volume", "Offered", null, "all", new Volume(Volume.Kind.OFFERED), null, null, null, null, false);
        Agreement agreement = new Agreement(
                plain.agreement(),
                1,
                plain.title(),
                plain.buyer(),
                plain.vendor(),
                plain.effectiveFrom(),
                null,
                plain.zone(),
                plain.currency(),
                null,
                null,
                plain.lots(),
                List.of(plain.kpi("asa"), volume),
                plain.rules(),
                List.of(),
                null);
        Line line = Evaluated.january(agreement, Map.of("asa", ContactList.NONE, "volume", ContactList.NONE))
                .lines()
                .getFirst();

        assertThat(line.sentence())
                .endsWith(
                        "Not measured: no contacts were answered. It is paid only if Offered is at most 1: 0, yes. So it"
                                + " would be paid, but the value is not measured. Amount: 0.00 EUR.");
        assertThat(SentenceAlone.redo(line.sentence())).isEqualByComparingTo("0");
    }

    @Test
    void aKpiBringsWhatIsNeededToRedoIt() {
        Evaluation evaluation =
                evaluate(WHOLE, JANUARY, List.of(), new LinearRule("r", null, "asa", null, slope("30", null, "-1")));
        KpiResult kpi = evaluation.kpis().getFirst();
        assertThat(kpi.exact()).isEqualTo(Ratio.of(947_857, 27_060));
        assertThat(kpi.value()).isEqualTo("35");
        assertThat(kpi.rounding()).isEqualTo("half up to a whole number");
        assertThat(kpi.target()).isEqualTo("at most 35 s");
        assertThat(kpi.targetState()).isEqualTo(KpiResult.TargetState.MET);
        assertThat(kpi.counts()).isEqualTo(Map.of("answered", 27_060L, "waitAnsweredMillis", 947_857_000L));
        assertThat(evaluation.key()).isEqualTo("trace/2026-01");
    }

    /** 35.03 s exactly misses a target of at most 35 s that the rounded value meets. */
    @Test
    void theTargetLooksAtTheValueAsTheContractRoundsIt() {
        Rule rule = new LinearRule("r", null, "asa", null, slope("30", null, "-1"));
        assertThat(evaluate(null, JANUARY, List.of(), rule).kpis().getFirst().targetState())
                .isEqualTo(KpiResult.TargetState.MISSED);
    }

    @Test
    void survivesTheWayThroughJson() throws Exception {
        Evaluation evaluation = evaluate(
                null, JANUARY, List.of(cap("100")), new LinearRule("r", null, "asa", null, slope("30", null, "-500")));
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(evaluation), Evaluation.class))
                .isEqualTo(evaluation);
    }

    @Test
    void refusesInputThatCannotBeComputed() {
        Agreement agreement =
                agreement(null, List.of(), new TiersRule("holes", null, "asa", List.of(tier("90", "91")), null));
        assertThatThrownBy(() -> Evaluated.january(agreement, Map.of()))
                .hasMessage("The counts of the KPI asa are missing");
        assertThatThrownBy(() -> Evaluated.january(agreement, Map.of("asa", JANUARY)))
                .hasMessageContaining("The tiers of holes have a hole at 947857/27060");
    }

    private static Line line(Rounding rounding, Counts counts, List<Cap> caps, Rule rule) {
        return evaluate(rounding, counts, caps, rule).lines().getFirst();
    }

    private static Evaluation evaluate(Rounding rounding, Counts counts, List<Cap> caps, Rule... rules) {
        Agreement agreement = agreement(rounding, caps, rules);
        return Evaluated.january(agreement, Map.of("asa", counts));
    }

    /** 700 half hours of as many different counts: the exact mean has hundreds of digits, and the message none of them. */
    @Test
    void aMeanOfManyPartsCanBeReadBack() throws Exception {
        Kpi kpi = new Kpi(
                "asa",
                "ASA",
                null,
                "all",
                new AverageSpeedOfAnswer(),
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                new Parts(Every.HALF_HOUR, Parts.As.MEAN, null, null, null, null),
                null,
                null,
                null);
        Agreement plain = agreement(null, List.of(), new LinearRule("r", null, "asa", null, slope("30", null, "-500")));
        Agreement agreement = new Agreement(
                plain.agreement(),
                1,
                plain.title(),
                plain.buyer(),
                plain.vendor(),
                plain.effectiveFrom(),
                null,
                plain.zone(),
                plain.currency(),
                null,
                null,
                plain.lots(),
                List.of(kpi),
                plain.rules(),
                List.of(),
                null);
        Instant start = agreement.periodOf(LocalDate.of(2026, 1, 1)).startInclusive();
        CountsOverTime counts = spans -> {
            long half =
                    Duration.between(start, spans.getFirst().startInclusive()).toMinutes() / 30;
            return half >= 700
                    ? ContactList.NONE
                    : ContactList.of(contact(Outcome.ANSWERED, "40", 1), contact(Outcome.ANSWERED, "31", 101 + half));
        };
        Evaluation evaluation = Evaluated.overTime(agreement, LocalDate.of(2026, 1, 1), Map.of("asa", counts));

        String json = Json.MAPPER.writeValueAsString(evaluation);
        assertThat(Json.MAPPER.readValue(json, Evaluation.class)).isEqualTo(evaluation);
        Line line = evaluation.lines().getFirst();
        assertThat(line.sentence()).hasSizeLessThan(500);
        assertThat(SentenceAlone.redo(line.sentence()))
                .isEqualByComparingTo(line.amount().amount());
    }

    private static Agreement agreement(Rounding rounding, List<Cap> caps, Rule... rules) {
        return new Agreement(
                "trace",
                1,
                "Trace",
                new Agreement.Party("Buyer", null),
                new Agreement.Vendor("vendor", "Vendor", null),
                LocalDate.of(2026, 1, 1),
                null,
                ZoneId.of("Europe/Amsterdam"),
                "EUR",
                null,
                null,
                List.of(new Lot("all", "All", null)),
                List.of(new Kpi(
                        "asa",
                        "Average speed of answer",
                        null,
                        "all",
                        new AverageSpeedOfAnswer(),
                        null,
                        null,
                        new Target(null, null, null, new BigDecimal("35")),
                        rounding,
                        false)),
                List.of(rules),
                caps,
                null);
    }

    private static Cap cap(String amount) {
        return new Cap("malus-month", "9", Ledger.MALUS, Cap.Scope.PERIOD, new BigDecimal(amount));
    }

    private static Cap bonusCap(String amount) {
        return new Cap("bonus-month", "9", Ledger.BONUS, Cap.Scope.PERIOD, new BigDecimal(amount));
    }

    private static LinearRule.Slope slope(String edge, String per, String amount) {
        return new LinearRule.Slope(
                new BigDecimal(edge), per == null ? null : new BigDecimal(per), new BigDecimal(amount), null);
    }

    private static TiersRule.Tier tier(String above, String atMost) {
        return new TiersRule.Tier(
                above == null ? null : new BigDecimal(above),
                null,
                null,
                new BigDecimal(atMost),
                new BigDecimal("100.00"));
    }
}
