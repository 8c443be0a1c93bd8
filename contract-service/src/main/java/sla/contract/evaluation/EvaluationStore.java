package sla.contract.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import sla.model.Topics;
import sla.model.agreement.Unit;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.number.Money;

/**
 * Keeps the highest sequence of each agreement and period. Storing a message again, or an older one later, changes
 * nothing, so a batch may come any number of times and cut anywhere. One that was withdrawn stays, without its lines, so
 * that an older message cannot bring it back. One that is frozen is never replaced, whatever comes: not even by an
 * evaluator that has lost what it knew.
 */
@ApplicationScoped
class EvaluationStore {
    private static final String UPSERT = """
            insert into evaluation (agreement, period, version, vendor, period_start, period_end, currency, bonus, malus,
                sequence, evaluated_at, withdrawn, message, frozen_by, frozen_at, charged, claim_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (agreement, period) do update set
                version = excluded.version, vendor = excluded.vendor, period_start = excluded.period_start,
                period_end = excluded.period_end, currency = excluded.currency, bonus = excluded.bonus,
                malus = excluded.malus, sequence = excluded.sequence, evaluated_at = excluded.evaluated_at,
                withdrawn = excluded.withdrawn, message = excluded.message, frozen_by = excluded.frozen_by,
                frozen_at = excluded.frozen_at, charged = excluded.charged, claim_by = excluded.claim_by
            where evaluation.sequence < excluded.sequence and evaluation.frozen_by is null""";
    private static final String DELETE_LINES = "delete from evaluation_line where agreement = ? and period = ?";
    private static final String INSERT_LINE = """
            insert into evaluation_line (agreement, period, position, rule, kpi, clause, shape, unit, value, step,
                computation, amount, sentence, window_label)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String SET_ASIDE = """
            insert into unreadable_evaluation (topic, partition, "offset", key, value, reason, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final DataSource database;
    private final EvaluationPositions positions;
    private final Clock clock;

    EvaluationStore(DataSource database, EvaluationPositions positions, Clock clock) {
        this.database = database;
        this.positions = positions;
        this.clock = clock;
    }

    /** Stores all of the batch or nothing. */
    StoredBatch store(ConsumerRecords<byte[], byte[]> batch) throws SQLException {
        StoredBatch stored = new StoredBatch();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (ConsumerRecord<byte[], byte[]> message : batch) {
                    store(connection, message, stored);
                }
                positions.advance(connection, batch);
                connection.commit();
                positions.committed(batch);
                return stored;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private void store(Connection connection, ConsumerRecord<byte[], byte[]> message, StoredBatch stored)
            throws SQLException {
        EvaluationMessage read = message.topic().equals(Topics.DIFFERENCES)
                ? EvaluationMessage.readDifference(message.value())
                : EvaluationMessage.read(message.value());
        switch (read) {
            case EvaluationMessage.Unreadable(String reason) -> setAside(connection, message, reason, stored);
            case EvaluationMessage.Read(PublishedEvaluation published, String text) ->
                storeOrSetAside(connection, message, stored, () -> {
                    if (upsert(connection, published, text)) {
                        stored.kept(published.evaluatedAt());
                    } else {
                        stored.older();
                    }
                });
            case EvaluationMessage.ReadDifference(Difference difference, String text) ->
                storeOrSetAside(connection, message, stored, () -> DifferenceStore.add(connection, difference, text));
        }
    }

    private interface Work {
        void store() throws SQLException;
    }

    private void storeOrSetAside(
            Connection connection, ConsumerRecord<byte[], byte[]> message, StoredBatch stored, Work work)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            work.store();
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!liesInTheMessage(e)) {
                throw e;
            }
            connection.rollback(before);
            setAside(connection, message, "the message cannot be stored: " + e.getMessage(), stored);
        }
    }

    /** A value that the database can never take, as against a database that cannot work just now. */
    private static boolean liesInTheMessage(SQLException e) {
        String state = Objects.requireNonNullElse(e.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private static boolean upsert(Connection connection, PublishedEvaluation published, String text)
            throws SQLException {
        Evaluation evaluation = published.evaluation();
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, evaluation.agreement());
            upsert.setString(2, evaluation.period().label());
            upsert.setInt(3, evaluation.version());
            upsert.setString(4, evaluation.vendor());
            upsert.setObject(5, utc(evaluation.period().startInclusive()));
            upsert.setObject(6, utc(evaluation.period().endExclusive()));
            upsert.setString(7, evaluation.currency());
            upsert.setBigDecimal(8, evaluation.bonus().amount());
            upsert.setBigDecimal(9, evaluation.malus().amount());
            upsert.setLong(10, published.sequence());
            upsert.setObject(11, utc(published.evaluatedAt()));
            upsert.setBoolean(12, published.withdrawn());
            upsert.setString(13, text);
            Freeze freeze = published.freeze();
            upsert.setString(14, freeze == null ? null : column(freeze.id()));
            upsert.setObject(15, freeze == null ? null : utc(freeze.frozenAt()), Types.TIMESTAMP_WITH_TIMEZONE);
            Money charged = evaluation.charged();
            upsert.setBigDecimal(16, charged == null ? null : charged.amount());
            upsert.setObject(17, ClaimDays.last(evaluation), Types.DATE);
            if (upsert.executeUpdate() == 0) {
                return false;
            }
        }
        replaceLines(connection, evaluation, published.withdrawn() ? List.of() : evaluation.lines());
        AlertStore.replace(connection, evaluation, published.withdrawn() ? List.of() : evaluation.alerts());
        return true;
    }

    private static void replaceLines(Connection connection, Evaluation evaluation, List<Line> lines)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_LINES)) {
            delete.setString(1, evaluation.agreement());
            delete.setString(2, evaluation.period().label());
            delete.executeUpdate();
        }
        Map<String, Unit> units = evaluation.kpis().stream()
                .collect(Collectors.toMap(KpiResult::kpi, KpiResult::unit, (first, second) -> first));
        try (PreparedStatement insert = connection.prepareStatement(INSERT_LINE)) {
            for (int position = 0; position < lines.size(); position++) {
                Line line = lines.get(position);
                // What looks at no value has no unit; a total is one of points.
                Unit ofTotal = line.value() == null ? null : Unit.SCALE_POINTS;
                Unit ofNoKpi = line.counted() == null ? ofTotal : Unit.COUNT;
                Unit unit = line.kpi() == null ? ofNoKpi : units.get(line.kpi());
                insert.setString(1, evaluation.agreement());
                insert.setString(2, evaluation.period().label());
                insert.setInt(3, position);
                insert.setString(4, column(line.rule()));
                insert.setString(5, line.kpi() == null ? null : column(line.kpi()));
                insert.setString(6, line.clause() == null ? null : column(line.clause()));
                insert.setString(7, column(line.shape()));
                insert.setObject(8, unit == null ? null : unit.name(), Types.VARCHAR);
                insert.setBigDecimal(9, line.value());
                insert.setString(10, column(line.step()));
                insert.setString(11, column(line.computation()));
                insert.setBigDecimal(12, line.amount().amount());
                insert.setString(13, column(line.sentence()));
                insert.setString(
                        14, line.window() == null ? null : column(line.window().label()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void setAside(
            Connection connection, ConsumerRecord<byte[], byte[]> message, String reason, StoredBatch stored)
            throws SQLException {
        String plain = column(reason);
        try (PreparedStatement insert = connection.prepareStatement(SET_ASIDE)) {
            insert.setString(1, message.topic());
            insert.setInt(2, message.partition());
            insert.setLong(3, message.offset());
            insert.setBytes(4, message.key());
            insert.setBytes(5, message.value());
            insert.setString(6, plain);
            insert.setObject(7, utc(clock.instant()));
            if (insert.executeUpdate() == 1) {
                stored.unreadable(message.topic() + ", partition " + message.partition() + ", offset "
                        + message.offset() + ": " + plain);
            }
        }
    }

    /** PostgreSQL has no character 0; in the message it stands escaped. */
    private static String column(String text) {
        return text.replace('\0', ' ');
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
