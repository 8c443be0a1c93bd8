package sla.evaluator.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The control totals that count, in the revision that counts: written with the facts, in their transaction. */
@ApplicationScoped
public class ControlTotalTable {
    /** The vendor's days whose comparison changes with a control total; none of one that is never compared. */
    private static final String NOTE = """
            insert into changed_day (vendor, day)
            select distinct vendor, generate_series((from_at at time zone 'UTC')::date,
                ((to_at - interval '1 microsecond') at time zone 'UTC')::date, interval '1 day')::date
            from changed where obstacle is null
            """;

    private static final String REMOVE = """
            with changed as (
                delete from control_total t using unnest(?::text[], ?::text[]) as w (source, record_id)
                where t.source = w.source and t.record_id = w.record_id
                returning t.vendor, t.from_at, t.to_at, t.obstacle)
            """ + NOTE;

    private static final String ADD = """
            with changed as (
                insert into control_total (source, record_id, vendor, queue, from_at, to_at, declared, obstacle)
                select source, record_id, details ->> 'vendor', details ->> 'queue', from_at, to_at,
                       (details ->> 'interactions')::bigint,
                       case when from_at <> date_bin('15 minutes', from_at, timestamptz '1970-01-01 00:00:00Z')
                                 or to_at <> date_bin('15 minutes', to_at, timestamptz '1970-01-01 00:00:00Z')
                                 then 'off-quarter-hours'
                            when to_at - from_at > interval '31 days 1 hour' then 'too-long' end
                from (select f.source, f.record_id, f.details, (f.details ->> 'from')::timestamptz as from_at,
                             (f.details ->> 'to')::timestamptz as to_at
                      from unnest(?::text[], ?::text[]) as w (source, record_id)
                      join fact f on f.source = w.source and f.record_id = w.record_id
                      where f.effective and f.type = 'control-totals') totals
                returning vendor, from_at, to_at, obstacle)
            """ + NOTE;

    /**
     * Follows what counts of these records now, after the facts were written: some are control totals, or were.
     *
     * @param sources of the records
     * @param recordIds in the same order
     */
    public void follow(Connection connection, List<String> sources, List<String> recordIds) throws SQLException {
        if (sources.isEmpty()) {
            return;
        }
        for (String sql : List.of(REMOVE, ADD)) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("text", sources.toArray()));
                statement.setArray(2, connection.createArrayOf("text", recordIds.toArray()));
                statement.executeUpdate();
            }
        }
    }

    /** Of which queues the source has declared anything that begins in the month or before. */
    public Set<DeclaredKey> queues(Connection connection, String source, YearMonth month) throws SQLException {
        Set<DeclaredKey> queues = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select distinct vendor, queue from control_total where source = ? and from_at < ? order by 1, 2")) {
            setSourceAndEnd(select, source, month);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    queues.add(new DeclaredKey(source, row.getString(1), row.getString(2)));
                }
            }
        }
        return queues;
    }

    /**
     * Deletes what begins in the month or before, and nobody compares it any more: what was received is about to be
     * deleted. The caller holds the evaluation's lock.
     */
    public void delete(Connection connection, String source, YearMonth month) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from control_total where source = ? and from_at < ?")) {
            setSourceAndEnd(delete, source, month);
            delete.executeUpdate();
        }
        forgetComparisons(connection, source);
    }

    /** Deletes comparisons whose control totals are gone: an evaluation that had begun before may have stored them again. */
    public void forgetComparisons(Connection connection, String source) throws SQLException {
        String sql =
                "delete from control_total_comparison c where source = ? and not exists (select from control_total t"
                        + " where t.source = c.source and t.record_id = c.record_id)";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, source);
            delete.executeUpdate();
        }
    }

    private static void setSourceAndEnd(PreparedStatement statement, String source, YearMonth month)
            throws SQLException {
        statement.setString(1, source);
        statement.setObject(2, month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }
}
