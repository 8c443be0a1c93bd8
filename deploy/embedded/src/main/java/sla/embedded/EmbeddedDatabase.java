package sla.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server beside this JVM, on the loopback address alone, which it trusts without passwords. Started again
 * on the same folder, after a clean stop or a kill, it goes on with its data. Nothing stops it but {@link #close}: the
 * caller decides the order in which servers and their users end.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** Name of the user and of its database. */
    public static final String NAME = "sla";

    private static final String HOST = "127.0.0.1";
    private static final Pattern SAFE_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Folder folder;
    private final Postmaster postmaster;
    private final EmbeddedPostgres server;
    private boolean stopped;

    private EmbeddedDatabase(Folder folder, int port, Path log) {
        this.folder = folder;
        Path data = data(folder);
        Path complete = folder.path().resolve("complete");
        postmaster = new Postmaster(data);
        postmaster.stopOrphan();
        try {
            if (!Files.exists(complete)) {
                Folder.delete(data);
                // Killed while they were unpacked, half of the programs would be in the way of the next try.
                Folder.delete(programs(folder));
            }
            server = server(data, port, log);
            if (!Files.exists(complete)) {
                createUser();
                Files.createFile(complete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; its log is " + log, e);
        }
    }

    /** On a free port and in a folder that is deleted afterwards. */
    public static EmbeddedDatabase temporary() {
        Folder folder = Folder.temporary("database");
        return start(folder, FreePort.choose(), folder.path().resolve("server.log"));
    }

    /** On this port, with its data kept in the folder. */
    public static EmbeddedDatabase start(Path folder, int port) {
        return start(folder, port, folder.resolve("server.log"));
    }

    /**
     * On this port, with its data kept in the folder.
     *
     * @param log where the server's own messages go, replacing those of its last start
     */
    public static EmbeddedDatabase start(Path folder, int port, Path log) {
        return start(Folder.kept(folder), port, log);
    }

    /** Stops what still runs in the folder although the JVM that started it was killed. */
    public static void stopOrphan(Path folder) {
        if (Files.exists(folder)) {
            try (Folder held = Folder.kept(folder)) {
                new Postmaster(data(held)).stopOrphan();
            }
        }
    }

    private static EmbeddedDatabase start(Folder folder, int port, Path log) {
        try {
            return new EmbeddedDatabase(folder, port, log);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The process of the server. */
    public long pid() {
        return postmaster.pid().orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
    }

    /** The user that owns the databases; it needs no password. */
    public String user() {
        return NAME;
    }

    /** Address of the database {@code sla}. */
    public String jdbcUrl() {
        return jdbcUrl(NAME);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port() + "/" + database;
    }

    /** Creates an empty database and returns its address. */
    public String createDatabase(String name) {
        execute("create database " + safe(name) + " owner " + NAME);
        return jdbcUrl(name);
    }

    /** Returns when the server has written everything and ended, even if it takes no statements any more. */
    @Override
    public synchronized void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        try (folder) {
            if (!folder.isTemporary()) {
                writeAhead();
            }
            postmaster.stop(this::stopServer);
        }
    }

    /** Most of the writing happens while clients may still be there, so that the stop itself is short. */
    private void writeAhead() {
        try {
            execute("checkpoint");
        } catch (IllegalStateException _) {
            // It only saves time: the stop writes everything once more, and says so if it cannot.
        }
    }

    private void stopServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    private static Path data(Folder folder) {
        return folder.path().resolve("data");
    }

    private static Path programs(Folder folder) {
        return folder.path().resolve("programs");
    }

    private EmbeddedPostgres server(Path data, int port, Path log) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setOutputRedirector(Redirect.to(log.toFile()));
        if (!folder.isTemporary()) {
            // In the system's temporary folder a part of the programs may be cleaned away one day.
            builder.setOverrideWorkingDirectory(programs(folder).toFile());
        }
        settings(folder.isTemporary()).forEach(builder::setServerConfig);
        return builder.start();
    }

    private static Map<String, String> settings(boolean temporary) {
        return Map.ofEntries(
                Map.entry("listen_addresses", HOST),
                Map.entry("unix_socket_directories", ""),
                // What must outlive a power cut costs time; a test's data need not.
                Map.entry("fsync", temporary ? "off" : "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_connections", "100"),
                // Each month of facts is a table, and a look-up by record locks all of them with their indexes.
                Map.entry("max_locks_per_transaction", "256"),
                // Identities come in no order: what does not fit is read and written over and over.
                Map.entry("shared_buffers", temporary ? "128MB" : "640MB"),
                Map.entry("work_mem", "16MB"),
                Map.entry("maintenance_work_mem", "64MB"),
                Map.entry("effective_cache_size", "1GB"),
                Map.entry("random_page_cost", "1.1"),
                // No replicas here: bulk loads into new tables need less log.
                Map.entry("wal_level", "minimal"),
                Map.entry("max_wal_senders", "0"),
                // After a checkpoint each page that changes is written to the log whole: so seldom.
                Map.entry("max_wal_size", "3GB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("max_parallel_workers_per_gather", "0"),
                Map.entry("jit", "off"));
    }

    private void createUser() {
        execute("create role " + NAME + " login createdb");
        createDatabase(NAME);
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, e);
        }
    }

    private static String safe(String name) {
        if (!SAFE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        return name;
    }
}
