package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;

/** Waits of exactly 20 s are in bin 40 (hexadecimal 28), those between 20 and 21 s in bin 41. */
@QuarkusTest
@WithTestResource(Servers.class)
class RecountIT {
    /** Everything goes to the file, a series is a comparison of its own, and a few contacts are as many as fit. */
    private static final RecountLimits TINY = new RecountLimits(0, 1, 3);

    private static final String LOST = "truncate cell, cell_delta, delta_batch, day_cell";

    @Inject
    StoredBatches batches;

    @Inject
    CountsInUse inUse;

    @Inject
    CountsAudit audit;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            inUse.require(connection, ZoneId.of("Europe/Amsterdam"));
            connection.commit();
        }
    }

    @AfterEach
    void forget() throws SQLException {
        batches.empty();
    }

    @Test
    void whatFitsIntoNoMemoryIsCountedAlike() throws SQLException {
        batches.require(Attribution.ENDED);
        batches.require(Attribution.LEFT_QUEUE);
        List<AcceptedRecord> story = RecordStories.of(11, 500);
        batches.store(story.subList(0, 400));
        batches.fold();
        try (Connection connection = database.getConnection()) {
            // The service's own fold would change how many rows there are.
            CountLocks.hold(connection, CountLocks.FOLD);
            try {
                batches.store(story.subList(400, story.size()));
                assertThat(compare(TINY)).isEqualTo(compare(RecountLimits.USUAL));
                assertThat(compare(TINY).differences()).isZero();
                execute("update cell set talk_ms = talk_ms + 1 where attribution = 2");
                execute("delete from cell where attribution = 1");
                execute("update day_cell set waits = ''");
                CountsAudit.Outcome wrong = compare(RecountLimits.USUAL);
                assertThat(wrong.first()).hasSize(2 * CountsAudit.MOST_DIFFERENCES);
                assertThat(compare(TINY)).isEqualTo(wrong);
                assertThat(rebuild(connection, CountScope.ALL, TINY)).isPositive();
                assertThat(compare(RecountLimits.USUAL).differences()).isZero();
                assertThat(rebuild(connection, CountScope.ALL, TINY)).isZero();
            } finally {
                CountLocks.release(connection, CountLocks.FOLD);
            }
        }
    }

    /** 29 March has 23 hours in Amsterdam and ends at 22:00 UTC, 25 October has 25 and ends at 23:00. */
    @Test
    void lostCountsAreMadeAnewToTheByteOnDaysOfAllLengths() throws SQLException {
        batches.store(List.of(
                Contacts.answered("a", "2026-03-28T23:00:00Z", 20_000),
                Contacts.answered("b", "2026-03-29T21:59:00Z", 20_500),
                Contacts.abandoned("c", "2026-03-29T21:46:00Z", 20_000),
                Contacts.answered("d", "2026-03-29T22:00:00Z", 20_000),
                Contacts.answered("e", "2026-10-24T22:00:00Z", 20_000),
                Contacts.answered("f", "2026-10-25T22:59:00Z", 20_000),
                Contacts.answered("g", "2026-10-25T23:00:00Z", 20_000)));
        batches.fold();
        execute(LOST);
        // The abandoned one is a series of its own: seven rows, and five days.
        assertThat(rebuild(CountScope.ALL, RecountLimits.USUAL)).isEqualTo(7 + 5);
        String numbers = "sum(answered), sum(abandoned), sum(wait_answered_ms), sum(wait_abandoned_ms), sum(talk_ms),"
                + " string_agg(encode(waits, 'hex'), '+' order by waits)";
        assertThat(rows("select to_char(day_start at time zone 'UTC', 'MM-DD HH24'), " + numbers
                        + " from day_cell group by 1 order by 1"))
                .containsExactly(
                        "03-28 23 2 1 40500 20000 120000 00000028000000010000002900000001+0100002800000001",
                        "03-29 22 1 0 20000 0 60000 0000002800000001",
                        "10-24 22 2 0 40000 0 120000 0000002800000002",
                        "10-25 23 1 0 20000 0 60000 0000002800000001");
        assertThat(rows("select to_char(interval_start at time zone 'UTC', 'MM-DD HH24:MI'), " + numbers
                        + " from cell where interval_start < '2026-04-01Z' group by 1 order by 1"))
                .containsExactly(
                        "03-28 23:00 1 0 20000 0 60000 0000002800000001",
                        "03-29 21:45 1 1 20500 20000 60000 0000002900000001+0100002800000001",
                        "03-29 22:00 1 0 20000 0 60000 0000002800000001");
    }

    /** What is not folded is counted, too, and is moved later. */
    @Test
    void deltasAreNeitherForgottenNorTakenTwice() throws SQLException {
        batches.store(List.of(Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000)));
        batches.fold();
        try (Connection connection = database.getConnection()) {
            CountLocks.hold(connection, CountLocks.FOLD);
            try {
                batches.store(List.of(
                        Contacts.answered("c2", "2026-03-10T10:06:00Z", 20_000),
                        Contacts.answered("c3", "2026-03-10T11:00:00Z", 20_000)));
                assertThat(rebuild(connection, CountScope.ALL, RecountLimits.USUAL))
                        .isZero();
                execute("update cell set answered = 9, waits = ''");
                // The row and its day; the other row is a delta alone.
                assertThat(rebuild(connection, CountScope.ALL, RecountLimits.USUAL))
                        .isEqualTo(1);
                assertThat(rows("select answered, encode(waits, 'hex') from cell"))
                        .containsExactly("1 0000002800000001");
            } finally {
                CountLocks.release(connection, CountLocks.FOLD);
            }
        }
        batches.fold();
        assertThat(rows("select answered, encode(waits, 'hex') from cell order by interval_start"))
                .containsExactly("2 0000002800000002", "1 0000002800000001");
        assertThat(audit.differences()).isEmpty();
    }

    /** Offered on 28 February 23:59:30, ended on 1 March 00:00:50. */
    @Test
    void contactThatEndsInThePeriodIsCountedAnewByItsEndAlone() throws SQLException {
        batches.require(Attribution.ENDED);
        batches.store(List.of(Contacts.answered("c1", "2026-02-28T23:59:30Z", 20_000)));
        batches.fold();
        execute(LOST);
        String cells = "select attribution, to_char(interval_start at time zone 'UTC', 'MM-DD HH24:MI') from cell"
                + " order by 1, 2";
        var _ = rebuild(CountScope.of("calls", YearMonth.of(2026, 4)), RecountLimits.USUAL);
        assertThat(rows(cells)).isEmpty();
        var _ = rebuild(CountScope.of("other", YearMonth.of(2026, 3)), RecountLimits.USUAL);
        assertThat(rows(cells)).isEmpty();
        var _ = rebuild(CountScope.of("calls", YearMonth.of(2026, 3)), RecountLimits.USUAL);
        assertThat(rows(cells)).containsExactly("2 03-01 00:00");
        var _ = rebuild(CountScope.of("calls", YearMonth.of(2026, 2)), RecountLimits.USUAL);
        assertThat(rows(cells)).containsExactly("0 02-28 23:45", "2 03-01 00:00");
        assertThat(audit.differences()).isEmpty();
    }

    @Test
    void rowOfZerosSaysTheSameAsNone() throws SQLException {
        batches.store(List.of(Contacts.answered("c1", "2026-03-10T10:05:00Z", 20_000)));
        batches.fold();
        String zeros = ", 0".repeat(CellColumns.CELL.size());
        execute("insert into cell (" + CountedRow.columns("interval_start")
                + ") select series_id, 0, interval_start + interval '1 day'" + zeros + ", '' from cell");
        assertThat(audit.differences()).isEmpty();
        assertThat(rebuild(CountScope.ALL, RecountLimits.USUAL)).isZero();
        execute("update cell set talk_ms = 1 where answered = 0");
        // A row that nothing gives, and its day, which has none yet.
        assertThat(compare(RecountLimits.USUAL).differences()).isEqualTo(2);
        assertThat(rebuild(CountScope.ALL, RecountLimits.USUAL)).isEqualTo(1);
        assertThat(rows("select answered from cell")).containsExactly("1");
    }

    private CountsAudit.Outcome compare(RecountLimits limits) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return new CountsAudit(database, limits).compare(connection, Progress.UNSEEN);
            } finally {
                connection.rollback();
            }
        }
    }

    private long rebuild(CountScope scope, RecountLimits limits) throws SQLException {
        try (Connection connection = database.getConnection()) {
            CountLocks.hold(connection, CountLocks.FOLD);
            try {
                return rebuild(connection, scope, limits);
            } finally {
                CountLocks.release(connection, CountLocks.FOLD);
            }
        }
    }

    private long rebuild(Connection connection, CountScope scope, RecountLimits limits) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            long corrected = CountsRebuild.rebuild(database, connection, scope, limits, Progress.UNSEEN);
            connection.commit();
            return corrected;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.join(" ", values));
            }
            return rows;
        }
    }
}
