package sla.contract.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class SourceRepository implements PanacheRepositoryBase<SourceEntity, String> {
    List<String> ids() {
        return getEntityManager()
                .createQuery("select id from SourceEntity order by id", String.class)
                .getResultList();
    }

    List<SourceEntity> after(String id, int most) {
        return find("id > ?1 order by id", id).page(0, most).list();
    }

    List<SourceEntity> speakingFor(String vendor) {
        return list("array_contains(vendors, ?1) order by id", vendor);
    }
}
