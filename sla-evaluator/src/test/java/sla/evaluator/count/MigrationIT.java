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
