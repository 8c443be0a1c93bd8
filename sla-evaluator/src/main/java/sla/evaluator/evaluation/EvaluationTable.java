package sla.evaluator.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import sla.model.Topics;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.json.Json;
import sla.runtime.outbox.Outbox;

/** The last evaluation of each agreement and period; a new one that says something else goes out. */
@ApplicationScoped
class EvaluationTable {
    /** Stores and publishes the evaluation if anything in it differs from the last one; says whether it did. */
    boolean storeIfChanged(Connection connection, Evaluation evaluation, Instant now) throws SQLException {
        try {
            String document = Json.MAPPER.writeValueAsString(evaluation);
            long sequence = upsert(connection, evaluation, document, now);
            if (sequence == 0) {
                return false;
            }
            Outbox.add(
                    connection,
                    Topics.EVALUATIONS,
                    evaluation.agreement(),
                    Json.MAPPER.writeValueAsBytes(new PublishedEvaluation(sequence, now, evaluation)));
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be written", e);
        }
    }

    /** Whether there is an evaluation of the agreement and period already. */
    boolean isKnown(Connection connection, Evaluation evaluation) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select true from evaluation where agreement = ? and period = ?")) {
            select.setString(1, evaluation.agreement());
            select.setString(2, evaluation.period().label());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static long upsert(Connection connection, Evaluation evaluation, String document, Instant now)
            throws SQLException {
        String sql = """
                insert into evaluation as e (agreement, period, version, sequence, evaluated_at, document)
                values (?, ?, ?, nextval('evaluation_sequence'), ?, ?)
                on conflict (agreement, period) do update set version = excluded.version,
                    sequence = excluded.sequence, evaluated_at = excluded.evaluated_at, document = excluded.document
                where e.document <> excluded.document
                returning sequence
                """;
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
