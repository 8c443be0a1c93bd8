package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import sla.evaluator.count.CountLocks;
import sla.evaluator.count.SealedCounts;

/**
 * Deletes the facts of a sealed month in pieces, each in one transaction with what is kept of them: so counts equal what
 * the facts give and what is kept at every moment, and whoever is killed goes on where it stopped.
 */
@ApplicationScoped
public class SealedFacts {
    /** A piece is at least a day. */
    private static final long MOST_FACTS = 100_000;

    /** Some days whose facts are deleted together. */
    public record Piece(String source, LocalDate fromInclusive, LocalDate toExclusive) {
        SealedCounts.Facts facts() {
            return SealedCounts.Facts.of(source, start(fromInclusive), start(toExclusive));
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
    }

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

    /** What is to be deleted of the month, the oldest days first; empty if nothing is left. */
    public List<Piece> pieces(Connection connection, String source, YearMonth month) throws SQLException {
        String sql = """
                select (occurred_at at time zone 'UTC')::date, count(*) from fact
                where source = ? and month = ? group by 1 order by 1
                """;
        List<Piece> pieces = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, source);
            select.setObject(2, month.atDay(1));
            try (ResultSet row = select.executeQuery()) {
                LocalDate from = null;
                LocalDate to = null;
                long facts = 0;
                while (row.next()) {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    if (from != null && to != null && facts + row.getLong(2) > MOST_FACTS) {
                        pieces.add(new Piece(source, from, to));
                        from = null;
                        facts = 0;
                    }
                    from = from == null ? day : from;
                    to = day.plusDays(1);
                    facts += row.getLong(2);
                }
                if (from != null && to != null) {
                    pieces.add(new Piece(source, from, to));
                }
            }
        }
        return pieces;
    }

    /** Deletes a piece of a sealed month; how many facts it was. In the caller's transaction, which is not repeatable. */
    public long drop(Connection connection, Piece piece) throws SQLException {
        // No attribution is built from the facts meanwhile.
        CountLocks.shared(connection, CountLocks.ATTRIBUTIONS);
        // Few rows of large tables are looked up.
        execute(connection, "set local enable_hashjoin = off");
        execute(connection, "set local enable_mergejoin = off");
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
                join record r on r.source = f.source and r.record_id = f.record_id and r.month is distinct from f.month
                where true {facts} group by f.source, f.record_id
                """.replace("{facts}", facts.condition("f."));
        String lock = """
                select from record r
                join (select source, record_id from ({marked}) m
                      union select f.reference_source, f.reference_record_id from fact f
                      where f.reference_source is not null {facts}) wanted using (source, record_id)
                order by r.source collate "C", r.record_id collate "C" for update of r
                """.replace("{marked}", marked).replace("{facts}", facts.condition("f."));
        try (PreparedStatement select = connection.prepareStatement(lock)) {
            select.executeQuery().close();
        }
        execute(connection, """
                update record r set sealed_revision = greatest(r.sealed_revision, m.revision) from ({marked}) m
                where r.source = m.source and r.record_id = m.record_id
                """.replace("{marked}", marked));
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }
}
