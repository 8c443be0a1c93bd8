package sla.evaluator.count;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sla.evaluator.count.CountDeltas.CellKey;
import sla.evaluator.count.CountDeltas.QualityKey;
import sla.evaluator.count.CountDeltas.WaitKey;
import sla.evaluator.series.SeriesCatalog;
import sla.model.agreement.Attribution;

/** Appends deltas: no locks, no reading before writing. The {@link Folder} moves them into the cells. */
@ApplicationScoped
public class DeltaTable {
    private final SeriesCatalog catalog;

    DeltaTable(SeriesCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The attributions to write, and a promise that they stay so until the transaction ends: an attribution that is
     * being built from the facts waits for us, or we for it.
     */
    public Set<Attribution> lockAttributions(Connection connection) throws SQLException {
        Set<Attribution> attributions = EnumSet.noneOf(Attribution.class);
        CountLocks.shared(connection, CountLocks.ATTRIBUTIONS);
        try (PreparedStatement select = connection.prepareStatement("select attribution from attribution_in_use");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                attributions.add(StoredCode.attribution(row.getInt(1)));
            }
        }
        return attributions;
    }

    /** Appends the deltas, and notes which vendors' days they change. */
    public void append(Connection connection, CountDeltas deltas) throws SQLException {
        deltas.dropZeros();
        copyCells(connection, deltas);
        copyWaits(connection, deltas);
        copyQualities(connection, deltas);
        copyChangedDays(connection, deltas);
    }

    private static void copyCells(Connection connection, CountDeltas deltas) throws SQLException {
        CopyText rows = new CopyText();
        for (Map.Entry<CellKey, long[]> entry : deltas.cells.entrySet()) {
            CellKey key = entry.getKey();
            rows.add(key.seriesId())
                    .add(StoredCode.of(key.attribution()))
                    .add(Instant.ofEpochMilli(key.intervalStart()));
            for (long number : entry.getValue()) {
                rows.add(number);
            }
            rows.endRow();
        }
        rows.copyTo(connection, "cell_delta");
    }

    private static void copyWaits(Connection connection, CountDeltas deltas) throws SQLException {
        CopyText rows = new CopyText();
        for (Map.Entry<WaitKey, long[]> entry : deltas.waits.entrySet()) {
            WaitKey key = entry.getKey();
            rows.add(key.seriesId())
                    .add(StoredCode.of(key.attribution()))
                    .add(Instant.ofEpochMilli(key.intervalStart()))
                    .add(StoredCode.of(key.outcome()))
                    .add(key.bin())
                    .add(entry.getValue()[0])
                    .endRow();
        }
        rows.copyTo(connection, "wait_count_delta");
    }

    private static void copyQualities(Connection connection, CountDeltas deltas) throws SQLException {
        CopyText rows = new CopyText();
        for (Map.Entry<QualityKey, long[]> entry : deltas.qualities.entrySet()) {
            QualityKey key = entry.getKey();
            rows.add(key.seriesId())
                    .add(StoredCode.of(key.attribution()))
                    .add(Instant.ofEpochMilli(key.intervalStart()))
                    .add(key.form())
                    .add(key.instrument());
            for (long number : entry.getValue()) {
                rows.add(number);
            }
            rows.endRow();
        }
        rows.copyTo(connection, "quality_cell_delta");
    }

    private void copyChangedDays(Connection connection, CountDeltas deltas) throws SQLException {
        record ChangedDay(String vendor, LocalDate day) {}
        Set<ChangedDay> days = new HashSet<>();
        for (CellKey key : deltas.changedCells()) {
            LocalDate day = Instant.ofEpochMilli(key.intervalStart())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate();
            days.add(new ChangedDay(catalog.byId(key.seriesId()).vendor(), day));
        }
        CopyText rows = new CopyText();
        days.forEach(changed -> rows.add(changed.vendor()).add(changed.day()).endRow());
        rows.copyTo(connection, "changed_day (vendor, day)");
    }
}
