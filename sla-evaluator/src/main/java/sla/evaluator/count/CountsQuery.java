package sla.evaluator.count;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;
import sla.model.agreement.WaitBound;
import sla.model.event.EventType;

/**
 * Which counts to sum.
 *
 * @param groups the series of each group; a series may be in several
 * @param sameGroups queries with an equal one have the same groups; null if there is not to be another one
 * @param edges at least two, ascending, each the start of a quarter-hour: bucket i is from edge i to edge i + 1
 * @param dayZone a zone whose days are kept: they, or their quarter-hours, are summed in memory where that is quicker;
 *     null to sum quarter-hours in the database
 * @param bounds for which it is asked who waited within them
 * @param judgements which judgements of contacts are needed besides them
 */
public record CountsQuery(
        Attribution attribution,
        List<Map<Integer, Series>> groups,
        @Nullable Object sameGroups,
        List<Instant> edges,
        @Nullable ZoneId dayZone,
        Set<WaitBound> bounds,
        Set<EventType> judgements) {

    /** Where a sum belongs: an index into the edges and one into the groups. */
    public record Place(int bucket, int group) {}
}
