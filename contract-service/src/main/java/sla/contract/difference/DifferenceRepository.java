package sla.contract.difference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Evaluations;
import sla.contract.evaluation.Where;
import sla.contract.http.Cursor;
import sla.model.evaluation.Difference;

@ApplicationScoped
class DifferenceRepository {
    private final EntityManager entities;

    DifferenceRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Newest period first, then by agreement, then the last difference first. */
    @Transactional
    List<Difference> find(
            @Nullable String vendor,
            @Nullable String agreement,
            @Nullable String period,
            @Nullable Cursor after,
            int most) {
        Where where = new Where()
                .equal("d.vendor", "vendor", vendor)
                .equal("d.id.agreement", "agreement", agreement)
                .equal("d.id.period", "period", period);
        if (after != null) {
            where.and(
                    "d.id.period < :afterPeriod or (d.id.period = :afterPeriod and (d.id.agreement > :afterAgreement"
                            + " or (d.id.agreement = :afterAgreement and d.id.number < :afterNumber)))",
                    Map.of(
                            "afterPeriod",
                            after.key().get(0),
                            "afterAgreement",
                            after.key().get(1),
                            "afterNumber",
                            after.number(2)));
        }
        TypedQuery<String> query = entities.createQuery(
                "select d.message from DifferenceEntity d" + where.clause()
                        + " order by d.id.period desc, d.id.agreement, d.id.number desc",
                String.class);
        where.parameters().forEach(query::setParameter);
        return query.setMaxResults(most).getResultList().stream()
                .map(Evaluations::readDifference)
                .toList();
    }
}
