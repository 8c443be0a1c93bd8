package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import sla.embedded.EmbeddedDatabase;
import sla.embedded.TestServers;

/** What an earlier version counted is there in the next. */
class MigrationIT {
    private final String url = TestServers.freshDatabase();

    /** In rows of their own until version 7, folded and not. Bin 40 is exactly 20 s, 41 between 20 and 21 s. */
    @Test
    void waitsMoveIntoTheRowsOfTheirCells() throws SQLException {
        migrate("7");
        String zeros = ", 0".repeat(15);
        execute("""
                set search_path = evaluator;
                insert into cell select 1, 0, '2026-03-10 10:00Z', 3{zeros};
                insert into cell select 1, 0, '2026-03-10 10:15Z', 1{zeros};
                insert into wait_count values (1, 0, '2026-03-10 10:00Z', 1, 41, 1), (1, 0, '2026-03-10 10:00Z', 0, 41, 2),
                    (1, 0, '2026-03-10 10:00Z', 0, 40, 7), (1, 0, '2026-03-10 10:00Z', 0, 2, 0);
                insert into day_cell (zone, day_start, series_id, attribution, {numbers})
                select 'Europe/Amsterdam', '2026-03-09 23:00Z', 1, 0, 4{zeros};
                insert into day_wait_count (zone, day_start, series_id, attribution, outcome, bin, contacts)
                values ('Europe/Amsterdam', '2026-03-09 23:00Z', 1, 0, 0, 40, 8);
                insert into wait_count_delta values (1, 0, '2026-03-10 10:00Z', 0, 40, -1),
                    (1, 0, '2026-03-10 10:00Z', 0, 40, 3), (1, 0, '2026-03-10 10:15Z', 0, 4, 1),
                    (1, 0, '2026-03-10 10:15Z', 0, 4, -1)
                """.replace("{zeros}", zeros).replace("{numbers}", CellColumns.list(CellColumns.CELL)));
        migrate("8");
        assertThat(rows("select interval_start at time zone 'UTC', answered, waits from evaluator.cell order by 1"))
                .containsExactly(
                        "2026-03-10 10:00:00 3 \\x000000280000000700000029000000020100002900000001",
                        "2026-03-10 10:15:00 1 \\x");
        assertThat(rows("select zone, answered, waits from evaluator.day_cell"))
                .containsExactly("Europe/Amsterdam 4 \\x0000002800000008");
        assertThat(rows("select interval_start at time zone 'UTC', answered, waits from evaluator.cell_delta"))
                .containsExactly("2026-03-10 10:00:00 0 \\x0000002800000002");
    }

    /** Deltas that are not folded when the program is replaced are of no batch: they are read, and folded. */
    @Test
    void deltasOfTheVersionBeforeBatchesAreOfNone() throws SQLException {
        migrate("30");
        execute("set search_path = evaluator; insert into cell_delta select 1, 0, '2026-03-10 10:00Z', 3"
                + ", 0".repeat(15) + ", ''");
        migrate("31");
        assertThat(rows("select batch, answered, abandoned from evaluator.cell_delta"))
                .containsExactly("0 3 0");
        assertThat(rows("select attribution, answered, abandoned from evaluator.cell_now"))
                .containsExactly("0 3 0");
    }

    /** What came before there was any comparison is compared, and shapes the pattern of its source. */
    @Test
    void controlTotalsAndArrivalsAreTakenFromTheFacts() throws SQLException {
        migrate("7");
        execute("""
                set search_path = evaluator;
                create table fact_all partition of fact for values from ('1970-01-01') to ('2999-01-01');
                insert into fact (month, source, record_id, revision, content_hash, effective, type, occurred_at,
                                  received_at, input_partition, input_offset, details)
                select date '2026-03-01', 'calls', id, 1, gen_random_uuid(), effective, 'control-totals',
                       timestamptz '2026-03-10 10:00Z', now(), 0, 1, details::jsonb
                from (values
                    ('hour', true, '{"vendor": "va", "queue": "support", "from": "2026-03-10T10:00:00.000Z",'
                        '"to": "2026-03-10T11:00:00.000Z", "interactions": 12}'),
                    ('night', true, '{"vendor": "va", "queue": "support", "from": "2026-03-10T22:30:00.000Z",'
                        '"to": "2026-03-11T01:00:00.000Z", "interactions": 3}'),
                    ('odd', true, '{"vendor": "va", "queue": "support", "from": "2026-03-12T10:00:00.000Z",'
                        '"to": "2026-03-12T10:10:00.000Z", "interactions": 5}'),
                    ('old', false, '{"vendor": "va", "queue": "support", "from": "2026-03-13T10:00:00.000Z",'
                        '"to": "2026-03-13T11:00:00.000Z", "interactions": 6}')) t (id, effective, details);
                insert into fact (month, source, record_id, revision, content_hash, effective, type, occurred_at,
                                  received_at, input_partition, input_offset)
                select date '2026-03-01', 'calls', 'c' || n, 1, gen_random_uuid(), true, 'interaction',
                       now() - n * interval '4 days', date_bin('15 minutes', now(), '2000-01-01Z'), 0, n
                from generate_series(0, 2) n
                """);
        migrate("latest");
        assertThat(rows("select record_id, declared, obstacle from evaluator.control_total order by 1"))
                .containsExactly("hour 12 null", "night 3 null", "odd 5 off-quarter-hours");
        assertThat(rows("select vendor, day, count(*) from evaluator.changed_day group by 1, 2 order by 2"))
                .containsExactly("va 2026-03-10 1", "va 2026-03-11 1");
        assertThat(rows("select source, records, input_partition from evaluator.arrival"))
                .containsExactly("calls 2 -1");
    }

    @Test
    void recordsKeepWhatIsKnownOfThemAndGetAKey() throws SQLException {
        migrate("21");
        execute("""
                insert into evaluator.record (source, record_id, revision, content_hash, month, referenced, sealed_revision)
                values ('calls', 'c-1', 3, '00000000-0000-0000-0000-000000000007', '2026-03-01', false, 2),
                       ('calls', 'c-é', null, null, null, true, null)
                """);
        migrate("latest");
        assertThat(rows(
                        "select record_id || ' ' || source, concat_ws(' ', revision, content_hash, month, sealed_revision),"
                                + " referenced from evaluator.record order by 1"))
                .containsExactly("c-1 calls 3 00000000-0000-0000-0000-000000000007 2026-03-01 2 f", "c-é calls  t");
        // printf 'calls\nc-1' | sha256sum
        assertThat(rows("select key, '', '' from evaluator.record where record_id = 'c-1'"))
                .containsExactly("069e415d-9c27-3d8a-9bd4-7521f245362d  ");
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(url, EmbeddedDatabase.NAME, null)
                .schemas("evaluator")
                .target(version)
                .load()
                .migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.NAME, null);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.NAME, null);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
            }
        }
        return rows;
    }
}
