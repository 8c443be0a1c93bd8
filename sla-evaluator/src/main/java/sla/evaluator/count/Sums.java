package sla.evaluator.count;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.count.DaysInMemory.Days;
import sla.model.time.Interval;

/** Adds rows of counts up by the buckets and groups of a query. Not thread-safe. */
final class Sums {
    private static final int[] NONE = {};
    private static final int MOST_PLACES = 100_000;

    /** Of a shorter time, the quarter-hours are read from the database, and not those of its whole days. */
    private static final Duration SHORTEST = Duration.ofHours(6);

    /** Of a longer one, they are too many to be kept. */
    private static final Duration LONGEST = Duration.ofDays(8);

    private final CountsQuery query;
    private final Map<Place, CellCounts> counts;
    /** The same by bucket and group; empty if there could be too many. */
    private final @Nullable CellCounts[] places;

    private final long[] edges;
    private final int[] lastBins;
    private final List<Integer> series;
    /** By series, up to the highest of the query: in which groups it is, and {@link Series#knownParts()}. */
    private final int[][] groups;

    private final int[] knownParts;
    private final Set<String> vendors = new HashSet<>();

    /** @param counts to which what is new is added */
    Sums(CountsQuery query, Map<Place, CellCounts> counts) {
        this.query = query;
        this.counts = counts;
        this.edges = query.edges().stream().mapToLong(Instant::toEpochMilli).toArray();
        long most = (long) (edges.length - 1) * query.groups().size();
        this.places = new CellCounts[most > MOST_PLACES ? 0 : (int) most];
        this.lastBins = WaitsWithin.lastBins(query.bounds());
        this.series = query.groups().stream()
                .flatMap(group -> group.keySet().stream())
                .distinct()
                .toList();
        int size = series.stream().mapToInt(id -> id + 1).max().orElse(0);
        this.groups = new int[size][];
        this.knownParts = new int[size];
        Arrays.fill(groups, NONE);
        for (int group = 0; group < query.groups().size(); group++) {
            int[] alone = {group};
            query.groups().get(group).forEach((id, one) -> {
                groups[id] = groups[id].length == 0 ? alone : both(groups[id], alone);
                knownParts[id] = one.knownParts();
                vendors.add(one.vendor());
            });
        }
    }

    private static int[] both(int[] some, int[] more) {
        int[] both = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, both, some.length, more.length);
        return both;
    }

    Collection<Integer> series() {
        return series;
    }

    /** Where the rows are that the query needs. */
    Days days() {
        return new Days(
                query.attribution(),
                vendors,
                query.edges().getFirst(),
                query.edges().getLast());
    }

    /** Whether every bucket is made of whole days of the zone. */
    boolean haveMidnights(ZoneId zone) {
        return query.edges().stream().allMatch(edge -> edge.equals(DaysInMemory.startOfDay(edge, zone)));
    }

    /** Whether it is worth while to have the quarter-hours of its days in memory. */
    boolean areOfSomeDays() {
        long millis = edges[edges.length - 1] - edges[0];
        return millis >= SHORTEST.toMillis() && millis <= LONGEST.toMillis();
    }

    /**
     * The rows that are within the edges.
     *
     * @param start from which their quarter-hours count, milliseconds since 1970
     */
    void add(long start, PackedCounts rows) {
        for (PackedCounts.Row row = rows.rows(); row.next(); ) {
            int[] in = groupsOf(row.series());
            if (in.length == 0) {
                continue;
            }
            int bucket = bucket(start + row.quarterHour() * Interval.MILLIS);
            if (bucket >= 0) {
                for (int group : in) {
                    row.addTo(at(bucket, group), knownParts[row.series()]);
                }
            }
        }
    }

    private int[] groupsOf(int series) {
        return series < groups.length ? groups[series] : NONE;
    }

    /** A row of a quarter-hour within the edges. */
    void add(int series, Instant at, long[] numbers, byte[] waits) {
        int bucket = bucket(at.toEpochMilli());
        for (int group : groupsOf(series)) {
            CellCounts sum = at(bucket, group);
            sum.addCell(knownParts[series], numbers);
            sum.addWaits(waits);
        }
    }

    CellCounts at(int bucket, int group) {
        if (places.length == 0) {
            return add(bucket, group);
        }
        int place = bucket * query.groups().size() + group;
        CellCounts sum = places[place];
        if (sum == null) {
            sum = add(bucket, group);
            places[place] = sum;
        }
        return sum;
    }

    private CellCounts add(int bucket, int group) {
        return counts.computeIfAbsent(new Place(bucket, group), _ -> new CellCounts(lastBins));
    }

    /** −1 for what lies outside. */
    private int bucket(long moment) {
        int found = Arrays.binarySearch(edges, moment);
        int bucket = found >= 0 ? found : -found - 2;
        return bucket == edges.length - 1 ? -1 : bucket;
    }
}
