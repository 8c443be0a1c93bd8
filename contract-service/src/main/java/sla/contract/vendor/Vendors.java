package sla.contract.vendor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.http.Stored;
import sla.contract.publication.ChangeLock;

/** The register of vendors. */
@ApplicationScoped
public class Vendors {
    private final VendorRepository repository;
    private final ChangeLock lock;
    private final Clock clock;

    Vendors(VendorRepository repository, ChangeLock lock, Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.clock = clock;
    }

    @Transactional
    Stored<Vendor> put(Vendor vendor, IfMatch ifMatch) {
        lock.take("vendor", vendor.id());
        VendorEntity known = repository.findById(vendor.id());
        if (!ifMatch.allows(known == null ? null : known.revision)) {
            throw Problems.stale("The vendor");
        }
        if (known != null && known.toVendor().equals(vendor)) {
            return new Stored.Unchanged<>(kept(known));
        }
        VendorEntity entity = known == null ? new VendorEntity(vendor.id()) : known;
        entity.take(vendor, clock.instant());
        repository.persistAndFlush(entity);
        return known == null ? new Stored.Created<>(kept(entity)) : new Stored.Replaced<>(kept(entity));
    }

    @Transactional
    Optional<Kept<Vendor>> find(String id) {
        return repository.findByIdOptional(id).map(Vendors::kept);
    }

    @Transactional
    List<Vendor> after(String id, int most) {
        return repository.after(id, most).stream().map(VendorEntity::toVendor).toList();
    }

    /** Which of these are not registered, in order. */
    @Transactional
    public SortedSet<String> unknown(Collection<String> ids) {
        SortedSet<String> unknown = new TreeSet<>(ids);
        repository.list("id in ?1", ids).forEach(vendor -> unknown.remove(vendor.id));
        return unknown;
    }

    private static Kept<Vendor> kept(VendorEntity entity) {
        return Kept.ofRevision(entity.toVendor(), entity.revision);
    }
}
