package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;
import static sla.model.event.Outcome.CALLBACK_REQUESTED;
import static sla.model.event.Outcome.OVERFLOWED;
import static sla.model.event.Outcome.REFUSED;

import java.math.RoundingMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ServiceLevel.Abandons;
import sla.model.agreement.ServiceLevel.Callbacks;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.evaluation.Measure;

class ServiceLevelFormulaTest {
    /** 1,000 answered, 860 within 20 s; 60 abandoned, 20 within 20 s, 10 of these within 5 s; 40 overflowed. */
    private static final ContactList THOUSAND = ContactList.of(
            contact(ANSWERED, "20", 860),
            contact(ANSWERED, "20.001", 140),
            contact(ABANDONED, "4.999", 10),
            contact(ABANDONED, "12", 10),
            contact(ABANDONED, "40", 40),
            contact(OVERFLOWED, "3", 40),
            contact(CALLBACK_REQUESTED, "20", 15),
            contact(CALLBACK_REQUESTED, "21", 5),
            new ContactList.Contact(REFUSED, null, null, null, null, 7L));

    @ParameterizedTest
    @CsvSource({
        "FAILURES, 81.13",
        "IGNORED_WITHIN_THRESHOLD, 82.69",
        "SUCCESS_WITHIN_THRESHOLD, 83.02",
        "SHORT_REMOVED, 81.90",
        "SHORT_AS_SUCCESS, 82.08",
        "ANSWERED_ONLY, 86.00",
        // 860 / 1,100
        "OVERFLOW_COUNTED, 78.18",
    })
    void givesThePublishedValueOfEachTreatment(Abandons abandons, String percent) {
        assertThat(percent(level(abandons, Callbacks.NOT_COUNTED), THOUSAND, 2)).isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({"IGNORED_WITHIN_THRESHOLD, 77.78", "FAILURES, 70.00", "SUCCESS_WITHIN_THRESHOLD, 80.00"})
    void givesTheValuesOfTheManual(Abandons abandons, String percent) {
        ContactList manual =
                ContactList.of(contact(ANSWERED, "10", 70), contact(ABANDONED, "10", 10), contact(ANSWERED, "30", 20));
        assertThat(percent(level(abandons, Callbacks.NOT_COUNTED), manual, 2)).isEqualTo(percent);
    }

    /** 20 callbacks requested, 15 of them in time: (860 + 15) / (1,060 + 20), and (860 + 20 + 15) / 1,080. */
    @ParameterizedTest
    @CsvSource({"FAILURES, 81.02", "SUCCESS_WITHIN_THRESHOLD, 82.87", "ANSWERED_ONLY, 85.78"})
    void countsACallbackRequestedInTimeAsSuccessWhereTheContractSaysSo(Abandons abandons, String percent) {
        assertThat(percent(level(abandons, Callbacks.SUCCESS_WITHIN_THRESHOLD), THOUSAND, 2))
                .isEqualTo(percent);
    }

    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 19.999, 100", "AT_MOST, 20, 100", "AT_MOST, 20.001, 0",
        "BELOW, 19.999, 100", "BELOW, 20, 0", "BELOW, 20.001, 0",
    })
    void decidesAtTheThresholdByItsBound(Bound bound, String wait, String percent) {
        ServiceLevel level = new ServiceLevel(new WaitBound(20, bound), Abandons.FAILURES, null, Callbacks.NOT_COUNTED);
        assertThat(percent(level, ContactList.of(contact(ANSWERED, wait, 1)), 0))
                .isEqualTo(percent);
    }

    /** One answered late, one abandoned: a short abandon is removed, which leaves one contact instead of two. */
    @ParameterizedTest
    @CsvSource({"BELOW, 4.999, 1", "BELOW, 5, 2", "AT_MOST, 5, 1", "AT_MOST, 5.001, 2"})
    void decidesAtTheShortLimitByItsBound(Bound bound, String wait, long contacts) {
        ServiceLevel level = new ServiceLevel(
                new WaitBound(20, Bound.AT_MOST),
                Abandons.SHORT_REMOVED,
                new WaitBound(5, bound),
                Callbacks.NOT_COUNTED);
        Measure measure = MetricFormula.measure(
                        level, ContactList.of(contact(ANSWERED, "60", 1), contact(ABANDONED, wait, 1)))
                .measure();
        assertThat(measure)
                .isInstanceOfSatisfying(
                        Measure.Measured.class,
                        measured -> assertThat(measured.denominator()).isEqualTo(contacts));
    }

    @Test
    void namesItsCountsAndFormula() {
        MetricResult result = MetricFormula.measure(level(Abandons.SHORT_AS_SUCCESS, Callbacks.NOT_COUNTED), THOUSAND);
        assertThat(result.formula())
                .isEqualTo("(answered within threshold + short abandoned) / (answered + abandoned) × 100;"
                        + " within threshold: at most 20 s; short abandoned: below 5 s");
        assertThat(result.working()).isEqualTo("(860 + 10) / (1000 + 60) × 100");
        assertThat(result.counts())
                .isEqualTo(Map.of(
                        "answeredWithinThreshold", 860L, "shortAbandoned", 10L, "answered", 1000L, "abandoned", 60L));
    }

    @Test
    void isNotMeasuredWithoutContacts() {
        for (Abandons abandons : Abandons.values()) {
            assertThat(MetricFormula.measure(
                                    level(abandons, Callbacks.NOT_COUNTED),
                                    ContactList.of(contact(CALLBACK_REQUESTED, "1", 3)))
                            .measure())
                    .isEqualTo(new Measure.NotMeasured("no contacts to count"));
        }
        assertThat(percent(
                        level(Abandons.FAILURES, Callbacks.NOT_COUNTED), ContactList.of(contact(ABANDONED, "1", 1)), 0))
                .isEqualTo("0");
    }

    private static ServiceLevel level(Abandons abandons, Callbacks callbacks) {
        return new ServiceLevel(
                new WaitBound(20, Bound.AT_MOST),
                abandons,
                abandons.needsShortAbandon() ? new WaitBound(5, Bound.BELOW) : null,
                callbacks);
    }

    private static String percent(ServiceLevel metric, Counts counts, int decimals) {
        Measure.Measured measured =
                (Measure.Measured) MetricFormula.measure(metric, counts).measure();
        return measured.value().round(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
