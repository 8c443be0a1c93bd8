package sla.evaluator.unmatched;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.NotKept;
import sla.evaluator.series.Series;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.unmatched.UnmatchedResource.UnmatchedAnswer;
import sla.evaluator.unmatched.UnmatchedResource.UnmatchedQueue;
import sla.runtime.http.QueryProblems;

/** Finds the series with contacts that were in no lot when they came. */
@ApplicationScoped
class UnmatchedReader {
    private static final int USUAL_LIMIT = 200;
    private static final int MOST_LIMIT = 1_000;

    private final DataSource database;
    private final SeriesCatalog catalog;
    private final AgreementTable agreements;

    UnmatchedReader(DataSource database, SeriesCatalog catalog, AgreementTable agreements) {
        this.database = database;
        this.catalog = catalog;
        this.agreements = agreements;
    }

    UnmatchedAnswer read(QueryParameters parameters) throws SQLException {
        int limit = parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
        List<String> vendors = parameters.each("vendor");
        List<String> sources = parameters.each("source");
        String after = parameters.one("cursor").map(UnmatchedReader::parse).orElse("");
        List<UnmatchedQueue> page;
        List<NotKept> notKept;
        try (Connection connection = database.getConnection()) {
            Map<Integer, Series> asked = new TreeMap<>(catalog.all(connection));
            asked.values()
                    .removeIf(series -> !(vendors.isEmpty() || vendors.contains(series.vendor()))
                            || !(sources.isEmpty() || sources.contains(series.source())));
            Set<String> concerned = asked.values().stream().map(Series::vendor).collect(Collectors.toSet());
            LotCoverage coverage = new LotCoverage(agreements.ofVendors(connection, concerned));
            page = read(connection, coverage, asked).stream()
                    .filter(queue -> key(queue).compareTo(after) > 0)
                    .sorted(Comparator.comparing(UnmatchedReader::key))
                    .limit(limit + 1L)
                    .toList();
            // After the counts, so that whatever was missing in them is named.
            notKept = NotKept.of(DeletedCounts.all(connection).stream()
                    .filter(one -> (vendors.isEmpty() || vendors.contains(one.vendor()))
                            && (sources.isEmpty() || sources.contains(one.source())))
                    .toList());
        }
        boolean more = page.size() > limit;
        List<UnmatchedQueue> shown = more ? page.subList(0, limit) : page;
        return new UnmatchedAnswer(notKept, shown, more ? cursor(shown.getLast()) : null);
    }

    private static Collection<UnmatchedQueue> read(
            Connection connection, LotCoverage coverage, Map<Integer, Series> asked) throws SQLException {
        List<Integer> ids = new ArrayList<>();
        List<OffsetDateTime> starts = new ArrayList<>();
        List<OffsetDateTime> ends = new ArrayList<>();
        asked.forEach((id, series) -> coverage.gaps(series).forEach(gap -> {
            ids.add(id);
            starts.add(gap.startInclusive().atOffset(ZoneOffset.UTC));
            ends.add(gap.endExclusive().atOffset(ZoneOffset.UTC));
        }));
        String sql = """
                select series_id, sum(contacts)::bigint, min(interval_start), max(interval_start) from (
                    select series_id, interval_start, answered + abandoned + overflowed + callback_requested + refused
                           + left_in_menu + self_served as contacts
                    from cell_now where attribution = 0
                ) contacts
                join unnest(?::int[], ?::timestamptz[], ?::timestamptz[]) as gap (id, start_inclusive, end_exclusive)
                     on series_id = id and interval_start >= start_inclusive and interval_start < end_exclusive
                group by series_id having sum(contacts) > 0
                """;
        // Series that differ only in which parts of the handling time are known are one queue to the reader.
        Map<Series, UnmatchedQueue> queues = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("int", ids.toArray()));
            select.setArray(2, connection.createArrayOf("timestamptz", starts.toArray()));
            select.setArray(3, connection.createArrayOf("timestamptz", ends.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Series series = Objects.requireNonNull(asked.get(row.getInt(1)));
                    queues.merge(series.judgedBy(series.source()), queue(series, row), UnmatchedReader::together);
                }
            }
        }
        return queues.values();
    }

    /** Dimensions in one text; the numbers are left out, as they change from page to page. */
    private static String key(UnmatchedQueue queue) {
        return String.join(
                "\n",
                queue.source(),
                queue.vendor(),
                queue.queue(),
                queue.channel(),
                String.valueOf(queue.site()),
                String.valueOf(queue.language()),
                String.valueOf(queue.line()),
                String.valueOf(queue.direction()));
    }

    private static String cursor(UnmatchedQueue last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key(last).getBytes(StandardCharsets.UTF_8));
    }

    private static String parse(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw QueryProblems.notACursor();
        }
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
