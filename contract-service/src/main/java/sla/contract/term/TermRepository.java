package sla.contract.term;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Where;
import sla.model.term.TermStatus;

@ApplicationScoped
class TermRepository implements PanacheRepositoryBase<TermEntity, TermId> {
    List<TermId> ids() {
        return getEntityManager()
                .createQuery("select id from TermEntity order by id.kind, id.id", TermId.class)
                .getResultList();
    }

    /**
     * Of one kind, in the order of their ids.
     *
     * @param startOfId how the ids begin; null if that does not matter
     */
    List<TermEntity> after(
            String kind,
            String id,
            @Nullable String agreement,
            @Nullable String startOfId,
            @Nullable TermStatus status,
            int most) {
        Where where = new Where()
                .equal("t.id.kind", "kind", kind)
                .and("t.id.id > :after", Map.of("after", id))
                .equal("t.agreement", "agreement", agreement)
                .equal("t.status", "status", status);
        if (startOfId != null) {
            where.and("locate(:start, t.id.id) = 1", Map.of("start", startOfId));
        }
        TypedQuery<TermEntity> query = getEntityManager()
                .createQuery("select t from TermEntity t" + where.clause() + " order by t.id.id", TermEntity.class);
        where.parameters().forEach(query::setParameter);
        return query.setMaxResults(most).getResultList();
    }
}
