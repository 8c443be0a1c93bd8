package sla.contract.statement;

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
class StatementRepository {
    private static final String ROWS = """
            select new sla.contract.statement.StatementRow(e.id.agreement, e.id.period, e.version, e.vendor,
                e.periodEnd, e.currency, e.bonus, e.malus, e.charged, e.evaluatedAt,
                e.frozenBy)
            from EvaluationEntity e""";

    private final EntityManager entities;

    StatementRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** Newest period first, then by agreement. */
    @Transactional
    List<StatementRow> find(
            @Nullable String vendor,
            @Nullable String agreement,
            @Nullable String period,
            @Nullable Cursor after,
            int most) {
        Where where = new Where()
                .and("not e.withdrawn")
                .equal("e.vendor", "vendor", vendor)
                .equal("e.id.agreement", "agreement", agreement)
                .equal("e.id.period", "period", period);
        if (after != null) {
            where.and(
                    "e.id.period < :afterPeriod or (e.id.period = :afterPeriod and e.id.agreement > :afterAgreement)",
                    Map.of(
                            "afterPeriod",
                            after.key().get(0),
                            "afterAgreement",
                            after.key().get(1)));
        }
        TypedQuery<StatementRow> query = entities.createQuery(
                ROWS + where.clause() + " order by e.id.period desc, e.id.agreement", StatementRow.class);
        where.parameters().forEach(query::setParameter);
        return query.setMaxResults(most).getResultList();
    }
}
