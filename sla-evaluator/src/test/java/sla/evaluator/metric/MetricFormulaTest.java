package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;
import static sla.model.event.Outcome.CALLBACK_REQUESTED;
import static sla.model.event.Outcome.LEFT_IN_MENU;
import static sla.model.event.Outcome.OVERFLOWED;
import static sla.model.event.Outcome.REFUSED;
import static sla.model.event.Outcome.SELF_SERVED;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.AverageHandleTime.UnknownParts;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.Population;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Unit;
import sla.model.agreement.Volume;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.evaluation.Measure;
import sla.model.event.QualityEvaluation.Instrument;
import sla.model.number.Ratio;

class MetricFormulaTest {
    /** 10 answered, 4 abandoned, 1 overflowed, 1 callback: 16 offered; 9 others that never waited. */
    private static final ContactList MIXED = ContactList.of(
            contact(ANSWERED, "10.5", 6),
            contact(ANSWERED, "120", 3),
            contact(ANSWERED, "120.001", 1),
            contact(ABANDONED, "2", 1),
            contact(ABANDONED, "5", 1),
            contact(ABANDONED, "300", 2),
            contact(OVERFLOWED, "150", 1),
            contact(CALLBACK_REQUESTED, "30", 1),
            new ContactList.Contact(REFUSED, null, null, null, null, 2L),
            new ContactList.Contact(LEFT_IN_MENU, null, null, null, null, 3L),
            new ContactList.Contact(SELF_SERVED, null, null, null, null, 4L));

    @Test
    void averageSpeedOfAnswerIsTheWaitOfTheAnsweredOnly() {
        MetricResult result = MetricFormula.measure(new AverageSpeedOfAnswer(), MIXED);
        // 6 × 10.5 + 3 × 120 + 120.001 = 543.001 s over 10
        assertThat(value(result)).isEqualTo(Ratio.parse("54.3001"));
        assertThat(result.counts()).isEqualTo(Map.of("waitAnsweredMillis", 543_001L, "answered", 10L));
        assertThat(result.formula()).isEqualTo("wait answered (ms) / answered / 1000");
        assertThat(result.working()).isEqualTo("543001 / 10 / 1000");
    }

    @Test
    void averageHandleTimeAddsTheChosenParts() {
        ContactList handled = new ContactList(
                List.of(handled("100", "20", "30", 2), handled("200", "0", "40", 1), contact(ABANDONED, "9", 5)),
                List.of());
        assertThat(value(handleTime(handled, UnknownParts.EXCLUDE, Part.TALK))).isEqualTo(Ratio.of(400, 3));
        assertThat(value(handleTime(handled, UnknownParts.EXCLUDE, Part.TALK, Part.HOLD, Part.WRAP_UP)))
                .isEqualTo(Ratio.of(540, 3));
        assertThat(handleTime(handled, UnknownParts.EXCLUDE, Part.TALK, Part.WRAP_UP)
                        .formula())
                .isEqualTo("handle time (ms) / handled / 1000; handle time: talk + wrap-up; answered contacts with an"
                        + " unknown part are left out");
    }

    @Test
    void anUnknownPartIsNeverZero() {
        ContactList partly = new ContactList(
                List.of(handled("100", null, "30", 1), handled("200", "10", "40", 1), handled("300", "0", null, 1)),
                List.of());

        MetricResult excluded = handleTime(partly, UnknownParts.EXCLUDE, Part.TALK, Part.HOLD, Part.WRAP_UP);
        assertThat(value(excluded)).isEqualTo(Ratio.of(250));
        assertThat(excluded.counts())
                .isEqualTo(Map.of("handled", 1L, "handledUnknown", 2L, "handleTimeMillis", 250_000L));

        // Only the chosen parts matter: talk is known everywhere.
        assertThat(value(handleTime(partly, UnknownParts.NOT_MEASURED, Part.TALK)))
                .isEqualTo(Ratio.of(200));
        assertThat(handleTime(partly, UnknownParts.NOT_MEASURED, Part.TALK, Part.HOLD)
                        .measure())
                .isEqualTo(new Measure.NotMeasured("a part of the handle time is unknown for 1 answered contacts"));
    }

