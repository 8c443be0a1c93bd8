package sla.contract.vendor;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.registration.SourcingForm;

@Entity
@Table(name = "vendor")
class VendorEntity {
    @Id
    String id;

    String name;

    @Enumerated(EnumType.STRING)
    SourcingForm sourcingForm;

    @Nullable
    String legalName;

    @Nullable
    String vatId;

    @Version
    long revision;

    Instant recordedAt;

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    VendorEntity() {}

    @SuppressWarnings("NullAway.Init")
    VendorEntity(String id) {
        this.id = id;
    }

    void take(Vendor vendor, Instant now) {
        name = vendor.name();
        sourcingForm = vendor.sourcingForm();
        legalName = vendor.legalName();
        vatId = vendor.vatId();
        recordedAt = now;
    }

    Vendor toVendor() {
        return new Vendor(id, name, sourcingForm, legalName, vatId);
    }
}
