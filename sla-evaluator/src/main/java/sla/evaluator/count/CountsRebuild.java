package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import sla.model.agreement.Attribution;

/**
 * Makes counts anew from the facts while batches go on counting: what the facts of one moment give, less what was
 * counted at that moment, is added to the counts of that moment. A batch that commits meanwhile adds the same to both
 * sides. Folds wait, so that quarter-hours and their days change together: no reader sees one without the other; that is
 * also why rows of contacts can be put right in their place, and need no delta. Sealed months stay as they are.
 */
public final class CountsRebuild {
    private CountsRebuild() {}

    /**
     * Puts right what is wrong.
     *
     * @param connection holds {@link CountLocks#FOLD}, in a transaction that began after it was taken and sees one
     *     moment: repeatable read. Nothing was read in it
     * @return rows that were wrong: quarter-hours, and days
     */
    public static long rebuild(DataSource database, Connection connection, CountScope scope, Progress progress)
            throws SQLException {
        return rebuild(database, connection, scope, RecountLimits.USUAL, progress);
    }

    static long rebuild(
            DataSource database, Connection connection, CountScope scope, RecountLimits limits, Progress progress)
            throws SQLException {
        Recount.keepPartitions(connection);
        List<CountStep> judgements = CountStep.ofJudgements(connection);
        boolean seals = SealedCounts.any(connection);
        int before = 1 + judgements.size();
        int steps = before + 2 * Recount.STEPS;
        progress.step(FactCounts.STEP, 0, steps);
        Recount contacts = new Recount(
                database, connection, scope, true, limits, (name, done) -> progress.step(name, before + done, steps));
        long[] corrected = {0};
        SeriesRecount.Result counted = contacts.run(() -> {
            FactCounts.gatherJudgements(connection, scope);
            int done = 1;
            for (CountStep step : judgements) {
                progress.step(step.name(), done++, steps);
                corrected[0] += correct(connection, step.counts(), step.attribution(), scope, seals);
            }
        });
        return corrected[0] + counted.differences;
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
                .replace("{columns}", CellColumns.list(counts.numbers()))
                .replace("{table}", counts.table)
                .replace("{differences}", counts.differences("counted", "expected"))
                .replace("{countedColumns}", counts.each("counted", ""))
                .replace("{expectedColumns}", counts.each("expected", ""));
        return count(connection, sql);
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
