package sla.contract.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/**
 * One change at a time per thing, from the look at what is there to the commit. Without it, two first PUTs of one id
 * would collide on the key, and two changes could enter the outbox in another order than they were committed.
 */
@ApplicationScoped
public class ChangeLock {
    private final EntityManager entities;

    ChangeLock(EntityManager entities) {
        this.entities = entities;
    }

    /** Waits for the lock and keeps it until the caller's transaction ends. */
    public void take(String kind, String id) {
        entities.createNativeQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) as taken")
                .setParameter("name", kind + ' ' + id)
                .getSingleResult();
    }
}
