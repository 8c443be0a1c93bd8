package sla.evaluator.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.json.Json;
import sla.model.time.Period;
import sla.runtime.outbox.Outbox;

/**
 * The last evaluation of each agreement and period; a new one that says something else goes out. That of a frozen period
 * never changes again: no statement here touches it, whoever asks.
 */
@ApplicationScoped
public class EvaluationTable {
    private static final String NOT_FROZEN =
            " not exists (select from frozen_period f" + " where f.agreement = e.agreement and f.period = e.period)";
    private static final String UPSERT = """
            insert into evaluation as e (agreement, period, version, sequence, evaluated_at, document)
            values (?, ?, ?, nextval('evaluation_sequence'), ?, ?)
            on conflict (agreement, period) do update set version = excluded.version,
                sequence = excluded.sequence, evaluated_at = excluded.evaluated_at, document = excluded.document,
                withdrawn = false
            where""";

    /**
     * Makes the sequence go on above everything published before, also by a database that is gone: it never stays below
     * the clock. Under the evaluation's lock, so that it does not fall back behind another process.
     */
    public void raiseSequence(Connection connection, Instant now) throws SQLException {
        String sql = "select setval('evaluation_sequence', greatest(last_value, ?)) from evaluation_sequence";
        try (PreparedStatement raise = connection.prepareStatement(sql)) {
            raise.setLong(1, now.toEpochMilli());
            raise.executeQuery().close();
        }
    }

