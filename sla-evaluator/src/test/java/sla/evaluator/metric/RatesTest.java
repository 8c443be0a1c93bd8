package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;
import static sla.model.event.Outcome.CALLBACK_REQUESTED;
import static sla.model.event.Outcome.LEFT_IN_MENU;
import static sla.model.event.Outcome.REFUSED;
import static sla.model.event.Outcome.SELF_SERVED;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sla.evaluator.metric.ContactList.Answer;
import sla.evaluator.metric.ContactList.Contact;
import sla.evaluator.metric.ContactList.Score;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.AverageHandleTime.UnknownParts;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.Population;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.TransferRate;
import sla.model.evaluation.Measure;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation.Instrument;
import sla.model.number.Ratio;

/** Rates, minutes, critical errors and surveys: the number, how it is told, and that nothing measured is not 0. */
class RatesTest {
    /** 8 answered, 1 abandoned, 1 callback: 10 offered; 2 refused, 4 in the menu, 6 self-served. */
    private static final ContactList DAY = new ContactList(
            List.of(
                    new Contact(
                            ANSWERED, BigDecimal.ONE, seconds("60"), seconds("3.5"), seconds("30"), 5L, false, true),
                    new Contact(ANSWERED, BigDecimal.ONE, seconds("60"), null, null, 3L, true, false),
                    other(ABANDONED, 1),
                    other(CALLBACK_REQUESTED, 1),
                    other(REFUSED, 2),
                    other(LEFT_IN_MENU, 4),
                    other(SELF_SERVED, 6)),
            List.of(
                    new Score("a", Instrument.MYSTERY_CALL, BigDecimal.TEN, Set.of(ErrorClass.CUSTOMER_CRITICAL)),
                    new Score("a", Instrument.RANDOM_RECORDING, BigDecimal.TEN, EnumSet.allOf(ErrorClass.class)),
                    new Score("b", Instrument.MYSTERY_CALL, BigDecimal.TEN),
                    new Score("b", null, BigDecimal.TEN, Set.of(ErrorClass.COMPLIANCE_CRITICAL))),
            List.of(
                    new Answer(5, 5, 10, true, 2L),
                    new Answer(4, 5, 9, false, 1L),
                    new Answer(1, 5, 8, null, 1L),
                    new Answer(9, 10, 7, true, 1L),
                    new Answer(null, null, 6, null, 2L),
                    new Answer(null, null, 0, null, 1L)));

    static Stream<Arguments> measured() {
        return Stream.of(
                // 3 transferred of 8 answered, of 10 offered
                arguments(new TransferRate(Population.ANSWERED), "37.5", "transferred / answered × 100", "3 / 8 × 100"),
                arguments(new TransferRate(Population.OFFERED), "30", "transferred / offered × 100", "3 / 10 × 100"),
                arguments(new HandBackRate(Population.ANSWERED), "62.5", "handed back / answered × 100", "5 / 8 × 100"),
                arguments(new CallbackRate(), "10", "callback requested / offered × 100", "1 / 10 × 100"),
                arguments(new BlockedRate(BlockedRate.Base.OFFERED), "20", "refused / offered × 100", "2 / 10 × 100"),
                // 6 self-served of 6 + 10; of 6 + 10 + 4
                arguments(
                        new SelfServiceRate(SelfServiceRate.LeftInMenu.NOT_COUNTED),
                        "37.5",
                        "self served / (self served + offered) × 100",
                        "6 / (6 + 10) × 100"),
                arguments(
                        new SelfServiceRate(SelfServiceRate.LeftInMenu.FAILURES),
                        "30",
                        "self served / (self served + offered + left in menu) × 100",
                        "6 / (6 + 10 + 4) × 100"),
                // 8 × 60 s = 8 min; 5 × 93.5 s = 467.5 s = 7.7916… min
                arguments(
                        new HandledMinutes(EnumSet.of(Part.TALK), null),
                        "8",
                        "handle time (ms) / 60000; handle time: talk; answered contacts with an unknown part are left"
                                + " out",
                        "480000 / 60000"),
                arguments(
                        new CriticalErrorAccuracy(ErrorClass.CUSTOMER_CRITICAL, null, null),
                        "50",
                        "(evaluations − with customer critical error) / evaluations × 100",
                        "(4 − 2) / 4 × 100"),
                arguments(
                        new CriticalErrorAccuracy(ErrorClass.COMPLIANCE_CRITICAL, Set.of("b"), null),
                        "50",
                        "(evaluations − with compliance critical error) / evaluations × 100; forms: b",
                        "(2 − 1) / 2 × 100"),
                arguments(
                        new CriticalErrorAccuracy(
                                ErrorClass.BUSINESS_CRITICAL, Set.of("a"), Set.of(Instrument.MYSTERY_CALL)),
                        "100",
                        "(evaluations − with business critical error) / evaluations × 100; forms: a; instruments:"
                                + " mystery call",
                        "(1 − 0) / 1 × 100"),
                // (5 + 5 + 4 + 1) / 4; the answer of 10 counts on its own scale
                arguments(new CsatMean(5), "3.75", "csat points / csat answers; scale: 1 to 5", "15 / 4"),
                arguments(new CsatMean(10), "9", "csat points / csat answers; scale: 1 to 10", "9 / 1"),
                arguments(
                        new CsatShare(5, 4),
                        "75",
                        "satisfied / csat answers × 100; scale: 1 to 5; satisfied: at least 4",
                        "3 / 4 × 100"),
                // 3 promoters (10, 10, 9), 3 detractors (6, 6, 0), 2 passive (8, 7)
                arguments(
                        new NetPromoterScore(),
                        "0",
                        "(promoters − detractors) / nps answers × 100; promoters: 9 and 10; detractors: 0 to 6",
                        "(3 − 3) / 8 × 100"),
                arguments(
                        new FirstContactResolution(FirstContactResolution.By.SURVEY),
                        "75",
                        "resolved / resolved or not × 100; by survey",
                        "3 / 4 × 100"));
    }

