package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import sla.model.agreement.Attribution;

/**
 * Makes counts anew from the facts while batches go on counting: what the facts of one moment give, less what was
 * counted at that moment, is added to the counts of that moment. A batch that commits meanwhile adds the same to both
 * sides. Folds wait, so that quarter-hours and their days change together: no reader sees one without the other. Sealed
 * months stay as they are.
 */
public final class CountsRebuild {
    private CountsRebuild() {}

    /**
     * Puts right what is wrong.
     *
     * @param connection holds {@link CountLocks#FOLD}, in a transaction that began after it was taken and sees one
     *     moment: repeatable read
     * @return rows that were wrong: quarter-hours, and days
     */
    public static long rebuild(Connection connection, CountScope scope, Progress progress) throws SQLException {
        List<CountStep> compared = CountStep.all(connection);
        boolean seals = SealedCounts.any(connection);
        int steps = compared.size() + 1;
        long corrected = 0;
        int done = 0;
        for (CountStep step : compared) {
            progress.step(step.name(), done++, steps);
            corrected += correct(connection, step.counts(), step.attribution(), scope, seals);
        }
        progress.step("days", done, steps);
        Folder.moveAll(connection);
        for (CountTable counts : CountTable.values()) {
            corrected += counts.hasDays() ? days(connection, counts, scope) : 0;
        }
        DayVersions.changeAll(connection);
        return corrected;
    }

    private static long correct(
            Connection connection, CountTable counts, Attribution attribution, CountScope scope, boolean seals)
            throws SQLException {
        String sql = """
                with counted as ({counted}), expected ({key}, {columns}) as ({facts}), missing as (
                    insert into {table}_delta ({key}, {columns})
                    select {key}, {differences}
                    from counted full join expected using ({key})
                    where ({countedColumns}) is distinct from ({expectedColumns})
                    returning series_id, interval_start
                ), noted as (
                    insert into changed_day (vendor, day)
                    select distinct s.vendor, (interval_start at time zone 'UTC')::date
                    from missing join series s on s.id = series_id
                )
                select count(*) from missing
                """.replace("{counted}", counts.counted(attribution, scope, seals))
                .replace("{facts}", counts.expected(attribution, scope, seals))
                .replace("{key}", counts.key())
                .replace("{columns}", CellColumns.list(counts.columns()))
                .replace("{table}", counts.table)
                .replace("{differences}", counts.differences("counted", "expected"))
                .replace("{countedColumns}", counts.each("counted", ""))
                .replace("{expectedColumns}", counts.each("expected", ""));
        return count(connection, sql);
    }

    private static long days(Connection connection, CountTable counts, CountScope scope) throws SQLException {
        String sql = """
                with {expectedDays}, counted as (
                    select {key}, {columns} from day_{table} where true {days} {source}
                ), wrong as materialized (
                    select {key}, {expectedNamed}
                    from counted full join expected using ({key})
                    where ({countedColumns}) is distinct from ({expectedColumns})
                ), written as (
                    insert into day_{table} ({key}, {columns}) select {key}, {columns} from wrong
                    on conflict ({key}) do update set {replaced}
                ), noted as (
                    insert into changed_day (vendor, day)
                    select distinct s.vendor, (day_start at time zone 'UTC')::date
                    from wrong join series s on s.id = series_id
                )
                select count(*) from wrong
                """.replace("{expectedDays}", expectedDays(counts, scope))
                .replace("{days}", scope.ofDays())
                .replace("{source}", scope.ofSeries())
                .replace("{key}", counts.dayKey())
                .replace("{sums}", counts.sums())
                .replace("{columns}", CellColumns.list(counts.columns()))
                .replace("{table}", counts.table)
                .replace("{expectedNamed}", counts.each("expected", " as #"))
                .replace("{countedColumns}", counts.each("counted", ""))
                .replace("{expectedColumns}", counts.each("expected", ""))
                .replace("{replaced}", CellColumns.replacements(counts.columns()));
        return count(connection, sql);
    }

    /** {@code expected}: what the quarter-hours give for each day that has one of those that are meant. */
    static String expectedDays(CountTable counts, CountScope scope) {
        return """
                day_of as materialized (
                    select z.zone, i.interval_start, (
                        select max(day_start) from local_day l
                        where l.zone = z.zone and l.day_start <= i.interval_start) as day_start
                    from (select distinct interval_start from {table} where true {around}) i cross join zone_in_use z
                ), expected as (
                    select {key}, {sums} from {table} join day_of using (interval_start)
                    where true {around} {days}
                    group by {key}
                )""".replace("{days}", scope.ofDays())
                .replace("{around}", scope.withWholeDays().ofCounts())
                .replace("{key}", counts.dayKey())
                .replace("{sums}", counts.sums())
                .replace("{table}", counts.table);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
