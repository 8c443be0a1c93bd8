package sla.evaluator.count;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.ContactFacts.Piece;
import sla.evaluator.count.RecountedCells.ChangedDay;
import sla.evaluator.count.SeriesRecount.Result;

/**
 * Counts contacts anew from the facts of one moment and compares: first the facts are read, once, and put apart by series;
 * then the series are summed and compared, some at a time. By several threads, each on a connection of its own that sees
 * the moment that the caller's transaction sees; only the caller's connection writes.
 */
final class Recount {
    /** Steps of {@link Progress} while facts are read, and as many while counts are compared. */
    static final int STEPS = 10;

    private static final int KEEP_ALIVE_SECONDS = 5;

    /** What a row of cells takes in the database, roughly. */
    private static final int CELL_BYTES = 300;

    private final DataSource database;
    private final Connection connection;
    private final RecountedCells cells;
    private final boolean correcting;
    private final RecountLimits limits;
    private final Steps steps;
    private volatile boolean stopped;

    /** Says how far it is. */
    interface Steps {
        /** @param done of {@link #STEPS} while facts are read, and as many while counts are compared */
        void step(String name, int done) throws SQLException;
    }

    /**
     * @param connection its transaction sees one moment (repeatable read), and sees the facts' table as it was then: see
     *     {@link #keepPartitions}
     * @param correcting whether wrong rows are put right, or named
     */
    Recount(
            DataSource database,
            Connection connection,
            CountScope scope,
            boolean correcting,
            RecountLimits limits,
            Steps steps)
            throws SQLException {
        this.database = database;
        this.connection = connection;
        this.cells = RecountedCells.read(connection, scope);
        this.correcting = correcting;
        this.limits = limits;
        this.steps = steps;
    }

    /**
     * Until the transaction ends, no partition of the facts goes away. Before anything else is read: a partition that was
     * emptied and dropped after that moment would be missed.
     */
    static void keepPartitions(Connection connection) throws SQLException {
        execute(connection, "lock table fact in access share mode");
    }

    /** A thread's connection, and the facts that it has read. */
    private final class Reader implements AutoCloseable {
        private final Connection own;
        private final int patience;
        private final SeriesBuckets facts = new SeriesBuckets(cells.highestSeries(), limits.bytesInMemory());

        Reader(Connection own) throws SQLException {
            this.own = own;
            this.patience = own.getNetworkTimeout();
        }

        /** From now on the connection sees what the caller's transaction sees; and no answer takes too long. */
        void see(String snapshot) throws SQLException {
            own.setNetworkTimeout(Runnable::run, 0);
            own.setAutoCommit(false);
            execute(own, "set transaction isolation level repeatable read, read only");
            execute(own, "set transaction snapshot '" + snapshot + "'");
        }

        void read(List<Piece> pieces, AtomicInteger next) throws SQLException {
            ContactFacts contacts = new ContactFacts(cells);
            for (int piece = next.getAndIncrement(); piece < pieces.size(); piece = next.getAndIncrement()) {
                contacts.read(own, pieces.get(piece), facts, () -> stopped);
            }
        }

        /** The pool does not set the usual patience again. */
        @Override
        public void close() throws SQLException {
            try (own;
                    facts) {
                if (!own.isClosed()) {
                    own.rollback();
                    own.setAutoCommit(true);
                    own.setNetworkTimeout(Runnable::run, patience);
                }
            }
        }
    }

    /** What else is to be done on the caller's connection. */
    interface Work {
        void run() throws SQLException;
    }