    @Test
    void handleTimeUnknownEverywhereIsNotMeasured() {
        ContactList unknown = new ContactList(List.of(handled("100", null, null, 3)), List.of());
        assertThat(handleTime(unknown, UnknownParts.EXCLUDE, Part.WRAP_UP).measure())
                .isEqualTo(new Measure.NotMeasured("a part of the handle time is unknown for every answered contact"));
        assertThat(handleTime(ContactList.NONE, UnknownParts.NOT_MEASURED, Part.WRAP_UP)
                        .measure())
                .isEqualTo(new Measure.NotMeasured("no contacts were answered"));
    }

    @ParameterizedTest
    @CsvSource({
        // limit, bound, stays in the denominator, numerator, denominator
        ", , false, 4, 16",
        "5, BELOW, false, 3, 15",
        "5, BELOW, true, 3, 16",
        "5, AT_MOST, false, 2, 14",
        "60, AT_MOST, true, 2, 16",
    })
    void abandonmentRateLeavesShortAbandonsOutAsTheContractSays(
            Integer seconds, Bound bound, boolean inDenominator, long numerator, long denominator) {
        WaitBound limit = seconds == null ? null : new WaitBound(seconds, bound);
        MetricResult result = MetricFormula.measure(new AbandonmentRate(limit, inDenominator), MIXED);
        assertThat(result.measure()).isEqualTo(Measure.of(numerator, denominator, Unit.PERCENT, ""));
        assertThat(value(result)).isEqualTo(Ratio.of(numerator * 100, denominator));
    }

