package sla.contract.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Where;
import sla.contract.http.Cursor;

@ApplicationScoped
class AlertRepository {
    private static final String ALERTS = """
            select new sla.contract.alert.AlertRow(a.id.agreement, a.id.period, a.id.position, e.version, e.vendor,
                e.periodEnd, e.evaluatedAt, a.alert, a.title, a.clause, a.raised, a.sentence, e.frozenBy)
            from EvaluationAlertEntity a join a.evaluation e""";

    private final EntityManager entities;

    AlertRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Newest period first, then by agreement and in the order of its alerts. */
    @Transactional
    List<AlertRow> find(Where where, @Nullable Cursor after, int most) {
        if (after != null) {
            where.and(
                    "a.id.period < :afterPeriod or (a.id.period = :afterPeriod and (a.id.agreement > :afterAgreement"
                            + " or (a.id.agreement = :afterAgreement and a.id.position > :afterPosition)))",
                    Map.of(
                            "afterPeriod",
                            after.key().get(0),
                            "afterAgreement",
                            after.key().get(1),
                            "afterPosition",
                            after.number(2)));
        }
        TypedQuery<AlertRow> query = entities.createQuery(
                ALERTS + where.clause() + " order by a.id.period desc, a.id.agreement, a.id.position", AlertRow.class);
        where.parameters().forEach(query::setParameter);
        return query.setMaxResults(most).getResultList();
    }
}
