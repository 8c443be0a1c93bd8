package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import sla.model.agreement.Attribution;

/**
 * Makes counts anew from the facts while batches go on counting: what the facts of one moment give, less what was
 * counted at that moment, is appended as one more batch of deltas. A batch that commits meanwhile adds the same to both
 * sides.
 */
public final class CountsRebuild {
    private CountsRebuild() {}

    /**
     * Appends what the counts lack.
     *
     * @param connection in a transaction that sees one moment: repeatable read
     * @return rows that were wrong
     */
    public static long quarterHours(Connection connection, CountScope scope, Progress progress) throws SQLException {
        List<Attribution> attributions = CountsInUse.attributions(connection);
        int steps = attributions.size() * CountTable.values().length + 1;
        int done = 0;
        long corrected = 0;
        for (Attribution attribution : attributions) {
            for (CountTable counts : CountTable.values()) {
                progress.step(counts.table + " by " + DifferenceWords.label(attribution), done++, steps);
                if (counts.has(attribution)) {
                    corrected += correct(connection, counts, attribution, scope);
                }
            }
        }
        progress.step("days", done, steps);
        return corrected;
    }

    private static long correct(Connection connection, CountTable counts, Attribution attribution, CountScope scope)
            throws SQLException {
        String sql = """
                with counted as ({counted}), expected ({key}, {numbers}) as ({facts}), missing as (
                    insert into {table}_delta ({key}, {numbers})
                    select {key}, {differences}
                    from counted full join expected using ({key})
                    where ({countedNumbers}) is distinct from ({expectedNumbers})
                    returning series_id, interval_start
                ), noted as (
                    insert into changed_day (vendor, day)
                    select distinct s.vendor, (interval_start at time zone 'UTC')::date
                    from missing join series s on s.id = series_id
                )
                select count(*) from missing
                """.replace("{counted}", counts.counted(attribution, scope))
                .replace("{facts}", counts.must(attribution, scope))
                .replace("{key}", counts.key())
                .replace("{numbers}", CellColumns.list(counts.numbers()))
                .replace("{table}", counts.table)
                .replace("{differences}", counts.each("expected", " - coalesce(counted.#, 0)"))
                .replace("{countedNumbers}", counts.each("counted", ""))
                .replace("{expectedNumbers}", counts.each("expected", ""));
        return count(connection, sql);
    }

    /**
     * Folds what was appended, and makes the local days anew from the quarter-hours. No other fold may be under way, so
     * this waits for it and keeps the next one waiting.
     *
     * @return rows that were wrong
     */
    public static long days(Connection connection, CountScope scope) throws SQLException {
        CountLocks.exclusive(connection, CountLocks.FOLD);
        Folder.moveAll(connection);
        return days(connection, CountTable.CELL, scope) + days(connection, CountTable.WAIT, scope);
    }

    private static long days(Connection connection, CountTable counts, CountScope scope) throws SQLException {
        String sql = """
                with meant as materialized (
                    select l.zone, l.day_start, l.next from (
                        select zone, day_start,
                               coalesce(lead(day_start) over (partition by zone order by day_start), 'infinity') as next
                        from local_day) l join zone_in_use using (zone)
                    where {days}
                ), expected as (
                    select {key}, {sums} from meant m
                    join {table} on interval_start >= m.day_start and interval_start < m.next {source}
                    group by {key}
                ), counted as (
                    select {key}, {numbers} from day_{table} join meant using (zone, day_start) where true {source}
                ), wrong as materialized (
                    select {key}, {expectedNamed}
                    from counted full join expected using ({key})
                    where ({countedNumbers}) is distinct from ({expectedNumbers})
                ), written as (
                    insert into day_{table} ({key}, {numbers}) select {key}, {numbers} from wrong
                    on conflict ({key}) do update set {replaced}
                )
                select count(*) from wrong
                """.replace("{days}", scope.ofDays())
                .replace("{source}", scope.ofSeries())
                .replace("{key}", counts.dayKey())
                .replace("{sums}", CellColumns.sums(counts.numbers()))
                .replace("{numbers}", CellColumns.list(counts.numbers()))
                .replace("{table}", counts.table)
                .replace("{expectedNamed}", counts.each("expected", " as #"))
                .replace("{countedNumbers}", counts.each("counted", ""))
                .replace("{expectedNumbers}", counts.each("expected", ""))
                .replace("{replaced}", CellColumns.replacements(counts.numbers()));
        return count(connection, sql);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
