package sla.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void keepsDataBetweenStartsInAFolderWithABlankInItsName() throws Exception {
        Path blank = folder.resolve("my data");
        try (EmbeddedDatabase first = EmbeddedDatabase.start(blank, FreePort.choose())) {
            execute(first.jdbcUrl(), "create table kept as select 42 as answer");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(blank, FreePort.choose())) {
            assertThat(query(second.jdbcUrl(), "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void startsAgainWhenTheNumberOfAKilledServerBelongsToAnotherProgram() throws Exception {
        Path pidFile = folder.resolve("data/postmaster.pid");
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, FreePort.choose())) {
            execute(first.jdbcUrl(), "create table kept as select 42 as answer");
        }
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(pidFile, other.pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n");

            try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, FreePort.choose())) {
                assertThat(query(second.jdbcUrl(), "select answer from kept")).isEqualTo("42");
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void startsAfreshWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(folder.resolve("data/base"));
        Files.writeString(folder.resolve("data/postgresql.conf"), "half written");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, FreePort.choose())) {
            assertThat(query(database.jdbcUrl(), "select current_user")).isEqualTo("sla");
        }
    }

    @Test
    void endsItsProcessWhenClosedAlthoughAClientIsConnected() throws Exception {
        long pid;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, FreePort.choose())) {
            pid = database.pid();
            Connection client = DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
            assertThat(client.isValid(1)).isTrue();
        }
        assertThat(ProcessHandle.of(pid).flatMap(process -> process.info().command()))
                .as("the program that still runs")
                .isEmpty();
    }

    @Test
    void endsItsProcessWhenClosedAlthoughItTakesNoStatements() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, FreePort.choose());
        long pid = database.pid();
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), "postgres", "");
                Statement statement = owner.createStatement()) {
            statement.execute("alter role postgres nologin");
        }

        database.close();

        assertThat(ProcessHandle.of(pid).flatMap(process -> process.info().command()))
                .as("the program that still runs")
                .isEmpty();
        // PostgreSQL takes the file away only after it has written everything.
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void keepsTextInUtf8SortedByCodePoint() throws Exception {
        assertThat(query(
                        TestServers.database().jdbcUrl(),
                        "select string_agg(c, '' order by c) || lower('É') from unnest(array['b', 'a', 'Z']) c"))
                .isEqualTo("Zabé");
    }

    @Test
    void writesEachCommitThroughInAKeptFolder() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, FreePort.choose())) {
            assertThat(query(database.jdbcUrl(), "show fsync")).isEqualTo("on");
            assertThat(query(database.jdbcUrl(), "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void givesEveryTestAnEmptyDatabaseOfItsOwn() throws Exception {
        String one = TestServers.freshDatabase();
        String two = TestServers.freshDatabase();
        execute(one, "create schema ingest");

        assertThat(query(two, "select count(*) from pg_namespace where nspname = 'ingest'"))
                .isEqualTo("0");
    }

    @Test
    void refusesAFolderInUse() {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, FreePort.choose())) {
            assertThat(first.pid()).isPositive();
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, FreePort.choose()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.NAME, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.NAME, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