    @ParameterizedTest
    @MethodSource("measured")
    void measures(Metric metric, String value, String formula, String working) {
        MetricResult result = MetricFormula.measure(metric, DAY);
        assertThat(value(result)).isEqualTo(Ratio.parse(value));
        assertThat(result.formula()).isEqualTo(formula);
        assertThat(result.working()).isEqualTo(working);
    }

    @Test
    void blockedOfAllThatCame() {
        MetricResult result = MetricFormula.measure(new BlockedRate(BlockedRate.Base.OFFERED_AND_REFUSED), DAY);
        assertThat(value(result)).isEqualTo(Ratio.of(200, 12));
        assertThat(result.formula()).isEqualTo("refused / (offered + refused) × 100");
    }

    @Test
    void minutesAreNotRoundedBeforeTheyAreAddedUp() {
        MetricResult result = MetricFormula.measure(new HandledMinutes(EnumSet.allOf(Part.class), null), DAY);
        assertThat(value(result)).isEqualTo(Ratio.of(467_500, 60_000));
        assertThat(result.counts()).containsEntry("handledUnknown", 3L).containsEntry("handled", 5L);
    }

    @Test
    void unknownPartsAreNeverNoMinutes() {
        HandledMinutes strict = new HandledMinutes(EnumSet.allOf(Part.class), UnknownParts.NOT_MEASURED);
        assertThat(MetricFormula.measure(strict, DAY).measure())
                .isEqualTo(new Measure.NotMeasured("a part of the handle time is unknown for 3 answered contacts"));
        ContactList unknown = new ContactList(
                List.of(new Contact(ANSWERED, BigDecimal.ONE, seconds("60"), null, null, 3L)), List.of());
        assertThat(MetricFormula.measure(new HandledMinutes(EnumSet.allOf(Part.class), null), unknown)
                        .measure())
                .isEqualTo(new Measure.NotMeasured("a part of the handle time is unknown for every answered contact"));
        assertThat(value(MetricFormula.measure(strict, ContactList.NONE))).isEqualTo(Ratio.ZERO);
    }

    /** More people warn than promote: below zero. */
    @Test
    void netPromoterScoreCanBeNegative() {
        ContactList answers = new ContactList(
                List.of(),
                List.of(),
                List.of(new Answer(null, null, 6, null, 3L), new Answer(null, null, 9, null, 1L)));
        assertThat(value(MetricFormula.measure(new NetPromoterScore(), answers)))
                .isEqualTo(Ratio.parse("-50"));
    }

    static Stream<Arguments> nothing() {
        return Stream.of(
                Arguments.of(new TransferRate(Population.ANSWERED), "no contacts were answered"),
                Arguments.of(new HandBackRate(Population.OFFERED), "no contacts were offered"),
                Arguments.of(new CallbackRate(), "no contacts were offered"),
                Arguments.of(new BlockedRate(BlockedRate.Base.OFFERED), "no contacts were offered"),
                Arguments.of(
                        new BlockedRate(BlockedRate.Base.OFFERED_AND_REFUSED), "no contacts were offered or refused"),
                Arguments.of(
                        new SelfServiceRate(SelfServiceRate.LeftInMenu.NOT_COUNTED),
                        "no contacts were self-served or offered"),
                Arguments.of(new CriticalErrorAccuracy(ErrorClass.BUSINESS_CRITICAL, null, null), "no evaluations"),
                Arguments.of(new CsatMean(5), "nobody answered on this scale"),
                Arguments.of(new CsatShare(5, 4), "nobody answered on this scale"),
                Arguments.of(new NetPromoterScore(), "nobody answered"),
                Arguments.of(
                        new FirstContactResolution(FirstContactResolution.By.SURVEY),
                        "nobody answered whether it was resolved"));
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void ofNothingNothingIsMeasured(Metric metric, String reason) {
        assertThat(MetricFormula.measure(metric, ContactList.NONE).measure())
                .isEqualTo(new Measure.NotMeasured(reason));
    }

    private static Arguments arguments(Metric metric, String value, String formula, String working) {
        return Arguments.of(metric, value, formula, working);
    }

    private static Contact other(Outcome outcome, long times) {
        return new Contact(outcome, BigDecimal.ONE, null, null, null, times);
    }

    private static BigDecimal seconds(String text) {
        return new BigDecimal(text);
    }

    private static Ratio value(MetricResult result) {
        return ((Measure.Measured) result.measure()).value();
    }
}
