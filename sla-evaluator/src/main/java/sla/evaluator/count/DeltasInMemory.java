package sla.evaluator.count;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.DeltaBatches.Batch;
import sla.model.agreement.Attribution;
import sla.model.time.Interval;

/**
 * The deltas of cells that are not folded yet, each batch read once. Never wrong: with each question the database says
 * which batches there are, in the same snapshot as everything else, and a batch never changes.
 */
@ApplicationScoped
class DeltasInMemory {
    private static final int FETCH_ROWS = 1_000;
    private static final int MOST_BYTES = 16 << 20;

    /** If a fold could not come for long, there are so many that none is kept. */
    private static final int MOST_ROWS = 100_000;

    /** A batch is folded after some seconds; whoever asks in an older snapshot than that reads it once more. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    /** By batch, and by attribution; an attribution without rows is absent. */
    private final Cache<Long, Map<Attribution, PackedCounts>> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Long _, Map<Attribution, PackedCounts> batch) ->
                    batch.values().stream().mapToInt(PackedCounts::bytes).sum())
            .expireAfterAccess(KEPT)
            .executor(Runnable::run)
            .build();

    private final long mostRows;

    DeltasInMemory() {
        this(MOST_ROWS);
    }

    DeltasInMemory(long mostRows) {
        this.mostRows = mostRows;
    }

    /**
     * Adds the deltas that the transaction sees.
     *
     * @param rows reads them from the database, only those that are asked for
     */
    void addTo(Connection connection, Attribution attribution, Sums sums, Rows rows) throws SQLException {
        List<Batch> batches = DeltaBatches.all(connection);
        if (batches.stream().mapToLong(Batch::rows).sum() > mostRows) {
            rows.addTo(sums, "");
            return;
        }
        List<Long> missing = new ArrayList<>();
        for (Batch one : batches) {
            @Nullable Map<Attribution, PackedCounts> batch = kept.getIfPresent(one.id());
            if (batch != null) {
                add(batch, attribution, sums);
            } else if (one.id() == DeltaBatches.APART) {
                rows.addTo(sums, " and batch = " + DeltaBatches.APART);
            } else {
                missing.add(one.id());
            }
        }
        if (!missing.isEmpty()) {
            for (Map<Attribution, PackedCounts> batch : read(connection, missing)) {
                add(batch, attribution, sums);
            }
        }
    }

    /** Adds rows of deltas, one after another and without keeping them. */
    interface Rows {
        /** @param condition on them, beginning with {@code and}; empty for all */
        void addTo(Sums sums, String condition) throws SQLException;
    }

    private static void add(Map<Attribution, PackedCounts> batch, Attribution attribution, Sums sums) {
        PackedCounts rows = batch.get(attribution);
        if (rows != null) {
            sums.add(0, rows);
        }
    }

    /** One reads, so that those who miss the same batches at the same time find them read. */
    private synchronized List<Map<Attribution, PackedCounts>> read(Connection connection, List<Long> ids)
            throws SQLException {
        List<Map<Attribution, PackedCounts>> batches = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (long id : ids) {
            @Nullable Map<Attribution, PackedCounts> batch = kept.getIfPresent(id);
            if (batch == null) {
                missing.add(id);
            } else {
                batches.add(batch);
            }
        }
        if (!missing.isEmpty()) {
            Map<Long, Map<Attribution, PackedCounts>> read = query(connection, missing);
            for (long id : missing) {
                Map<Attribution, PackedCounts> batch = read.getOrDefault(id, Map.of());
                batches.add(batch);
                kept.put(id, batch);
            }
        }
        return batches;
    }

    private static Map<Long, Map<Attribution, PackedCounts>> query(Connection connection, List<Long> ids)
            throws SQLException {
        String sql = "select batch, attribution, extract(epoch from interval_start)::bigint, series_id, "
                + CellColumns.list(CellColumns.CELL) + ", waits from cell_delta where batch = any (?)";
        Map<Long, Map<Attribution, PackedCounts.Builder>> builders = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            select.setFetchSize(FETCH_ROWS);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    builders.computeIfAbsent(row.getLong(1), _ -> new EnumMap<>(Attribution.class))
                            .computeIfAbsent(StoredCode.attribution(row.getInt(2)), _ -> new PackedCounts.Builder())
                            .add(row, Math.toIntExact(row.getLong(3) * 1_000 / Interval.MILLIS), 4);
                }
            }
        }
        Map<Long, Map<Attribution, PackedCounts>> batches = new HashMap<>();
        builders.forEach((id, rows) -> {
            Map<Attribution, PackedCounts> batch = new EnumMap<>(Attribution.class);
            rows.forEach((attribution, builder) -> batch.put(attribution, builder.build()));
            batches.put(id, batch);
        });
        return batches;
    }
}
