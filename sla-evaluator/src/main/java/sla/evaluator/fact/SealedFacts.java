package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.SealedCounts;

/**
 * Deletes the facts of a sealed month in pieces, each in one transaction with what is kept of them: so counts equal what
 * the facts give and what is kept at every moment, and whoever is killed goes on where it stopped.
 */
@ApplicationScoped
public class SealedFacts {
    /** Whether the source has facts of the month. */
    public boolean any(Connection connection, String source, YearMonth month) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from fact where source = ? and month = ?)")) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Deletes a piece of a sealed month; how many facts it was. In the caller's transaction, which is not repeatable. */
    public long drop(Connection connection, FactPiece piece) throws SQLException {
        // No attribution is built from the facts meanwhile.
        CountLocks.shared(connection, CountLocks.ATTRIBUTIONS);
        SealedCounts.Facts facts = piece.facts();
        lockRecords(connection, facts);
        SealedCounts.keepJudgements(connection, facts);
        long dropped = execute(
                connection,
                "delete from fact where type in ('quality-evaluation', 'survey-answer')" + facts.condition(""));
        SealedCounts.keepContacts(connection, facts);
        return dropped + execute(connection, "delete from fact where true" + facts.condition(""));
    }

    /**
     * In key order, as batches do: the contacts that judgements among the facts name, so that no batch moves what these
     * count for; and the records of which something is dropped beside the content that counts, which are marked.
     */
    private static void lockRecords(Connection connection, SealedCounts.Facts facts) throws SQLException {
        String marked = """
                select f.source, f.record_id, max(f.revision) as revision from fact f
                join record r on r.key = record_key(f.source, f.record_id) and r.month is distinct from f.month
                where true {facts} group by f.source, f.record_id
                """.replace("{facts}", facts.condition("f."));
        String lock = """
                select from record r
                join (select source, record_id from ({marked}) m
                      union select f.reference_source, f.reference_record_id from fact f
                      where f.reference_source is not null {facts}) wanted
                     on r.key = record_key(wanted.source, wanted.record_id)
                order by r.key for update of r
                """.replace("{marked}", marked).replace("{facts}", facts.condition("f."));
        try (PreparedStatement select = connection.prepareStatement(lock)) {
            select.executeQuery().close();
        }
        execute(connection, """
                update record r set sealed_revision = greatest(r.sealed_revision, m.revision) from ({marked}) m
                where r.key = record_key(m.source, m.record_id)
                """.replace("{marked}", marked));
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
