package sla.contract.term;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import sla.contract.publication.ChangeLock;
import sla.contract.publication.Publication;
import sla.model.Topics;
import sla.model.term.Term;

/** Keeps terms of every kind. Each change is published as it is kept, in the order of the changes. */
@ApplicationScoped
class Terms {
    private static final String LOCK = "term";

    private final TermRepository repository;
    private final Publication publication;
    private final ChangeLock lock;

    Terms(TermRepository repository, Publication publication, ChangeLock lock) {
        this.repository = repository;
        this.publication = publication;
        this.lock = lock;
    }

    /** Until the caller's transaction ends nobody else changes the term. */
    void lock(TermId id) {
        lock.take(LOCK, id.key());
    }

    /** Until the caller's transaction ends nobody else approves maintenance of the agreement. */
    void lockMaintenance(String agreement) {
        lock.take("maintenance", agreement);
    }

    /** In the caller's transaction, which has the lock. */
    TermEntity keep(TermEntity entity, Term term) {
        entity.take(term);
        repository.persistAndFlush(entity);
        publication.add(Topics.TERMS, term.key(), term);
        return entity;
    }

    @Transactional
    List<TermId> ids() {
        return repository.ids();
    }

    /** Publishes the term unless the topic has it. Looked at under the lock: a change cannot be overtaken. */
    @Transactional
    boolean publishIfMissing(TermId id, Map<String, byte[]> published) {
        lock(id);
        Term term = repository.findById(id).term();
        return publication.addIfMissing(published, Topics.TERMS, term.key(), term);
    }
}
