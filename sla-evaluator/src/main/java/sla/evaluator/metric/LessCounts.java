package sla.evaluator.metric;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
    private final NavigableMap<Instant, Map<String, Long>> leftOut = new TreeMap<>();

    private LessCounts(Metric metric, CountsOverTime all) {
        this.metric = metric;
        this.all = all;
    }

    /** Of each KPI; one of which nothing is left out keeps its counts. */
    public static Map<String, CountsOverTime> of(
            Agreement agreement, Map<String, ? extends CountsOverTime> counts, List<AppliedExclusion> exclusions) {
        Map<String, CountsOverTime> less = new HashMap<>(counts);
        for (Kpi kpi : agreement.kpis()) {
            for (AppliedExclusion exclusion : exclusions) {
                for (LeftOut taken : exclusion.leftOut()) {
                    if (taken.kpi().equals(kpi.id())) {
                        less.compute(kpi.id(), (_, before) -> less(kpi.metric(), before, taken));
                    }
                }
            }
        }
        return less;
    }

    /** Of one KPI; the counts themselves stay what they are. */
    public static CountsOverTime of(Metric metric, CountsOverTime counts, List<LeftOut> taken) {
        LessCounts less = new LessCounts(metric, counts);
        taken.forEach(each -> less(metric, less, each));
        return less;
    }

    private static LessCounts less(Metric metric, CountsOverTime before, LeftOut taken) {
        LessCounts less = before instanceof LessCounts same ? same : new LessCounts(metric, before);
        taken.intervals()
                .forEach(interval -> interval.counts()
                        .forEach((name, number) -> less.leftOut
                                .computeIfAbsent(interval.start(), _ -> new HashMap<>())
                                .merge(name, number, Math::addExact)));
        return less;
    }

    /** What is left out alone, over the spans. */
    public static Counts of(Metric metric, LeftOut taken, List<Span> spans) {
        Map<String, Long> none = NamedCounts.of(metric, NoCounts.NONE);
        LessCounts less = less(metric, _ -> new NamedCounts(none), taken);
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
