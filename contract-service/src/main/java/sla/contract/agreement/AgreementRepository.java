package sla.contract.agreement;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AgreementRepository implements PanacheRepositoryBase<AgreementVersionEntity, AgreementVersionId> {
    Optional<AgreementVersionEntity> newest(String agreement) {
        return find("id.agreement = ?1 order by id.version desc", agreement).firstResultOptional();
    }

    /** Of all agreements, oldest version first. */
    List<AgreementVersionId> active() {
        return getEntityManager()
                .createQuery(
                        "select id from AgreementVersionEntity where status = :active"
                                + " order by id.agreement, id.version",
                        AgreementVersionId.class)
                .setParameter("active", AgreementStatus.ACTIVE)
                .getResultList();
    }

    /** All versions, oldest first. */
    List<AgreementVersionEntity> versions(String agreement) {
        return list("id.agreement = ?1 order by id.version", agreement);
    }

    /** When the next active version starts, null if there is none. */
    @Nullable
    LocalDate nextActiveFrom(AgreementVersionId id) {
        return find(
                        "id.agreement = ?1 and id.version > ?2 and status = ?3 order by id.version",
                        id.agreement(),
                        id.version(),
                        AgreementStatus.ACTIVE)
                .<AgreementVersionEntity>firstResultOptional()
                .map(next -> next.effectiveFrom)
                .orElse(null);
    }

    /** All versions of the agreements that follow in order of their ids, oldest version first. */
    List<AgreementVersionEntity> after(String agreement, @Nullable String vendor, int mostAgreements) {
        List<String> agreements = getEntityManager()
                .createQuery(
                        "select distinct id.agreement from AgreementVersionEntity where id.agreement > :after"
                                + " and vendor = coalesce(:vendor, vendor) order by id.agreement",
                        String.class)
                .setParameter("after", agreement)
                .setParameter("vendor", vendor)
                .setMaxResults(mostAgreements)
                .getResultList();
        return list("id.agreement in ?1 order by id.agreement, id.version", agreements);
    }
}
