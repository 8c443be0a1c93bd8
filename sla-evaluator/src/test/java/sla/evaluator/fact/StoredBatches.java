package sla.evaluator.fact;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import sla.evaluator.count.CountsInUse;
import sla.evaluator.count.Folder;
import sla.evaluator.source.SourceProgress;
import sla.evaluator.stream.FencedStore.TryAgainException;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.event.AcceptedRecord;

/** Stores batches as the stream does, without the stream. */
@ApplicationScoped
public class StoredBatches {
    private static final String DEADLOCK = "40P01";

    private final DataSource database;
    private final RecordWriter writer;
    private final CountsInUse inUse;
    private final Folder folder;
    private final SourceProgress progress;

    StoredBatches(DataSource database, RecordWriter writer, CountsInUse inUse, Folder folder, SourceProgress progress) {
        this.database = database;
        this.writer = writer;
        this.inUse = inUse;
        this.folder = folder;
        this.progress = progress;
    }

    /** Forgets everything but the series. */
    public void empty() throws SQLException {
        emptyCounts();
        execute("truncate attribution_in_use, zone_in_use, agreement_version, evaluation, source_progress");
        require(Attribution.OFFERED);
    }

    /** Forgets all records and counts. */
    public void emptyCounts() throws SQLException {
        execute("truncate record, fact, cell, quality_cell, survey_cell, cell_delta, delta_batch, quality_cell_delta,"
                + " survey_cell_delta, day_cell, day_version, changed_day, control_total, control_total_comparison, sealed_month, cell_sealed,"
                + " quality_cell_sealed, survey_cell_sealed, pseudonyms_forgotten, deleted_counts");
    }

    /** Keeps what the agreement needs in the counts. */
    public void use(Agreement agreement) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            inUse.require(connection, agreement.zone());
            for (Kpi kpi : agreement.kpis()) {
                inUse.require(connection, kpi.attribution());
            }
            connection.commit();
        }
    }

    public void require(Attribution attribution) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            inUse.require(connection, attribution);
            connection.commit();
        }
    }

    public void store(List<AcceptedRecord> messages) throws SQLException {
        var _ = written(messages, () -> {});
    }

    /** With something that happens when all is written and nothing is committed. */
    public void store(List<AcceptedRecord> messages, Runnable beforeCommit) throws SQLException {
        var _ = written(messages, beforeCommit);
    }

    private FactMetrics.Tally written(List<AcceptedRecord> messages, Runnable beforeCommit) throws SQLException {
        Set<Identity> otherTargets = new HashSet<>();
        FactMetrics.Tally tally = new FactMetrics.Tally();
        boolean stored = false;
        while (!stored) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try (Statement fast = connection.createStatement()) {
                    fast.execute("set local synchronous_commit = off");
                    tally = new FactMetrics.Tally();
                    writer.store(connection, messages, otherTargets, tally);
                    beforeCommit.run();
                    connection.commit();
                    stored = true;
                } catch (TryAgainException e) {
                    connection.rollback();
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                }
            }
        }
        return tally;
    }

    /** Stores them and how far their sources have come. */
    public void storeWithProgress(List<AcceptedRecord> messages) throws SQLException {
        FactMetrics.Tally tally = written(messages, () -> {});
        SourceProgress.Batch newest = progress.batch();
        messages.forEach(message -> newest.add(0, message));
        try (Connection connection = database.getConnection()) {
            newest.store(connection);
            tally.arrivals().store(connection, 0);
        }
    }

    /** Moves all deltas into the cells; the service's own fold may be at it, and then this one does nothing. */
    public void fold() throws SQLException {
        do {
            folder.fold();
        } while (hasDeltas());
    }

    /** Whether any are not folded yet. */
    public boolean hasDeltas() throws SQLException {
        String sql = """
                select exists (select from cell_delta) or exists (select from quality_cell_delta)
                    or exists (select from survey_cell_delta)
                """;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Emptying locks whole tables; what the service does in the background meanwhile may lock them the other way round. */
    private void execute(String sql) throws SQLException {
        boolean done = false;
        while (!done) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
                done = true;
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }
}
