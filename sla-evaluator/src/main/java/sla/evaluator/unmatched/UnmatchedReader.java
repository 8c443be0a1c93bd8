package sla.evaluator.unmatched;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.unmatched.UnmatchedResource.UnmatchedQueue;
import sla.model.agreement.Agreement;

/** Finds the series that are in no lot and have contacts. */
@ApplicationScoped
class UnmatchedReader {
    private static final Comparator<UnmatchedQueue> ORDER = Comparator.comparing(UnmatchedQueue::source)
            .thenComparing(UnmatchedQueue::vendor)
            .thenComparing(UnmatchedQueue::queue)
            .thenComparing(UnmatchedQueue::toString);

    private final DataSource database;
    private final SeriesCatalog catalog;
    private final AgreementTable agreements;

    UnmatchedReader(DataSource database, SeriesCatalog catalog, AgreementTable agreements) {
        this.database = database;
        this.catalog = catalog;
        this.agreements = agreements;
    }

    List<UnmatchedQueue> read(Set<String> vendors, Set<String> sources) throws SQLException {
        List<Agreement> all = agreements.all();
        Map<Integer, Series> unmatched = new TreeMap<>();
        catalog.all().forEach((id, series) -> {
            boolean asked = (vendors.isEmpty() || vendors.contains(series.vendor()))
                    && (sources.isEmpty() || sources.contains(series.source()));
            if (asked && all.stream().noneMatch(agreement -> covers(agreement, series))) {
                unmatched.put(id, series);
            }
        });
        // Series that differ only in which parts of the handling time are known are one queue to the reader.
        Map<Series, UnmatchedQueue> queues = new HashMap<>();
        String sql = """
                select series_id, sum(contacts)::bigint, min(interval_start), max(interval_start) from (
                    select series_id, interval_start, answered + abandoned + overflowed + callback_requested + refused
                           + left_in_menu + self_served as contacts
                    from (select * from cell union all select * from cell_delta) counted
                    where attribution = 0 and series_id = any (?)
                ) contacts group by series_id having sum(contacts) > 0
                """;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1, connection.createArrayOf("int", unmatched.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Series series = catalog.byId(row.getInt(1));
                    queues.merge(series.judgedBy(series.source()), queue(series, row), UnmatchedReader::together);
                }
            }
        }
        List<UnmatchedQueue> sorted = new ArrayList<>(queues.values());
        sorted.sort(ORDER);
        return sorted;
    }

    private static boolean covers(Agreement agreement, Series series) {
        return agreement.vendor().id().equals(series.vendor())
                && agreement.lots().stream().anyMatch(lot -> series.in(lot.where()));
    }

    private static UnmatchedQueue queue(Series series, ResultSet row) throws SQLException {
        return new UnmatchedQueue(
                series.source(),
                series.vendor(),
                series.site(),
                series.queue(),
                series.channel().name().toLowerCase(Locale.ROOT),
                series.language(),
                lowerCase(series.line()),
                lowerCase(series.direction()),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    private static UnmatchedQueue together(UnmatchedQueue one, UnmatchedQueue other) {
        return new UnmatchedQueue(
                one.source(),
                one.vendor(),
                one.site(),
                one.queue(),
                one.channel(),
                one.language(),
                one.line(),
                one.direction(),
                one.contacts() + other.contacts(),
                one.firstInterval().isBefore(other.firstInterval()) ? one.firstInterval() : other.firstInterval(),
                one.lastInterval().isAfter(other.lastInterval()) ? one.lastInterval() : other.lastInterval());
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
