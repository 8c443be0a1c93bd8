package sla.contract.penalty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Where;
import sla.contract.http.Cursor;

@ApplicationScoped
class PenaltyRepository {
    private static final String LINES = """
            select new sla.contract.penalty.PenaltyRow(l.id.agreement, l.id.period, l.id.position, e.version, e.vendor,
                e.periodEnd, e.evaluatedAt, e.currency, l.rule, l.window, l.kpi, l.clause, l.shape, l.value, l.unit, l.step,
                l.computation, l.amount, l.sentence, e.frozenBy)
            from EvaluationLineEntity l join l.evaluation e""";
    private static final String TOTALS = """
            select e.currency, sum(l.amount) filter (where l.amount > 0), sum(l.amount) filter (where l.amount < 0)
            from EvaluationLineEntity l join l.evaluation e""";

    private final EntityManager entities;

    PenaltyRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** One page and the totals of all pages. */
    record Found(List<PenaltyRow> rows, List<PenaltyTotal> totals) {}

    /** Newest period first, then by agreement and by the order of its rules. */
    @Transactional
    Found find(PenaltyFilter filter, @Nullable Cursor after, int most) {
        // Both queries see the same moment, else the lines could add up to something else than the totals.
        entities.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
        return new Found(rows(filter.where(), after, most), totals(filter.where()));
    }

    private List<PenaltyRow> rows(Where where, @Nullable Cursor after, int most) {
        if (after != null) {
            where.and(
                    "l.id.period < :afterPeriod or (l.id.period = :afterPeriod and (l.id.agreement > :afterAgreement"
                            + " or (l.id.agreement = :afterAgreement and l.id.position > :afterPosition)))",
                    Map.of(
                            "afterPeriod",
                            after.key().get(0),
                            "afterAgreement",
                            after.key().get(1),
                            "afterPosition",
                            after.number(2)));
        }
        TypedQuery<PenaltyRow> query = entities.createQuery(
                LINES + where.clause() + " order by l.id.period desc, l.id.agreement, l.id.position", PenaltyRow.class);
        bind(query, where);
        return query.setMaxResults(most).getResultList();
    }

    private List<PenaltyTotal> totals(Where where) {
        TypedQuery<Object[]> query = entities.createQuery(
                TOTALS + where.clause() + " group by e.currency order by e.currency", Object[].class);
        bind(query, where);
        return query.getResultList().stream()
                .map(row -> PenaltyTotal.of((String) row[0], (BigDecimal) row[1], (BigDecimal) row[2]))
                .toList();
    }

    private static void bind(Query query, Where where) {
        where.parameters().forEach(query::setParameter);
    }
}
