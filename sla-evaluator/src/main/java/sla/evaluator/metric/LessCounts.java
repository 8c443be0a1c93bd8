package sla.evaluator.metric;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.LeftOut;
import sla.model.time.Span;

/** The counts of a KPI less what is left out. Edges of spans are quarter-hours, so each is wholly in a span or not at all. */
public final class LessCounts implements CountsOverTime {
    private final Metric metric;
    private final CountsOverTime all;
    private final @Nullable List<Span> ranges;
    private final NavigableMap<Instant, Map<String, Long>> leftOut = new TreeMap<>();

    /** @param ranges that exclusions take out, in order and apart; null if it is no exclusion that leaves something out */
    private LessCounts(Metric metric, CountsOverTime all, @Nullable List<Span> ranges) {
        this.metric = metric;
        this.all = all;
        this.ranges = ranges;
    }

    /** Of each KPI; one of which nothing is left out keeps its counts. */
    public static Map<String, CountsOverTime> of(
            Agreement agreement, Map<String, ? extends CountsOverTime> counts, List<AppliedExclusion> exclusions) {
        Map<String, CountsOverTime> less = new HashMap<>(counts);
        for (Kpi kpi : agreement.kpis()) {
            List<LeftOut> taken = exclusions.stream()
                    .flatMap(exclusion -> exclusion.leftOut().stream())
                    .filter(leftOut -> leftOut.kpi().equals(kpi.id()))
                    .toList();
            List<Span> ranges = exclusions.stream()
                    .map(AppliedExclusion::exclusion)
                    .filter(exclusion -> exclusion.concerns(agreement, kpi))
                    .flatMap(exclusion -> exclusion.range().stream())
                    .toList();
            if (!taken.isEmpty() || !ranges.isEmpty()) {
                LessCounts own =
                        new LessCounts(kpi.metric(), Objects.requireNonNull(counts.get(kpi.id())), Span.joined(ranges));
                taken.forEach(own::add);
                less.put(kpi.id(), own);
            }
        }
        return less;
    }

    /** Of one KPI, for what is no exclusion; the counts themselves stay what they are. */
    public static CountsOverTime of(Metric metric, CountsOverTime counts, List<LeftOut> taken) {
        LessCounts less = new LessCounts(metric, counts, null);
        taken.forEach(less::add);
        return less;
    }

    private void add(LeftOut taken) {
        taken.intervals()
                .forEach(interval -> interval.counts()
                        .forEach((name, number) -> leftOut.computeIfAbsent(interval.start(), _ -> new HashMap<>())
                                .merge(name, number, Math::addExact)));
    }

    /** What is left out alone, over the spans. */
    public static Counts of(Metric metric, LeftOut taken, List<Span> spans) {
        Map<String, Long> none = NamedCounts.of(metric, NoCounts.NONE);
        LessCounts less = new LessCounts(metric, _ -> new NamedCounts(none), null);
        less.add(taken);
        Map<String, Long> sums = new LinkedHashMap<>(none);
        less.forEach(spans, (name, number) -> sums.merge(name, number, Math::addExact));
        return new NamedCounts(sums);
    }

    @Override
    public Counts within(List<Span> spans) {
        Map<String, Long> sums = new LinkedHashMap<>(NamedCounts.of(metric, all.within(spans)));
        forEach(spans, (name, number) -> sums.merge(name, -number, Math::addExact));
        return new NamedCounts(sums);
    }

    @Override
    public Instant asOf() {
        return all.asOf();
    }

    @Override
    public Optional<CountsOverTime> beforeExclusions() {
        return ranges == null ? all.beforeExclusions() : Optional.of(all);
    }

    @Override
    public boolean areExcluded(List<Span> spans) {
        return ranges == null
                ? all.areExcluded(spans)
                : !spans.isEmpty()
                        && spans.stream().allMatch(span -> ranges.stream().anyMatch(range -> range.covers(span)));
    }

    private interface NamedNumber {
        void take(String name, long number);
    }

    private void forEach(List<Span> spans, NamedNumber taker) {
        for (Span span : spans) {
            leftOut.subMap(span.startInclusive(), true, span.endExclusive(), false)
                    .values()
                    .forEach(counts -> counts.forEach(taker::take));
        }
    }
}
