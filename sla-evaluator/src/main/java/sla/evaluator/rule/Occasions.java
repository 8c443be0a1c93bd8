package sla.evaluator.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.Lookback;
import sla.model.agreement.PeriodCount;
import sla.model.evaluation.Counted;
import sla.model.evaluation.PastPeriod;
import sla.model.number.Ratio;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Counts what several periods have in common, the one that is evaluated included. A period that a version cuts in two is
 * one: off target if one part was, else as all of its parts were.
 */
final class Occasions {
    private final MeasuredKpis kpis;
    private final Past past;

    Occasions(MeasuredKpis kpis, Past past) {
        this.kpis = kpis;
        this.past = past;
    }

    /**
     * What can be counted or not.
     *
     * @param due the period, or the first part of it, in which it is
     */
    private record Occasion(String label, Instant start, Instant end, Period due, boolean holds) {
        private Occasion and(Occasion other, boolean anyPart) {
            return new Occasion(
                    other.label, start, other.end, due, anyPart ? holds || other.holds : holds && other.holds);
        }
    }

    /** @param until windows of the period that end later, behind the one that a line is about, do not count */
    Counted of(PeriodCount count, Instant until) {
        Kpi kpi = kpis.kpi(count.kpi());
        boolean anyPart = isOffTarget(count, kpi);
        Map<Instant, Occasion> occasions = new TreeMap<>();
        for (PastPeriod each : past.periods()) {
            for (PastPeriod.PastValue value : each.values()) {
                if (value.kpi().equals(kpi.id())) {
                    add(occasions, each.period(), value.window(), kpi, holds(count, kpi, value), anyPart);
                }
            }
        }
        for (MeasuredKpi measured : kpis.due(kpi.id())) {
            if (kpi.oncePerPeriod()
                    || !measured.window().period().endExclusive().isAfter(until)) {
                PastPeriod.PastValue value = new PastPeriod.PastValue(
                        kpi.id(),
                        null,
                        measured.asResult().targetState(),
                        measured.value().map(KpiValue::ratio).orElse(null));
                Period window = measured.window().named().orElse(null);
                add(occasions, past.period(), window, kpi, holds(count, kpi, value), anyPart);
            }
        }
        return count(List.copyOf(occasions.values()), count.lookback());
    }

    /**
     * The periods at whose end nothing of the cap was left.
     *
     * @param now the caps of which nothing is left in this one; null while that is not known
     */
    Counted of(Condition.OverCap condition, @Nullable Set<String> now) {
        Map<Instant, Occasion> occasions = new TreeMap<>();
        for (PastPeriod each : past.periods()) {
            boolean reached = each.capsReached().contains(condition.cap());
            add(occasions, each.period(), null, null, reached, true);
        }
        if (now != null) {
            add(occasions, past.period(), null, null, now.contains(condition.cap()), true);
        }
        return count(List.copyOf(occasions.values()), condition.lookback());
    }

    private void add(
            Map<Instant, Occasion> occasions,
            Period period,
            @Nullable Period window,
            @Nullable Kpi kpi,
            boolean holds,
            boolean anyPart) {
        Span whole = past.wholePeriods().of(period);
        Period own = kpi == null || kpi.oncePerPeriod() ? null : window;
        Span span = own == null ? whole : new Span(own.startInclusive(), own.endExclusive());
        Occasion occasion = new Occasion(
                own == null ? period.label() : own.label(), span.startInclusive(), span.endExclusive(), period, holds);
        occasions.merge(span.startInclusive(), occasion, (one, other) -> one.and(other, anyPart));
    }

    /** Bounds in which no value is on target ask for the same as {@code missed}. */
    private static boolean isOffTarget(PeriodCount count, Kpi kpi) {
        return count.target() == null
                ? kpi.target() != null && !count.band().overlaps(kpi.target().band())
                : count.target() == Condition.TargetState.MISSED;
    }

    private static boolean holds(PeriodCount count, Kpi kpi, PastPeriod.PastValue value) {
        if (count.target() == null) {
            Ratio ratio = value.value();
            return ratio != null && count.band().contains(ratio);
        }
        boolean asksForMet = count.target() == Condition.TargetState.MET;
        return switch (value.state()) {
            case MET -> asksForMet;
            case MISSED -> !asksForMet;
            case NO_TARGET, EXCLUDED -> false;
            case NOT_MEASURED -> kpi.notMeasured() == (asksForMet ? Kpi.NotMeasured.MET : Kpi.NotMeasured.FAILED);
        };
    }

    private Counted count(List<Occasion> occasions, Lookback lookback) {
        List<String> labels = new ArrayList<>();
        Predicate<Period> counting = past.counting(lookback);
        if (Boolean.TRUE.equals(lookback.inARow())) {
            Instant next = null;
            for (Occasion each : occasions.reversed()) {
                boolean follows = next == null || each.end().equals(next);
                if (!each.holds() || !follows || !counting.test(each.due())) {
                    break;
                }
                labels.addFirst(each.label());
                next = each.start();
            }
        } else {
            occasions.stream()
                    .filter(each -> each.holds() && counting.test(each.due()))
                    .sorted(Comparator.comparing(Occasion::start))
                    .forEach(each -> labels.add(each.label()));
        }
        return Counted.of(labels);
    }
}
