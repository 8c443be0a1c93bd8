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
import sla.evaluator.count.CountDeltas.SurveyKey;
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
        // Also where nothing comes of it: a record that was revised may say something else that no cell has.
        Set<CellKey> changed = deltas.changedCells();
        deltas.dropZeros();
        copyCells(connection, deltas);
        copyQualities(connection, deltas);
        copySurveys(connection, deltas);
        copyChangedDays(connection, changed);
    }

    private static void copyCells(Connection connection, CountDeltas deltas) throws SQLException {
        if (deltas.cells.isEmpty()) {
            return;
        }
        long batch = DeltaBatches.add(connection, deltas.cells.size());
        CopyRows rows = new CopyRows(3 + CellColumns.CELL.size() + 2);
        for (Map.Entry<CellKey, CellSum> entry : deltas.cells.entrySet()) {
            CellKey key = entry.getKey();
            rows.addInt(key.seriesId())
                    .addSmallint(StoredCode.of(key.attribution()))
                    .addInstant(key.intervalStart());
            entry.getValue().appendTo(rows);
            rows.addBigint(batch).endRow();
        }
        rows.copyTo(
                connection,
                "cell_delta (series_id, attribution, interval_start, " + CellColumns.list(CountTable.CELL.columns())
                        + ", batch)");
    }

    private static void copyQualities(Connection connection, CountDeltas deltas) throws SQLException {
        CopyRows rows = new CopyRows(5 + CellColumns.QUALITY.size());
        for (Map.Entry<QualityKey, long[]> entry : deltas.qualities.entrySet()) {
            QualityKey key = entry.getKey();
            rows.addInt(key.seriesId())
                    .addSmallint(StoredCode.of(key.attribution()))
                    .addInstant(key.intervalStart())
                    .addText(key.form())
                    .addText(key.instrument());
            for (long number : entry.getValue()) {
                rows.addBigint(number);
            }
            rows.endRow();
        }
        rows.copyTo(connection, "quality_cell_delta");
    }

    private static void copySurveys(Connection connection, CountDeltas deltas) throws SQLException {
        CopyRows rows = new CopyRows(8);
        for (Map.Entry<SurveyKey, long[]> entry : deltas.surveys.entrySet()) {
            SurveyKey key = entry.getKey();
            rows.addInt(key.seriesId())
                    .addSmallint(StoredCode.of(key.attribution()))
                    .addInstant(key.intervalStart())
                    .addSmallint(key.csat())
                    .addSmallint(key.csatScale())
                    .addSmallint(key.nps())
                    .addSmallint(key.resolved())
                    .addBigint(entry.getValue()[0])
                    .endRow();
        }
        rows.copyTo(connection, "survey_cell_delta");
    }

    private void copyChangedDays(Connection connection, Set<CellKey> cells) throws SQLException {
        record ChangedDay(String vendor, LocalDate day) {}
        Set<ChangedDay> days = new HashSet<>();
        for (CellKey key : cells) {
            LocalDate day = Instant.ofEpochMilli(key.intervalStart())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate();
            days.add(new ChangedDay(catalog.byId(key.seriesId()).vendor(), day));
        }
        CopyRows rows = new CopyRows(2);
        days.forEach(
                changed -> rows.addText(changed.vendor()).addDate(changed.day()).endRow());
        rows.copyTo(connection, "changed_day (vendor, day)");
    }
}
