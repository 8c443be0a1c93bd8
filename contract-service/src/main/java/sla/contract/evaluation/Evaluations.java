package sla.contract.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.json.Json;

/** What the evaluator said last, unless it withdrew it. */
@ApplicationScoped
public class Evaluations {
    private final EntityManager entities;

    Evaluations(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public Optional<PublishedEvaluation> find(String agreement, String period) {
        return Optional.ofNullable(entities.find(EvaluationEntity.class, new EvaluationId(agreement, period)))
                .filter(entity -> !entity.withdrawn)
                .map(entity -> read(entity.message));
    }

    private static PublishedEvaluation read(String message) {
        try {
            return Json.MAPPER.readValue(message, PublishedEvaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An evaluation cannot be read as it is kept", e);
        }
    }
}