    /** The periods of the agreement that have an evaluation which was not withdrawn, by their labels. */
    Map<String, Period> known(Connection connection, String agreement) throws SQLException {
        Map<String, Period> known = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("select period, document::json ->> 'period'"
                + " from evaluation where agreement = ? and not withdrawn")) {
            select.setString(1, agreement);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.put(row.getString(1), read(row.getString(2), Period.class));
                }
            }
        }
        return known;
    }

    /** The last evaluation of a period, unless it was withdrawn. */
    public Optional<Evaluation> last(Connection connection, String agreement, String period) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select document from evaluation where agreement = ? and period = ? and not withdrawn")) {
            select.setString(1, agreement);
            select.setString(2, period);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row.getString(1), Evaluation.class)) : Optional.empty();
            }
        }
    }

    /** What later periods look back on, of the periods that begin in a span, oldest first: of frozen ones as corrected. */
    List<PastPeriod> past(Connection connection, Agreement agreement, Instant fromInclusive, Instant toExclusive)
            throws SQLException {
        // Periods are called by their first days, or by the month that they are.
        String sql = """
                select e.document, c.extract
                from evaluation e left join corrected_period c using (agreement, period)
                where agreement = ? and not withdrawn
                  and (case length(period) when 7 then period || '-01' else period end) collate "C" >= ?
                  and (case length(period) when 7 then period || '-01' else period end) collate "C" < ?
                """;
        List<PastPeriod> past = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, agreement.agreement());
            select.setString(2, day(fromInclusive, agreement));
            select.setString(3, day(toExclusive, agreement));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String corrected = row.getString(2);
                    past.add(
                            corrected == null
                                    ? PastPeriod.of(read(row.getString(1), Evaluation.class))
                                    : read(corrected, PastPeriod.class));
                }
            }
        }
        past.sort(Comparator.comparing(each -> each.period().startInclusive()));
        return past;
    }

    private static String day(Instant startOfDay, Agreement agreement) {
        return startOfDay.atZone(agreement.zone()).toLocalDate().toString();
    }

    /** The labels of the frozen periods of the agreement. */
    Set<String> frozen(Connection connection, String agreement) throws SQLException {
        Set<String> frozen = new TreeSet<>();
        try (PreparedStatement select =
                connection.prepareStatement("select period from frozen_period where agreement = ?")) {
            select.setString(1, agreement);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    frozen.add(row.getString(1));
                }
            }
        }
        return frozen;
    }

    /** Notes that what a frozen period would be now is to be compared with what it is. */
    public void noteFrozen(Connection connection, String agreement, String period) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into freeze_due (agreement, period) values (?, ?)")) {
            insert.setString(1, agreement);
            insert.setString(2, period);
            insert.executeUpdate();
        }
    }

    /**
     * Stores and publishes the evaluation under which the period is frozen, whatever was there. Before the freeze itself
     * is stored, in its transaction and under the evaluation's lock.
     */
    public void freeze(Connection connection, Evaluation evaluation, Freeze freeze) throws SQLException {
        raiseSequence(connection, freeze.frozenAt());
        String sql = UPSERT + NOT_FROZEN + " returning sequence";
        long sequence = upsert(connection, sql, evaluation, write(evaluation), freeze.frozenAt());
        if (sequence == 0) {
            throw new IllegalStateException("the period is frozen already");
        }
        publish(connection, new PublishedEvaluation(sequence, freeze.frozenAt(), false, evaluation, freeze));
    }

    /** Stores and publishes the evaluation if anything in it differs from the last one; says whether it did. */
    boolean storeIfChanged(Connection connection, Evaluation evaluation, Instant now) throws SQLException {
        String sql = UPSERT + NOT_FROZEN + " and (e.document <> excluded.document or e.withdrawn) returning sequence";
        long sequence = upsert(connection, sql, evaluation, write(evaluation), now);
        if (sequence == 0) {
            return false;
        }
        publish(connection, new PublishedEvaluation(sequence, now, evaluation));
        return true;
    }

    /** Takes back what was said of a period, if anything was; says whether it did. */
    boolean withdraw(Connection connection, String agreement, String period, Instant now) throws SQLException {
        String sql = """
                update evaluation e set withdrawn = true, sequence = nextval('evaluation_sequence'), evaluated_at = ?
                where agreement = ? and period = ? and not withdrawn and""" + NOT_FROZEN + " returning sequence, document";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, agreement);
            update.setString(3, period);
            try (ResultSet row = update.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                publish(
                        connection,
                        new PublishedEvaluation(row.getLong(1), now, true, read(row.getString(2), Evaluation.class)));
                return true;
            }
        }
    }

    /**
     * Publishes every last word that the topic lacks once more, unchanged; says how many. Under the evaluation's lock, so
     * that it does not leave after a newer one.
     */
    int publishMissing(Connection connection, Set<String> keysOnTopic) throws SQLException {
        int missing = 0;
        try (PreparedStatement select = connection.prepareStatement("""
                select e.agreement || '/' || e.period, e.sequence, e.evaluated_at, e.withdrawn, e.document, f.id,
                       f.frozen_at
                from evaluation e left join frozen_period f using (agreement, period) order by e.sequence
                """)) {
            select.setFetchSize(100);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (!keysOnTopic.contains(row.getString(1))) {
                        Instant evaluatedAt =
                                row.getObject(3, OffsetDateTime.class).toInstant();
                        Evaluation evaluation = read(row.getString(5), Evaluation.class);
                        publish(
                                connection,
                                new PublishedEvaluation(
                                        row.getLong(2), evaluatedAt, row.getBoolean(4), evaluation, freeze(row)));
                        missing++;
                    }
                }
            }
        }
        return missing;
    }

    private static @Nullable Freeze freeze(ResultSet row) throws SQLException {
        String id = row.getString(6);
        return id == null
                ? null
                : new Freeze(id, row.getObject(7, OffsetDateTime.class).toInstant());
    }

    private static void publish(Connection connection, PublishedEvaluation published) throws SQLException {
        Outbox.add(connection, Topics.EVALUATIONS, published.evaluation().key(), write(published));
    }

    private static String write(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be written", e);
        }
    }

    private static <T> T read(String document, Class<T> type) {
        try {
            return Json.MAPPER.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored evaluation cannot be read", e);
        }
    }

    private static long upsert(Connection connection, String sql, Evaluation evaluation, String document, Instant now)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, evaluation.agreement());
            upsert.setString(2, evaluation.period().label());
            upsert.setInt(3, evaluation.version());
            upsert.setObject(4, now.atOffset(ZoneOffset.UTC));
            upsert.setString(5, document);
            try (ResultSet row = upsert.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
