package sla.contract.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Problems;

/** Tells a list in which nothing is from one that was asked for by a name that nobody has. */
@ApplicationScoped
public class AskedNames {
    private static final String VENDOR = """
            select exists (select 1 from vendor where id = :name) or exists (select 1 from evaluation where vendor = :name)""";
    private static final String AGREEMENT = """
            select exists (select 1 from agreement_version where agreement = :name)
                or exists (select 1 from evaluation where agreement = :name)""";

    private final EntityManager entities;

    AskedNames(EntityManager entities) {
        this.entities = entities;
    }

    /** Says with 404 which name nobody has, if nothing was found by it; returns what was found. */
    @Transactional
    public <T> List<T> check(List<T> found, @Nullable String vendor, @Nullable String agreement) {
        if (found.isEmpty()) {
            if (vendor != null && !is(VENDOR, vendor)) {
                throw Problems.notFound("There is no vendor '" + vendor + "'. GET /v1/vendors lists them.");
            }
            if (agreement != null && !is(AGREEMENT, agreement)) {
                throw Problems.notFound("There is no agreement '" + agreement + "'. GET /v1/agreements lists them.");
            }
        }
        return found;
    }

    private boolean is(String question, String name) {
        return (Boolean) entities.createNativeQuery(question, Boolean.class)
                .setParameter("name", name)
                .getSingleResult();
    }
}
