package sla.evaluator.exclusion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import sla.model.term.Exclusion;
import sla.model.time.Interval;
import sla.model.time.Span;

/**
 * Where exclusions leave something out of what one KPI counts.
 *
 * @param whole starts of quarter-hours that one of them leaves out from end to end, each with its id: what they hold is told
 *     by the counts
 * @param looked where records are looked at one by one: the rest, without any overlap
 */
record TouchedTime(NavigableMap<Instant, String> whole, List<Span> looked) {

    /** By quarter-hours as far as they can tell. */
    static TouchedTime ofCells(List<Exclusion> exclusions, Span reached, Collection<Span> moments) {
        Set<Instant> partly = new HashSet<>();
        moments.forEach(moment -> partly.add(Interval.startOf(moment.startInclusive())));
        NavigableMap<Instant, String> whole = new TreeMap<>();
        List<Span> looked = new ArrayList<>(moments);
        for (Exclusion exclusion : exclusions) {
            Span range = exclusion.range().flatMap(each -> each.within(reached)).orElse(null);
            if (range == null) {
                continue;
            }
            for (Instant start = Interval.startOf(range.startInclusive());
                    start.isBefore(range.endExclusive());
                    start = start.plusMillis(Interval.MILLIS)) {
                Span interval = new Span(start, start.plusMillis(Interval.MILLIS));
                if (whole.containsKey(start)) {
                    // Nothing of it is left to leave out.
                    continue;
                }
                if (range.covers(interval) && !partly.contains(start)) {
                    whole.put(start, exclusion.id());
                } else {
                    partly.add(start);
                    interval.within(range).ifPresent(looked::add);
                }
            }
        }
        return new TouchedTime(whole, within(reached, looked));
    }

    /** Of a KPI that nothing but records can tell about. */
    static TouchedTime ofRecords(List<Exclusion> exclusions, Span reached, Collection<Span> moments) {
        List<Span> looked = new ArrayList<>(moments);
        exclusions.forEach(exclusion -> exclusion.range().ifPresent(looked::add));
        return new TouchedTime(new TreeMap<>(), within(reached, looked));
    }

    /** Of a KPI of which any record may be left out. */
    static TouchedTime anywhere(Span reached) {
        return new TouchedTime(new TreeMap<>(), List.of(reached));
    }

    private static List<Span> within(Span reached, List<Span> spans) {
        return Span.joined(
                spans.stream().flatMap(span -> span.within(reached).stream()).toList());
    }
}
