package sla.evaluator.count;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;

/**
 * Which counts to sum.
 *
 * @param groups the series of each group; a series may be in several
 * @param edges at least two, ascending, each the start of a quarter-hour: bucket i is from edge i to edge i + 1
 * @param dayZone the zone in which all edges are midnights, so that its days can be used; null to sum quarter-hours
 * @param waits whether waiting times are needed
 * @param quality whether evaluations are needed
 */
public record CountsQuery(
        Attribution attribution,
        List<Map<Integer, Series>> groups,
        List<Instant> edges,
        @Nullable ZoneId dayZone,
        boolean waits,
        boolean quality) {

    /** Where a sum belongs: an index into the edges and one into the groups. */
    public record Place(int bucket, int group) {}
}
