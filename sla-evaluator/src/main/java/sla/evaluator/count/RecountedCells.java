package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Attribution;

/**
 * Which rows of cells must be what the facts give: those meant, by an attribution that is kept, outside sealed months.
 * As of the moment that the transaction sees. Moments are microseconds since 2000. Read by several threads.
 */
final class RecountedCells {
    private final CountScope scope;
    private final List<Attribution> attributions;
    /** Their codes. */
    private final BitSet kept = new BitSet();

    private final long fromInclusive;
    private final long toExclusive;
    private final Map<Integer, Owner> owners = new HashMap<>();
    /** End of each sealed month by its beginning, by source. */
    private final Map<String, NavigableMap<Long, Long>> sealed = new HashMap<>();

    private int highestSeries;

    /** Whose counts the rows of a series are. */
    record Owner(String source, String vendor) {}

    private RecountedCells(CountScope scope, List<Attribution> attributions) {
        this.scope = scope;
        this.attributions = attributions;
        attributions.forEach(attribution -> kept.set(StoredCode.of(attribution)));
        Instant from = scope.fromInclusive();
        Instant to = scope.toExclusive();
        this.fromInclusive = from == null ? Long.MIN_VALUE : Moments.of(from);
        this.toExclusive = to == null ? Long.MAX_VALUE : Moments.of(to);
    }

    static RecountedCells read(Connection connection, CountScope scope) throws SQLException {
        List<Attribution> attributions = new ArrayList<>(CountsInUse.attributions(connection));
        attributions.removeIf(attribution -> !CountTable.CELL.has(attribution));
        RecountedCells cells = new RecountedCells(scope, attributions);
        CopiedRows.read(connection, "select id, source, vendor from series", row -> {
            int id = row.nextInt();
            cells.owners.put(id, new Owner(row.nextText(), row.nextText()));
            cells.highestSeries = Math.max(cells.highestSeries, id);
        });
        String sealed = "select source, month::timestamp at time zone 'UTC',"
                + " (month::timestamp + interval '1 month') at time zone 'UTC' from sealed_month";
        CopiedRows.read(
                connection,
                sealed,
                row -> cells.sealed
                        .computeIfAbsent(row.nextText(), _ -> new TreeMap<>())
                        .put(row.nextTimestamp(), row.nextTimestamp()));
        return cells;
    }

    CountScope scope() {
        return scope;
    }

    /** All by which contacts are counted. */
    List<Attribution> attributions() {
        return attributions;
    }

    int highestSeries() {
        return highestSeries;
    }

    boolean anySealed() {
        return !sealed.isEmpty();
    }

    /** Null if there is no such series. */
    @Nullable
    Owner owner(int series) {
        return owners.get(series);
    }

    /** Whether the row is compared; of the source that is meant. */
    boolean has(int series, int attribution, long moment) {
        return moment >= fromInclusive && moment < toExclusive && kept.get(attribution) && !isSealed(series, moment);
    }

    /** Whether days that begin then are compared. */
    boolean hasDay(long start) {
        Instant from = scope.fromInclusive();
        return from == null || (start > Moments.of(from.minus(CountScope.LONGEST_DAY)) && start < toExclusive);
    }

    private boolean isSealed(int series, long moment) {
        if (sealed.isEmpty()) {
            return false;
        }
        Owner owner = owners.get(series);
        NavigableMap<Long, Long> months = owner == null ? null : sealed.get(owner.source());
        if (months == null) {
            return false;
        }
        Map.Entry<Long, Long> month = months.floorEntry(moment);
        return month != null && moment < month.getValue();
    }

    /** A vendor's day of UTC that changes. */
    record ChangedDay(String vendor, LocalDate day) {}

    /** The day of UTC of a row that changes; null if its series is nobody's. */
    @Nullable
    ChangedDay changedDay(int series, long moment) {
        Owner owner = owners.get(series);
        return owner == null
                ? null
                : new ChangedDay(
                        owner.vendor(),
                        Moments.instant(moment).atOffset(ZoneOffset.UTC).toLocalDate());
    }
}
