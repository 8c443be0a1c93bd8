package sla.contract.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Statements of which something may be open to be claimed now: of periods that are over, with a last day that may not be. */
    @Transactional
    public List<StatementId> claimable(@Nullable String vendor, @Nullable String agreement, Instant now) {
        // It is the day before at most somewhere else.
        LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        Where where = new Where()
                .and("not e.withdrawn")
                .and("e.periodEnd <= :now", Map.of("now", now))
                .and(
                        "e.claimBy >= :day or exists (select 1 from DifferenceEntity d where d.id.agreement ="
                                + " e.id.agreement and d.id.period = e.id.period and d.claimBy >= :day)",
                        Map.of("day", day))
                .equal("e.vendor", "vendor", vendor)
                .equal("e.id.agreement", "agreement", agreement);
        TypedQuery<EvaluationId> query =
                entities.createQuery("select e.id from EvaluationEntity e" + where.clause(), EvaluationId.class);
        where.parameters().forEach(query::setParameter);
        return query.getResultList().stream()
                .map(id -> new StatementId(id.agreement(), id.period()))
                .toList();
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
