package sla.contract.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.publication.ChangeLock;
import sla.contract.publication.Publication;
import sla.contract.vendor.Vendors;
import sla.model.Topics;
import sla.model.agreement.Agreement;

/**
 * The life of a version:
 *
 * <pre>
 *   (nothing) ── submit ──▶ draft ── activate ──▶ active, for ever
 *       ▲                  │  ▲ │
 *       └───── delete ─────┘  └─┘ submit
 * </pre>
 *
 * An agreement has at most one draft, and it is its newest version: so every version before it is active and fixed, and
 * what was right when the draft was kept is still right when it is activated.
 */
@ApplicationScoped
class AgreementLife {
    private final AgreementRepository repository;
    private final Vendors vendors;
    private final Publication publication;
    private final ChangeLock lock;
    private final Clock clock;

    AgreementLife(
            AgreementRepository repository, Vendors vendors, Publication publication, ChangeLock lock, Clock clock) {
        this.repository = repository;
        this.vendors = vendors;
        this.publication = publication;
        this.lock = lock;
        this.clock = clock;
    }

    /** Keeps the document as a draft, or replaces the draft of its version. */
    @Transactional
    Submission submit(CheckedDocument checked, IfMatch ifMatch) {
        Agreement agreement = checked.agreement();
        AgreementVersionId id = new AgreementVersionId(agreement.agreement(), agreement.version());
        lock.take("agreement", id.agreement());
        AgreementVersionEntity known = repository.findById(id);
        if (!ifMatch.allows(known == null ? null : known.revision)) {
            return new Submission.Stale();
        }
        if (known != null && known.agreement().equals(agreement) && known.original.equals(checked.text())) {
            return new Submission.Unchanged(kept(known));
        }
        if (known != null && known.active()) {
            return new Submission.Conflict("Version " + id.version() + " of agreement '" + id.agreement()
                    + "' is active and never changes. Write the change as a new version.");
        }
        List<FieldError> errors = registryErrors(agreement);
        if (!errors.isEmpty()) {
            return new Submission.Refused(errors, checked.warnings());
        }
        AgreementVersionEntity entity = known == null ? new AgreementVersionEntity(id) : known;
        entity.take(checked, clock.instant());
        repository.persistAndFlush(entity);
        return known == null ? new Submission.Created(kept(entity)) : new Submission.Replaced(kept(entity));
    }

    /** What speaks against the document in what is registered and kept. */
    @Transactional
    List<FieldError> registryErrors(Agreement agreement) {
        List<FieldError> errors = new ArrayList<>();
        String vendor = agreement.vendor().id();
        if (!vendors.unknown(Set.of(vendor)).isEmpty()) {
            errors.add(new FieldError(
                    "unknown-vendor",
                    "/vendor/id",
                    "There is no vendor '" + vendor + "'. Register it first: PUT /v1/vendors/" + vendor + "."));
        }
        AgreementVersionEntity newest = repository.newest(agreement.agreement()).orElse(null);
        FieldError order = orderError(agreement, newest);
        if (order != null) {
            errors.add(order);
            return errors;
        }
        AgreementVersionEntity previous =
                repository.findById(new AgreementVersionId(agreement.agreement(), agreement.version() - 1));
        if (previous != null) {
            errors.addAll(Succession.errors(previous.agreement(), agreement));
        }
        return errors;
    }

    private static @Nullable FieldError orderError(Agreement agreement, @Nullable AgreementVersionEntity newest) {
        int newestVersion = newest == null ? 0 : newest.id.version();
        boolean draft = newest != null && !newest.active();
        int allowed = draft ? newestVersion : newestVersion + 1;
        if (agreement.version() == allowed) {
            return null;
        }
        String reason;
        if (newest == null) {
            reason = "There is no agreement '" + agreement.agreement() + "' yet: the first version is 1.";
        } else if (draft) {
            reason = "Version " + newestVersion + " of this agreement is still a draft: replace, activate or delete it"
                    + " first.";
        } else {
            reason = "Version " + newestVersion + " of this agreement is active and never changes: the next version is "
                    + allowed + ".";
        }
        return new FieldError("version-order", "/version", reason);
    }

    /** Makes the draft active and publishes it. An active version stays as it is and is not published again. */
    @Transactional
    Kept<AgreementVersion> activate(AgreementVersionId id, IfMatch ifMatch) {
        AgreementVersionEntity entity = locked(id, ifMatch);
        if (entity.active()) {
            return kept(entity);
        }
        List<FieldError> errors = registryErrors(entity.agreement());
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        entity.activate(clock.instant());
        repository.flush();
        Agreement agreement = entity.agreement();
        publication.add(Topics.AGREEMENTS, agreement.key(), agreement);
        return kept(entity);
    }

    @Transactional
    void delete(AgreementVersionId id, IfMatch ifMatch) {
        AgreementVersionEntity entity = locked(id, ifMatch);
        if (entity.active()) {
            throw Problems.conflict("Version " + id.version() + " of agreement '" + id.agreement()
                    + "' is active and stays. End it with a new version.");
        }
        repository.delete(entity);
    }

    private AgreementVersionEntity locked(AgreementVersionId id, IfMatch ifMatch) {
        lock.take("agreement", id.agreement());
        AgreementVersionEntity entity =
                repository.findByIdOptional(id).orElseThrow(() -> AgreementProblems.notFound(id));
        if (!ifMatch.allows(entity.revision)) {
            throw Problems.stale("The version");
        }
        return entity;
    }

    private Kept<AgreementVersion> kept(AgreementVersionEntity entity) {
        return new Kept<>(AgreementVersion.of(entity, repository.nextActiveFrom(entity.id)), entity.revision);
    }
}
