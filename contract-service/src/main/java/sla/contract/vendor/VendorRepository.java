package sla.contract.vendor;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class VendorRepository implements PanacheRepositoryBase<VendorEntity, String> {
    List<VendorEntity> after(String id, int most) {
        return find("id > ?1 order by id", id).page(0, most).list();
    }
}
