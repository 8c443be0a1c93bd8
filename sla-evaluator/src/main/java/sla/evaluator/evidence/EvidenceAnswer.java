package sla.evaluator.evidence;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.event.RecordReference;

/**
 * The records behind one line, charge or KPI of an evaluation: what they add sums up to the counts of the KPI.
 *
 * @param line absent if no line was asked for
 * @param charge absent if no charge was
 * @param freeze id of the freeze, if the period is frozen: the records are those that counted then
 * @param items in the order of their moments
 * @param next cursor of the next page; absent on the last
 * @param notes why records can be missing; absent if none can
 */
public record EvidenceAnswer(
        String evaluation,
        @Nullable String freeze,
        @Nullable Line line,
        @Nullable ChargeLine charge,
        KpiResult kpi,
        List<Item> items,
        @Nullable String next,
        @Nullable List<String> notes) {
    /**
     * One record that adds something, or would if it were not left out.
     *
     * @param at by which it is in the window: when it was offered, …; of a judgement when it was made
     * @param numerator in milliseconds for times, thousandths for points, else a count
     * @param counts what it adds to the named counts
     * @param exclusion id of the exclusion that leaves it out, so that it adds nothing; else absent
     * @param legs the other legs of the journey that it begins; absent if the KPI does not count journeys
     */
    public record Item(
            Instant at,
            String source,
            String recordId,
            long revision,
            String type,
            BigInteger numerator,
            BigInteger denominator,
            SortedMap<String, Long> counts,
            @Nullable List<RecordReference> legs,
            @Nullable String exclusion) {

        /** The same, if nothing of it counts. */
        Item leftOutBy(String id) {
            return new Item(
                    at,
                    source,
                    recordId,
                    revision,
                    type,
                    BigInteger.ZERO,
                    BigInteger.ZERO,
                    new TreeMap<>(counts.keySet().stream().collect(Collectors.toMap(name -> name, _ -> 0L))),
                    legs,
                    id);
        }
    }
}
