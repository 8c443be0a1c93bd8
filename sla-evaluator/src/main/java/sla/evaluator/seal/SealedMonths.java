package sla.evaluator.seal;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which months of which sources are sealed: a row written before the first fact of the month is dropped, and never taken
 * back. Batches hold {@code CountLocks.ATTRIBUTIONS} shared while they read it, whoever adds a row holds it alone: so no
 * batch is under way that does not know of the seal.
 */
@ApplicationScoped
public class SealedMonths {
    /**
     * One of them.
     *
     * @param facts how many have been dropped
     * @param factsGoneAt when the last of them was; null while some are left
     * @param countsDeletedAt from when on its counts are not read any more; null while they are kept
     * @param counts how many rows of counts have been deleted
     * @param countsGoneAt when the last of them was; null while some are left
     */
    public record SealedMonth(
            String source,
            YearMonth month,
            Instant sealedAt,
            long facts,
            @Nullable Instant factsGoneAt,
            @Nullable Instant countsDeletedAt,
            long counts,
            @Nullable Instant countsGoneAt) {}

    public Seals all(Connection connection) throws SQLException {
        Map<String, Set<LocalDate>> months = new HashMap<>();
        Map<String, Set<LocalDate>> pseudonyms = new HashMap<>();
        String sql = "select true, source, month from sealed_month"
                + " union all select false, source, month from pseudonyms_forgotten";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                (row.getBoolean(1) ? months : pseudonyms)
                        .computeIfAbsent(row.getString(2), _ -> new HashSet<>())
                        .add(row.getObject(3, LocalDate.class));
            }
        }
        return new Seals(months, pseudonyms);
    }

    /** In the order of source and month. */
    public List<SealedMonth> list(Connection connection) throws SQLException {
        String sql = "select source, month, sealed_at, facts, facts_gone_at, counts_deleted_at, counts, counts_gone_at"
                + " from sealed_month order by source, month";
        List<SealedMonth> months = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                months.add(new SealedMonth(
                        row.getString(1),
                        YearMonth.from(row.getObject(2, LocalDate.class)),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getLong(4),
                        instant(row, 5),
                        instant(row, 6),
                        row.getLong(7),
                        instant(row, 8)));
            }
        }
        return months;
    }

    public Optional<SealedMonth> find(Connection connection, String source, YearMonth month) throws SQLException {
        return list(connection).stream()
                .filter(one -> one.source().equals(source) && one.month().equals(month))
                .findFirst();
    }

    /** False if it was sealed before. The caller holds the lock alone. */
    public boolean add(Connection connection, String source, YearMonth month, Instant now) throws SQLException {
        String sql = "insert into sealed_month (source, month, sealed_at) values (?, ?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setObject(2, month.atDay(1));
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /**
     * Seals, for a source that begins to speak for vendors, the months of which counts of theirs are deleted, and those
     * beside them: their results stay as they are, so nothing may come to count there. A month of which it has records
     * stays open. How many; the caller holds the lock alone.
     */
    public int addBeside(Connection connection, String source, Collection<String> vendors, Instant now)
            throws SQLException {
        String sql = """
                insert into sealed_month (source, month, sealed_at, facts_gone_at)
                select distinct s.source, (d.month + n.months * interval '1 month')::date, s.now, s.now
                from (select ? as source, ?::timestamptz as now) s
                cross join deleted_counts d cross join (values (-1), (0), (1)) n (months)
                where d.vendor = any (?) and not exists (
                    select from fact f
                    where f.source = s.source and f.month = (d.month + n.months * interval '1 month')::date)
                on conflict do nothing
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, source);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setArray(3, connection.createArrayOf("text", vendors.toArray()));
            return insert.executeUpdate();
        }
    }

    /** Whoever deletes its facts or counts does so alone. */
    public void lock(Connection connection, String source, YearMonth month) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select from sealed_month where source = ? and month = ? for update")) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            select.executeQuery().close();
        }
    }

    /** So many more facts are gone. */
    public void dropped(Connection connection, String source, YearMonth month, long facts) throws SQLException {
        update(connection, "facts = facts + ?", facts, source, month);
    }

    /** The last fact is gone. */
    public void factsGone(Connection connection, String source, YearMonth month, Instant now) throws SQLException {
        update(connection, "facts_gone_at = ?", now.atOffset(ZoneOffset.UTC), source, month);
    }

    /** From now on nobody reads its counts. */
    public void countsDeleted(Connection connection, String source, YearMonth month, Instant now) throws SQLException {
        update(connection, "counts_deleted_at = ?", now.atOffset(ZoneOffset.UTC), source, month);
    }

    /** So many more rows of counts are gone. */
    public void droppedCounts(Connection connection, String source, YearMonth month, long counts) throws SQLException {
        update(connection, "counts = counts + ?", counts, source, month);
    }

    /** The last count is gone. */
    public void countsGone(Connection connection, String source, YearMonth month, Instant now) throws SQLException {
        update(connection, "counts_gone_at = ?", now.atOffset(ZoneOffset.UTC), source, month);
    }

    private static void update(Connection connection, String set, Object value, String source, YearMonth month)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update sealed_month set " + set + " where source = ? and month = ?")) {
            update.setObject(1, value);
            update.setString(2, source);
            update.setObject(3, month.atDay(1));
            update.executeUpdate();
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