    /**
     * What came of it all; wrong rows are right when the caller's transaction ends, if they are corrected.
     *
     * @param meanwhile done while the facts are read: the caller's connection would be idle
     */
    Result run(Work meanwhile) throws SQLException {
        String snapshot = snapshot();
        try (SeriesBuckets changes = new SeriesBuckets(cells.highestSeries(), limits.bytesInMemory());
                Reader one = new Reader(database.getConnection());
                Reader other = new Reader(database.getConnection())) {
            List<Reader> readers = List.of(one, other);
            for (Reader reader : readers) {
                reader.see(snapshot);
            }
            ExecutorService threads = Executors.newFixedThreadPool(
                    readers.size(),
                    Thread.ofPlatform().name("recount-", 0).daemon().factory());
            try {
                readFacts(threads, readers, changes, meanwhile);
                return compare(threads, readers, changes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("The comparison of counts was interrupted", e);
            } finally {
                stopped = true;
                threads.shutdownNow();
                threads.close();
            }
        }
    }

    private void readFacts(ExecutorService threads, List<Reader> readers, SeriesBuckets changes, Work meanwhile)
            throws SQLException, InterruptedException {
        List<Piece> pieces = ContactFacts.pieces(connection);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> reading = new ArrayList<>();
        for (Reader reader : readers) {
            reading.add(threads.submit(() -> {
                reader.read(pieces, next);
                return true;
            }));
        }
        readChanges(changes);
        meanwhile.run();
        String name = "facts of contacts";
        steps.step(name, 0);
        int[] told = {0};
        for (Future<?> read : reading) {
            await(read, () -> told[0] = tell(name, 0, Math.min(next.get(), pieces.size()), pieces.size(), told[0]));
        }
    }

    /** Deltas, and what facts gave that are gone. */
    private void readChanges(SeriesBuckets changes) throws SQLException {
        CountedRow counted = new CountedRow();
        String scope = cells.scope().ofCounts();
        String columns = CountedRow.columns("interval_start");
        // Who puts right takes rows that are of no known batch for pending: they are set apart soon. Who compares does
        // not.
        String read = correcting ? "" : DeltaBatches.KNOWN;
        CopiedRows.read(connection, "select " + columns + " from cell_delta where true" + scope + read, row -> {
            counted.read(row);
            counted.putInto(changes, CountedRow.DELTA);
        });
        if (cells.anySealed()) {
            String kept = cells.attributions().stream()
                    .map(attribution -> String.valueOf(StoredCode.of(attribution)))
                    .collect(Collectors.joining(", "));
            String sql = "select " + columns + " from cell_sealed where attribution in (" + kept + ")" + scope;
            CopiedRows.read(connection, sql, row -> {
                counted.read(row);
                counted.putInto(changes, CountedRow.SEALED);
            });
        }
    }

    /** Buckets whose series are compared together. */
    private record Group(int fromBucket, int toBucket) {}

    private Result compare(ExecutorService threads, List<Reader> readers, SeriesBuckets changes)
            throws SQLException, InterruptedException {
        String name = "cell and day_cell";
        steps.step(name, STEPS);
        DayStarts days = DayStarts.read(connection);
        List<SeriesBuckets> stores = new ArrayList<>(List.of(changes));
        readers.forEach(reader -> stores.add(reader.facts));
        List<Group> groups = groups(stores);
        AtomicInteger next = new AtomicInteger();
        BlockingQueue<Result> results = new ArrayBlockingQueue<>(1);
        List<Future<?>> comparing = new ArrayList<>();
        for (Reader reader : readers) {
            SeriesRecount recount = new SeriesRecount(reader.own, cells, days, stores, correcting, limits);
            comparing.add(threads.submit((Callable<Boolean>) () -> {
                for (int group = next.getAndIncrement(); group < groups.size(); group = next.getAndIncrement()) {
                    results.put(recount.recount(
                            groups.get(group).fromBucket(), groups.get(group).toBucket()));
                }
                return true;
            }));
        }
        Result all = new Result();
        Set<ChangedDay> changed = new HashSet<>();
        int told = STEPS;
        for (int done = 0; done < groups.size(); done++) {
            told = tell(name, STEPS, done, groups.size(), told);
            Result result = next(results, comparing);
            result.corrections.write(connection);
            changed.addAll(result.corrections.changed());
            all.add(result);
        }
        for (Future<?> done : comparing) {
            await(done, () -> {});
        }
        CountCorrections.note(connection, changed);
        return all;
    }

    /** Side by side, so that all rows stored of any series are in one of them. */
    private List<Group> groups(List<SeriesBuckets> stores) throws SQLException {
        int buckets = stores.getFirst().size();
        long rows = number("select pg_relation_size('cell') / " + CELL_BYTES) / buckets;
        List<Group> groups = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long more = rows;
            for (SeriesBuckets store : stores) {
                more += store.entries(bucket);
            }
            if (bucket > from && size + more > limits.mostEntries()) {
                groups.add(new Group(from, bucket));
                from = bucket;
                size = 0;
            }
            size += more;
        }
        groups.add(new Group(from, buckets));
        return groups;
    }

    private Result next(BlockingQueue<Result> results, List<Future<?>> comparing)
            throws SQLException, InterruptedException {
        while (true) {
            Result result = results.poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
            if (result != null) {
                return result;
            }
            keepAlive();
            for (Future<?> thread : comparing) {
                if (thread.state() == Future.State.FAILED) {
                    await(thread, () -> {});
                }
            }
        }
    }

    private void await(Future<?> thread, Work meanwhile) throws SQLException, InterruptedException {
        while (true) {
            try {
                thread.get(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException _) {
                keepAlive();
                meanwhile.run();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static SQLException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case SQLException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new SQLException("The comparison of counts failed", cause);
        };
    }

    /** A transaction in which nothing happens for a minute is ended by the database. */
    private void keepAlive() throws SQLException {
        execute(connection, "select true");
    }

    private int tell(String name, int before, int done, int of, int told) throws SQLException {
        int step = before + (int) ((long) STEPS * done / Math.max(1, of));
        if (step > told && step < before + STEPS) {
            steps.step(name, step);
            return step;
        }
        return told;
    }

    private String snapshot() throws SQLException {
        try (PreparedStatement export = connection.prepareStatement("select pg_export_snapshot()");
                ResultSet row = export.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
