package sla.evaluator.count;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.DaysInMemory.Day;
import sla.evaluator.count.DaysInMemory.Grain;
import sla.model.agreement.Attribution;
import sla.model.agreement.WaitBound;

/**
 * What single days gave for questions that are asked again and again, as dashboards and evaluations do: of a month, only
 * the days are summed anew that have changed since. Never wrong: a sum stands for the version of its day.
 */
@ApplicationScoped
class SumsInMemory {
    private static final int MOST_BYTES = 16 << 20;

    /** About what a place takes, an edge, and the rest. */
    private static final int PLACE_BYTES = 480;

    private static final int EDGE_BYTES = 24;
    private static final int DAY_BYTES = 256;

    /** Nobody looks any more. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<Key, Summed> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Summed day) -> DAY_BYTES
                    + EDGE_BYTES * key.question().edges.size()
                    + PLACE_BYTES * day.places().size())
            .expireAfterAccess(KEPT)
            .executor(Runnable::run)
            .build();

    private record Key(Question question, Day day) {}

    private record Summed(UUID version, Map<Place, CellCounts> places) {}

    /** All on which the sums of a day depend, beside its rows. Knows its hash: it is looked for with each day. */
    private static final class Question {
        private final Object groups;
        private final Grain grain;
        private final Attribution attribution;
        private final List<Instant> edges;
        private final Set<WaitBound> bounds;
        private final int hash;

        Question(Object groups, Grain grain, CountsQuery query) {
            this.groups = groups;
            this.grain = grain;
            this.attribution = query.attribution();
            this.edges = query.edges();
            this.bounds = query.bounds();
            this.hash = Objects.hash(groups, grain, attribution, edges, bounds);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this
                    || (other instanceof Question that
                            && hash == that.hash
                            && grain == that.grain
                            && attribution == that.attribution
                            && groups.equals(that.groups)
                            && bounds.equals(that.bounds)
                            && edges.equals(that.edges));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Takes the days of a query and adds them to its sums. */
    DaysInMemory.Visitor adding(CountsQuery query, Grain grain, Sums sums) {
        Object groups = query.sameGroups();
        if (groups == null) {
            return (day, _, rows) -> sums.add(day.start().toEpochMilli(), rows);
        }
        Question question = new Question(groups, grain, query);
        return (day, version, rows) -> {
            Key key = new Key(question, day);
            Summed summed = kept.getIfPresent(key);
            if (summed == null || !summed.version().equals(version)) {
                Map<Place, CellCounts> places = new HashMap<>();
                new Sums(query, places).add(day.start().toEpochMilli(), rows);
                summed = new Summed(version, places);
                kept.put(key, summed);
            }
            summed.places()
                    .forEach((place, counts) ->
                            sums.at(place.bucket(), place.group()).add(counts));
        };
    }
}