    @Test
    void abandonmentRateSaysWhatItLeftOut() {
        MetricResult result = MetricFormula.measure(new AbandonmentRate(new WaitBound(5, Bound.BELOW), false), MIXED);
        assertThat(result.formula())
                .isEqualTo(
                        "(abandoned − short abandoned) / (offered − short abandoned) × 100; short abandoned: below 5 s");
        assertThat(result.working()).isEqualTo("(4 − 1) / (16 − 1) × 100");
        assertThat(MetricFormula.measure(
                                new AbandonmentRate(new WaitBound(5, Bound.BELOW), false),
                                ContactList.of(contact(ABANDONED, "1", 9)))
                        .measure())
                .isEqualTo(new Measure.NotMeasured("no contacts were offered, short abandons left out"));
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERED, AT_MOST, 1, 10",
        "ANSWERED, BELOW, 4, 10",
        // of the offered: 1 answered, 2 abandoned and 1 overflowed waited longer
        "OFFERED, AT_MOST, 4, 16",
        "OFFERED, BELOW, 7, 16",
    })
    void shareWaitingLongerCountsTheOthers(Population of, Bound bound, long longer, long contacts) {
        Metric metric = new ShareWaitingLonger(new WaitBound(120, bound), of);
        assertThat(MetricFormula.measure(metric, MIXED).measure())
                .isEqualTo(Measure.of(longer, contacts, Unit.PERCENT, ""));
    }

    @Test
    void qualityScoreIsTheMeanOfTheEvaluationsThatCount() {
        ContactList scores = new ContactList(
                List.of(contact(ANSWERED, "1", 100)),
                List.of(
                        new ContactList.Score("call", Instrument.RANDOM_RECORDING, new BigDecimal("90.125")),
                        new ContactList.Score("call", Instrument.MYSTERY_CALL, new BigDecimal("60")),
                        new ContactList.Score("chat", null, new BigDecimal("0"))));
        assertThat(value(MetricFormula.measure(new QualityScore(null, null), scores)))
                .isEqualTo(Ratio.of(150_125, 3_000));
        assertThat(value(MetricFormula.measure(new QualityScore(Set.of("call"), null), scores)))
                .isEqualTo(Ratio.parse("75.0625"));
        MetricResult recorded = MetricFormula.measure(
                new QualityScore(Set.of("chat", "call"), EnumSet.of(Instrument.RANDOM_RECORDING)), scores);
        assertThat(value(recorded)).isEqualTo(Ratio.parse("90.125"));
        assertThat(recorded.formula())
                .isEqualTo(
                        "score (thousandths) / evaluations / 1000; forms: call, chat; instruments: random recording");
        assertThat(MetricFormula.measure(new QualityScore(Set.of("email"), null), scores)
                        .measure())
                .isEqualTo(new Measure.NotMeasured("no evaluations"));
    }

    @ParameterizedTest
    @CsvSource({
        "OFFERED, 16", "ANSWERED, 10", "ABANDONED, 4", "OVERFLOWED, 1",
        "CALLBACK_REQUESTED, 1", "REFUSED, 2", "LEFT_IN_MENU, 3", "SELF_SERVED, 4",
    })
    void volumeIsAPlainCount(Volume.Kind of, long count) {
        assertThat(value(MetricFormula.measure(new Volume(of), MIXED))).isEqualTo(Ratio.of(count));
    }

    @ParameterizedTest
    @EnumSource(Volume.Kind.class)
    void noVolumeIsZeroAndMeasured(Volume.Kind of) {
        assertThat(value(MetricFormula.measure(new Volume(of), ContactList.NONE)))
                .isEqualTo(Ratio.ZERO);
    }

    @Test
    void nothingIsNeverZeroOrAHundredPercent() {
        WaitBound bound = new WaitBound(20, Bound.AT_MOST);
        for (Metric metric : List.of(
                new AverageSpeedOfAnswer(),
                new AverageHandleTime(EnumSet.of(Part.TALK), null),
                new ServiceLevel(bound, ServiceLevel.Abandons.FAILURES, null, null),
                new AbandonmentRate(null, null),
                new ShareWaitingLonger(bound, Population.ANSWERED),
                new ShareWaitingLonger(bound, Population.OFFERED),
                new QualityScore(null, null))) {
            assertThat(MetricFormula.measure(metric, ContactList.NONE).measure())
                    .as("%s", metric)
                    .isInstanceOf(Measure.NotMeasured.class);
        }
    }

    @Test
    void namesTheWaitBoundsItAsksFor() {
        WaitBound threshold = new WaitBound(20, Bound.AT_MOST);
        WaitBound limit = new WaitBound(5, Bound.BELOW);
        assertThat(new ServiceLevel(threshold, ServiceLevel.Abandons.SHORT_REMOVED, limit, null).waitBounds())
                .containsExactly(threshold, limit);
        assertThat(new ServiceLevel(threshold, ServiceLevel.Abandons.FAILURES, null, null).waitBounds())
                .containsExactly(threshold);
        assertThat(new AbandonmentRate(limit, null).waitBounds()).containsExactly(limit);
        assertThat(new AbandonmentRate(null, null).waitBounds()).isEmpty();
        assertThat(new ShareWaitingLonger(threshold, Population.OFFERED).waitBounds())
                .containsExactly(threshold);
        assertThat(new AverageSpeedOfAnswer().waitBounds()).isEmpty();
    }

    private static ContactList.Contact handled(String talk, String hold, String wrapUp, long times) {
        return new ContactList.Contact(ANSWERED, BigDecimal.ONE, decimal(talk), decimal(hold), decimal(wrapUp), times);
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static MetricResult handleTime(Counts counts, UnknownParts unknown, Part first, Part... more) {
        return MetricFormula.measure(new AverageHandleTime(EnumSet.of(first, more), unknown), counts);
    }

    private static Ratio value(MetricResult result) {
        return ((Measure.Measured) result.measure()).value();
    }
}
