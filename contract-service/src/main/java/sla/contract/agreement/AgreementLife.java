package sla.contract.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.publication.ChangeLock;
import sla.contract.publication.Publication;
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
    private final RegistryCheck registry;
    private final Publication publication;
    private final ChangeLock lock;
    private final Clock clock;

    AgreementLife(
            AgreementRepository repository,
            RegistryCheck registry,
            Publication publication,
            ChangeLock lock,
            Clock clock) {
        this.repository = repository;
        this.registry = registry;
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
        if (!ifMatch.allowsAny(known == null ? Set.of() : VersionTags.of(known).both())) {
            return new Submission.Stale();
        }
        if (known != null && known.holds(checked)) {
            return new Submission.Unchanged(kept(known));
        }
        if (known != null && known.active()) {
            return new Submission.Conflict("Version " + id.version() + " of agreement '" + id.agreement()
                    + "' is active and never changes. Write the change as a new version.");
        }
        RegistryCheck.Found found = registry.check(agreement);
        CheckedDocument warned = checked.withWarnings(found.warnings());
        if (!found.errors().isEmpty()) {
            return new Submission.Refused(found.errors(), warned.warnings());
        }
        AgreementVersionEntity entity = known == null ? new AgreementVersionEntity(id) : known;
        entity.take(warned, clock.instant());
        repository.persistAndFlush(entity);
        return known == null ? new Submission.Created(kept(entity)) : new Submission.Replaced(kept(entity));
    }

    /** What {@link #submit} would say of the document now. */
    @Transactional
    DocumentCheck.Findings check(CheckedDocument checked) {
        Agreement agreement = checked.agreement();
        AgreementVersionEntity known =
                repository.findById(new AgreementVersionId(agreement.agreement(), agreement.version()));
        if (known != null && known.active() && known.holds(checked)) {
            CheckedDocument noted = checked.withWarnings(List.of(AgreementProblems.alreadyActive(known.id)));
            return new DocumentCheck.Findings(true, List.of(), noted.warnings());
        }
        RegistryCheck.Found found = registry.check(agreement);
        return new DocumentCheck.Findings(
                found.errors().isEmpty(),
                found.errors(),
                checked.withWarnings(found.warnings()).warnings());
    }

    /** All errors of a document that can be refused without looking at what is registered. */
    DocumentCheck.Findings check(DocumentCheck.Wrong wrong) {
        List<FieldError> registered = wrong.readable() == null ? List.of() : registry.errors(wrong.readable());
        return new DocumentCheck.Findings(
                false,
                Stream.concat(wrong.errors().stream(), registered.stream()).toList(),
                wrong.warnings());
    }

    /** Makes the draft active and publishes it. An active version stays as it is and is not published again. */
    @Transactional
    Kept<AgreementVersion> activate(AgreementVersionId id, IfMatch ifMatch) {
        AgreementVersionEntity entity = locked(id, ifMatch);
        if (entity.active()) {
            return kept(entity);
        }
        RegistryCheck.Found found = registry.check(entity.agreement());
        if (!found.errors().isEmpty()) {
            throw Problems.invalid(found.errors());
        }
        entity.activate(Succession.renewed(entity.warnings(), found.warnings()), clock.instant());
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
        if (!ifMatch.allowsAny(VersionTags.of(entity).both())) {
            throw Problems.stale("The version");
        }
        return entity;
    }

    private Kept<AgreementVersion> kept(AgreementVersionEntity entity) {
        return new Kept<>(
                AgreementVersion.of(entity, repository.nextActiveFrom(entity.id)),
                VersionTags.of(entity).json());
    }
}
