package sla.contract.source;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.http.Stored;
import sla.contract.publication.ChangeLock;
import sla.contract.publication.Publication;
import sla.contract.vendor.Vendors;
import sla.model.Topics;
import sla.model.registration.SourceRegistration;

/** The register of sources. Each change is published, so that intake knows within moments what a source may send. */
@ApplicationScoped
public class Sources {
    private final SourceRepository repository;
    private final Vendors vendors;
    private final Publication publication;
    private final ChangeLock lock;
    private final Clock clock;

    Sources(SourceRepository repository, Vendors vendors, Publication publication, ChangeLock lock, Clock clock) {
        this.repository = repository;
        this.vendors = vendors;
        this.publication = publication;
        this.lock = lock;
        this.clock = clock;
    }

    @Transactional
    Stored<SourceRegistration> put(SourceRegistration source, IfMatch ifMatch) {
        lock.take("source", source.id());
        SourceEntity known = repository.findById(source.id());
        if (!ifMatch.allows(known == null ? null : known.revision)) {
            throw Problems.stale("The source");
        }
        if (known != null && known.toRegistration().equals(source)) {
            return new Stored.Unchanged<>(kept(known));
        }
        if (known != null && known.toRegistration().revisions() != source.revisions()) {
            throw Problems.conflict("The revisions of source '" + source.id() + "' are registered as "
                    + SourceCheck.label(known.toRegistration().revisions())
                    + " and stay so, because numbers and instants cannot be ordered among each other."
                    + " Register the system under another id if it changed.");
        }
        SortedSet<String> unknown = vendors.unknown(source.vendors());
        if (!unknown.isEmpty()) {
            throw Problems.invalid(
                    unknown.stream().map(SourceCheck::unknownVendor).toList());
        }
        SourceEntity entity = known == null ? new SourceEntity(source.id()) : known;
        entity.take(source, clock.instant());
        repository.persistAndFlush(entity);
        publication.add(Topics.SOURCES, source.id(), source);
        return known == null ? new Stored.Created<>(kept(entity)) : new Stored.Replaced<>(kept(entity));
    }

    @Transactional
    List<String> ids() {
        return repository.ids();
    }

    /** Publishes the registration unless the topic has it. Looked at under the lock: a change cannot be overtaken. */
    @Transactional
    boolean publishIfMissing(String id, Map<String, byte[]> published) {
        lock.take("source", id);
        return publication.addIfMissing(
                published, Topics.SOURCES, id, repository.findById(id).toRegistration());
    }

    @Transactional
    Optional<Kept<SourceRegistration>> find(String id) {
        return repository.findByIdOptional(id).map(Sources::kept);
    }

    @Transactional
    List<SourceRegistration> after(String id, int most) {
        return repository.after(id, most).stream()
                .map(SourceEntity::toRegistration)
                .toList();
    }

    /** What is registered under the id. */
    @Transactional
    public Optional<SourceRegistration> registration(String id) {
        return repository.findByIdOptional(id).map(SourceEntity::toRegistration);
    }

    /** The sources that may report on this vendor, by id. */
    @Transactional
    public List<SourceRegistration> speakingFor(String vendor) {
        return repository.speakingFor(vendor).stream()
                .map(SourceEntity::toRegistration)
                .toList();
    }

    private static Kept<SourceRegistration> kept(SourceEntity entity) {
        return Kept.ofRevision(entity.toRegistration(), entity.revision);
    }
}
