package sla.contract.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import sla.model.evaluation.Difference;
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

    /** The label of the frozen period that began before the moment and ends after it. */
    @Transactional
    public Optional<String> frozenWithin(String agreement, Instant at) {
        return entities
                .createQuery(
                        "select e.id.period from EvaluationEntity e where e.id.agreement = :agreement"
                                + " and e.frozenBy is not null and e.periodStart < :at and e.periodEnd > :at",
                        String.class)
                .setParameter("agreement", agreement)
                .setParameter("at", at)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** The last difference from a frozen evaluation; empty if nothing has ever differed. */
    @Transactional
    public Optional<Difference> lastDifference(String agreement, String period) {
        return entities
                .createQuery(
                        "from DifferenceEntity d where d.id.agreement = :agreement and d.id.period = :period"
                                + " order by d.id.number desc",
                        DifferenceEntity.class)
                .setParameter("agreement", agreement)
                .setParameter("period", period)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst()
                .map(entity -> readDifference(entity.message));
    }

    /** A difference as it is kept. */
    public static Difference readDifference(String message) {
        try {
            return Json.MAPPER.readValue(message, Difference.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A difference cannot be read as it is kept", e);
        }
    }

    private static PublishedEvaluation read(String message) {
        try {
            return Json.MAPPER.readValue(message, PublishedEvaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An evaluation cannot be read as it is kept", e);
        }
    }
}
