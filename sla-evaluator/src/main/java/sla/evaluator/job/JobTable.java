package sla.evaluator.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.fact.Pseudonyms;

/** The jobs, each change in a transaction of its own, so that it is seen while the job's own transaction goes on. */
@ApplicationScoped
class JobTable {
    private static final String COLUMNS = "id, kind, source, period, requested_at, started_at, finished_at, step,"
            + " steps_done, steps, rows, differences, first_differences, notes, failure";

    private final DataSource database;

    JobTable(DataSource database) {
        this.database = database;
    }

    /** Asks for a job; the one that waits already, if it would do the same. */
    Job request(JobKind kind, @Nullable String source, @Nullable YearMonth period, Instant now) throws SQLException {
        String sql = """
                with same as (
                    select * from job where started_at is null and finished_at is null and kind = ?
                    and source is not distinct from ? and period is not distinct from ? limit 1
                ), added as (
                    insert into job (kind, source, period, requested_at)
                    select ?, ?, ?, ? where not exists (select from same) returning *
                )
                select {columns} from same union all select {columns} from added
                """.replace("{columns}", COLUMNS);
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int first : List.of(1, 4)) {
                insert.setString(first, kind.label());
                insert.setString(first + 1, source);
                insert.setString(first + 2, period == null ? null : period.toString());
            }
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            return jobs(insert).getFirst();
        }
    }

    /** Asks to forget a pseudonym, which is kept no longer than it takes. */
    Job request(ForgetCommand command, Instant now) throws SQLException {
        String sql = "insert into job (kind, source, pseudonym_field, pseudonym, requested_at) values (?, ?, ?, ?, ?)"
                + " returning " + COLUMNS;
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, JobKind.FORGET.label());
            insert.setString(2, command.source());
            insert.setString(3, command.field().label());
            insert.setString(4, command.pseudonym());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            return jobs(insert).getFirst();
        }
    }

    /** What a job that is not finished is to forget. */
    Optional<ForgetCommand> toForget(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select source, pseudonym_field, pseudonym from job where id = ? and pseudonym is not null")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new ForgetCommand(
                                row.getString(1), Pseudonyms.Field.ofLabel(row.getString(2)), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    Optional<Job> find(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select " + COLUMNS + " from job where id = ?")) {
            select.setLong(1, id);
            return jobs(select).stream().findFirst();
        }
    }

    List<Job> newest(int most) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select " + COLUMNS + " from job order by id desc limit ?")) {
            select.setInt(1, most);
            return jobs(select);
        }
    }

    /** The oldest that is not finished: whoever was at it is gone if the caller has the lock. */
    Optional<Job> next() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select " + COLUMNS + " from job where finished_at is null order by id limit 1")) {
            return jobs(select).stream().findFirst();
        }
    }

    /** The last verification that came to an end, be it a failure. */
    Optional<Job> lastVerification() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select " + COLUMNS
                        + " from job where kind = 'verify' and finished_at is not null"
                        + " order by id desc limit 1")) {
            return jobs(select).stream().findFirst();
        }
    }

    /** Asks for a job of everything unless one was asked for since then. */
    void requestUnlessSince(JobKind kind, Instant since, Instant now) throws SQLException {
        String sql = "insert into job (kind, requested_at) select ?, ?"
                + " where not exists (select from job where kind = ? and requested_at > ?)";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, kind.label());
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setString(3, kind.label());
            insert.setObject(4, since.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    void started(long id, Instant now) throws SQLException {
        update("started_at = ?, steps_done = 0", id, now.atOffset(ZoneOffset.UTC));
    }

    void progress(long id, String step, int done, int of) throws SQLException {
        update("step = ?, steps_done = ?, steps = ?", id, step, done, of);
    }

    /** The job is done. */
    void finished(long id, JobResult result, Instant now) throws SQLException {
        update(
                "finished_at = ?, rows = ?, differences = ?, first_differences = ?, notes = ?, step = '',"
                        + " steps_done = steps, pseudonym = null",
                id,
                now.atOffset(ZoneOffset.UTC),
                result.rows(),
                result.differences(),
                result.first().toArray(String[]::new),
                result.notes().toArray(String[]::new));
    }

    void failed(long id, String failure, Instant now) throws SQLException {
        update("finished_at = ?, failure = ?, pseudonym = null", id, now.atOffset(ZoneOffset.UTC), failure);
    }

    /** Of a job that is not finished: another process may have taken it over meanwhile. */
    private void update(String columns, long id, @Nullable Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update job set " + columns + " where id = ? and finished_at is null")) {
            int at = 1;
            for (Object value : values) {
                update.setObject(at++, value);
            }
            update.setLong(at, id);
            update.executeUpdate();
        }
    }

    private static List<Job> jobs(PreparedStatement select) throws SQLException {
        List<Job> jobs = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String period = row.getString(4);
                jobs.add(new Job(
                        row.getLong(1),
                        JobKind.ofLabel(row.getString(2)),
                        row.getString(3),
                        period == null ? null : YearMonth.parse(period),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        instant(row, 6),
                        instant(row, 7),
                        row.getString(8),
                        row.getInt(9),
                        row.getInt(10),
                        row.getObject(11, Long.class),
                        row.getObject(12, Long.class),
                        Arrays.asList((String[]) row.getArray(13).getArray()),
                        Arrays.asList((String[]) row.getArray(14).getArray()),
                        row.getString(15)));
            }
        }
        return jobs;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
