package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sla.evaluator.metric.ContactList.contact;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;
import static sla.model.event.Outcome.CALLBACK_REQUESTED;
import static sla.model.event.Outcome.OVERFLOWED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Volume;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;

class NamedCountsTest {
    private static final WaitBound THRESHOLD = new WaitBound(20, Bound.AT_MOST);
    private static final WaitBound SHORT = new WaitBound(5, Bound.BELOW);

    private static final ContactList MORNING = new ContactList(
            List.of(
                    new ContactList.Contact(ANSWERED, new BigDecimal("20"), BigDecimal.TEN, null, BigDecimal.ONE, 7L),
                    new ContactList.Contact(ANSWERED, new BigDecimal("21"), BigDecimal.TEN, null, null, 3L),
                    contact(ABANDONED, "4.999", 2),
                    contact(ABANDONED, "5", 4)),
            List.of(new ContactList.Score("form", null, new BigDecimal("87.5"))));

    private static final ContactList EVENING = new ContactList(
            List.of(
                    new ContactList.Contact(
                            ANSWERED, new BigDecimal("1"), BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TWO, 5L),
                    contact(OVERFLOWED, "3", 6),
                    contact(CALLBACK_REQUESTED, "20.001", 8)),
            List.of(new ContactList.Score("other", null, new BigDecimal("60"))));

    static Stream<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new AverageSpeedOfAnswer(),
                new AverageHandleTime(EnumSet.of(Part.TALK, Part.WRAP_UP), null),
                new AverageHandleTime(EnumSet.of(Part.TALK), AverageHandleTime.UnknownParts.NOT_MEASURED),
                new AbandonmentRate(null, null),
                new AbandonmentRate(SHORT, true),
                new ShareWaitingLonger(THRESHOLD, ShareWaitingLonger.Population.ANSWERED),
                new ShareWaitingLonger(THRESHOLD, ShareWaitingLonger.Population.OFFERED),
                new QualityScore(null, null),
                new QualityScore(Set.of("form"), null)));
        for (ServiceLevel.Abandons abandons : ServiceLevel.Abandons.values()) {
            metrics.add(new ServiceLevel(
                    THRESHOLD,
                    abandons,
                    abandons.needsShortAbandon() ? SHORT : null,
                    ServiceLevel.Callbacks.SUCCESS_WITHIN_THRESHOLD));
        }
        for (Volume.Kind of : Volume.Kind.values()) {
            metrics.add(new Volume(of));
        }
        return metrics.stream();
    }

    /** The day's contacts give what the sums of its two halves give, by every metric. */
    @ParameterizedTest
    @MethodSource("metrics")
    void sumsOverSpansGiveTheWhole(Metric metric) {
        List<ContactList.Contact> contacts = new ArrayList<>(MORNING.contacts());
        contacts.addAll(EVENING.contacts());
        List<ContactList.Score> scores = new ArrayList<>(MORNING.scores());
        scores.addAll(EVENING.scores());
        Map<String, Long> sums = new LinkedHashMap<>(NamedCounts.of(metric, MORNING));
        NamedCounts.of(metric, EVENING).forEach((name, count) -> sums.merge(name, count, Long::sum));
        assertThat(MetricFormula.measure(metric, new NamedCounts(sums)))
                .isEqualTo(MetricFormula.measure(metric, new ContactList(contacts, scores)));
        assertThat(NamedCounts.of(metric, ContactList.NONE).keySet())
                .containsExactlyElementsOf(NamedCounts.of(metric, MORNING).keySet());
    }

    @Test
    void namesSayWhatIsCounted() {
        assertThat(NamedCounts.of(
                        new ServiceLevel(
                                THRESHOLD,
                                ServiceLevel.Abandons.SHORT_REMOVED,
                                SHORT,
                                ServiceLevel.Callbacks.NOT_COUNTED),
                        MORNING))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("answeredWithin20s", 7L, "answered", 10L, "abandoned", 6L, "abandonedBelow5s", 2L));
    }

    @Test
    void refusesToMeasureWhatWasNotAsked() {
        NamedCounts waits = new NamedCounts(NamedCounts.of(new AverageSpeedOfAnswer(), MORNING));
        assertThatThrownBy(() -> MetricFormula.measure(new AbandonmentRate(null, null), waits))
                .hasMessage("the counts lack 'abandoned'");
    }
}
