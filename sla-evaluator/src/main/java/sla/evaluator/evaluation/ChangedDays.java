package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Notes of vendors' days whose counts have changed, written by batches and taken by the evaluation. */
@ApplicationScoped
public class ChangedDays {
    record Changed(String vendor, LocalDate day, Instant notedAt) {}

    private static final String LOCK = "(hashtextextended('evaluation of ' || current_schema(), 0))";

    /** One taker at a time. */
    boolean lock(Connection connection) throws SQLException {
        String sql = "select pg_try_advisory_xact_lock" + LOCK;
        try (PreparedStatement lock = connection.prepareStatement(sql);
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The same, waiting until nobody takes. */
    public void awaitLock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock" + LOCK)) {
            lock.executeQuery().close();
        }
    }

    /** Takes all notes but those of some vendors; they are gone when the transaction commits. */
    List<Changed> take(Connection connection, Collection<String> butVendors) throws SQLException {
        String sql = """
                with taken as (delete from changed_day where vendor <> all (?) returning vendor, day, noted_at)
                select vendor, day, min(noted_at) from taken group by vendor, day
                """;
        List<Changed> taken = new ArrayList<>();
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setArray(1, connection.createArrayOf("text", butVendors.toArray()));
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    taken.add(new Changed(
                            row.getString(1),
                            row.getObject(2, LocalDate.class),
                            row.getObject(3, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return taken;
    }

    /**
     * Whether anything of these vendors is still to be evaluated or compared with what is frozen: on the days between, or
     * an agreement as a whole. Under the lock.
     */
    public boolean anyToDo(
            Connection connection, Collection<String> vendors, LocalDate fromInclusive, LocalDate toExclusive)
            throws SQLException {
        String sql = """
                select exists (select from changed_day where vendor = any (?) and day >= ? and day < ?)
                    or exists (select from (select agreement from agreement_due union all select agreement from freeze_due
                            union all select agreement from past_due)
                        join agreement_version v using (agreement) where v.vendor = any (?))
                """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", vendors.toArray()));
            select.setObject(2, fromInclusive);
            select.setObject(3, toExclusive);
            select.setArray(4, connection.createArrayOf("text", vendors.toArray()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
