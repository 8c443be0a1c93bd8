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
import java.util.EnumMap;
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
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.Population;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ResponseHours;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareRespondedWithin.ResponseBound;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;

class NamedCountsTest {
    private static final WaitBound THRESHOLD = new WaitBound(20, Bound.AT_MOST);
    private static final WaitBound SHORT = new WaitBound(5, Bound.BELOW);

    private static final ContactList MORNING = new ContactList(
            List.of(
                    new ContactList.Contact(
                            ANSWERED, new BigDecimal("20"), BigDecimal.TEN, null, BigDecimal.ONE, 7L, true, false),
                    new ContactList.Contact(ANSWERED, new BigDecimal("21"), BigDecimal.TEN, null, null, 3L),
                    contact(ABANDONED, "4.999", 2),
                    contact(ABANDONED, "5", 4)),
            List.of(new ContactList.Score("form", null, new BigDecimal("87.5"), Set.of(ErrorClass.BUSINESS_CRITICAL))),
            List.of(new ContactList.Answer(4, 5, 9, true, 3L), new ContactList.Answer(9, 10, null, null, 1L)),
            tallied(3));

    private static final ContactList EVENING = new ContactList(
            List.of(
                    new ContactList.Contact(
                            ANSWERED,
                            new BigDecimal("1"),
                            BigDecimal.TEN,
                            BigDecimal.ONE,
                            BigDecimal.TWO,
                            5L,
                            false,
                            true),
                    contact(OVERFLOWED, "3", 6),
                    contact(CALLBACK_REQUESTED, "20.001", 8)),
            List.of(
                    new ContactList.Score("other", null, new BigDecimal("60"), Set.of(ErrorClass.BUSINESS_CRITICAL)),
                    new ContactList.Score("form", null, new BigDecimal("61"))),
            List.of(new ContactList.Answer(3, 5, 6, false, 2L), new ContactList.Answer(null, null, 7, null, 5L)),
            tallied(50));

    /** Another number for each of them. */
    private static Map<Tallied, Long> tallied(long first) {
        Map<Tallied, Long> numbers = new EnumMap<>(Tallied.class);
        for (Tallied what : Tallied.values()) {
            numbers.put(what, first + what.ordinal());
        }
        return numbers;
    }

    static Stream<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(
                new AverageSpeedOfAnswer(),
                new AverageSpeedOfAnswer(Population.ANSWERED, Population.OFFERED),
                new AverageSpeedOfAnswer(Population.OFFERED, Population.OFFERED),
                new AverageHandleTime(EnumSet.of(Part.TALK, Part.WRAP_UP), null),
                new AverageHandleTime(EnumSet.of(Part.TALK), AverageHandleTime.UnknownParts.NOT_MEASURED),
                new AbandonmentRate(null, null),
                new AbandonmentRate(SHORT, true),
                new ShareWaitingLonger(THRESHOLD, Population.ANSWERED),
                new ShareWaitingLonger(THRESHOLD, Population.OFFERED),
                new QualityScore(null, null),
                new QualityScore(Set.of("form"), null),
                new VolumeWaitingLonger(THRESHOLD, Population.ANSWERED),
                new VolumeWaitingLonger(THRESHOLD, Population.OFFERED),
                new TransferRate(Population.ANSWERED),
                new HandBackRate(Population.OFFERED),
                new CallbackRate(),
                new BlockedRate(BlockedRate.Base.OFFERED),
                new BlockedRate(BlockedRate.Base.OFFERED_AND_REFUSED),
                new SelfServiceRate(SelfServiceRate.LeftInMenu.FAILURES),
                new HandledMinutes(EnumSet.of(Part.TALK, Part.WRAP_UP), null),
                new CriticalErrorAccuracy(ErrorClass.BUSINESS_CRITICAL, Set.of("form"), null),
                new CsatMean(5),
                new CsatShare(5, 4),
                new NetPromoterScore(),
                new FirstContactResolution(FirstContactResolution.By.SURVEY),
                new FirstContactResolution(FirstContactResolution.By.AGENT),
                new FirstContactResolution(FirstContactResolution.By.NO_REPEAT, 7, FirstContactResolution.Repeats.LOT),
                new QualityScore(null, null, Set.of(ErrorClass.CUSTOMER_CRITICAL)),
                new QualityPassRate(new BigDecimal("85"), null, null, null),
                new FirstResponseTime(ResponseHours.CALENDAR),
                new ShareRespondedWithin(
                        new ResponseBound(240, Bound.AT_MOST),
                        ResponseHours.OPENING,
                        ShareRespondedWithin.Of.RESPONDED),
                new ShareRespondedWithin(
                        new ResponseBound(240, Bound.BELOW), ResponseHours.CALENDAR, ShareRespondedWithin.Of.OFFERED),
                new RevenuePerContact("EUR", Population.ANSWERED, null),
                new RevenuePerContact("EUR", Population.OFFERED, RevenuePerContact.Unknown.NOTHING),
                new HandledMinutes(
                        EnumSet.of(Part.TALK),
                        null,
                        new HandledMinutes.Each(60, HandledMinutes.Each.Steps.STARTED, 30)),
                new DeclaredMeasureMetric("availability", DeclaredMeasureMetric.As.SHARE, null),
                new DeclaredMeasureMetric("staff", DeclaredMeasureMetric.As.SUM, null)));
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
        Map<String, Long> sums = new LinkedHashMap<>(NamedCounts.of(metric, MORNING));
        NamedCounts.of(metric, EVENING).forEach((name, count) -> sums.merge(name, count, Long::sum));
        assertThat(MetricFormula.measure(metric, new NamedCounts(sums)))
                .isEqualTo(MetricFormula.measure(metric, MORNING.plus(EVENING)));
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
