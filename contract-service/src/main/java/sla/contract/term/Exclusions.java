package sla.contract.term;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.contract.agreement.Agreements;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.http.Stored;
import sla.contract.source.Sources;
import sla.model.agreement.Agreement;
import sla.model.term.Exclusion;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * The life of an exclusion:
 *
 * <pre>
 *   (nothing) ── propose ──▶ proposed ── approve ──▶ approved ── revoke ──▶ revoked
 *                             │    └──── refuse ───▶ refused
 *                             └───────── withdraw ─▶ withdrawn
 * </pre>
 *
 * Nothing is ever deleted: what was approved once changed a statement, and the revocation changes it back.
 */
@ApplicationScoped
class Exclusions {
    private final TermRepository repository;
    private final Terms terms;
    private final Agreements agreements;
    private final Sources sources;
    private final Clock clock;

    Exclusions(TermRepository repository, Terms terms, Agreements agreements, Sources sources, Clock clock) {
        this.repository = repository;
        this.terms = terms;
        this.agreements = agreements;
        this.sources = sources;
        this.clock = clock;
    }

    @Transactional
    Stored<Exclusion> propose(ExclusionProposal proposal) {
        TermEntry proposed = new TermEntry(TermStatus.PROPOSED, proposal.proposer(), clock.instant(), null);
        ExclusionCheck check = new ExclusionCheck(proposal, agreements.active(proposal.agreement()));
        Exclusion exclusion = check.exclusion(proposed);
        if (exclusion == null) {
            throw Problems.invalid(check.errors());
        }
        TermId id = TermId.of(exclusion);
        terms.lock(id);
        TermEntity known = repository.findById(id);
        if (known == null) {
            List<Agreement> versions = agreements.active(exclusion.agreement());
            List<FieldError> errors = new ArrayList<>(RecordSources.unknown(
                    exclusion.records(), versions.getLast().vendor().id(), sources));
            errors.addAll(new MaintenanceBounds(exclusion, versions).ofProposal(approved(exclusion)));
            if (!errors.isEmpty()) {
                throw Problems.invalid(errors);
            }
            return new Stored.Created<>(kept(terms.keep(new TermEntity(id), exclusion)));
        }
        if (exclusion.saysTheSameAs(read(known))
                && proposal.proposer().equals(read(known).history().getFirst().by())) {
            return new Stored.Unchanged<>(kept(known));
        }
        throw Problems.conflict("There is an exclusion '" + exclusion.id()
                + "' that says something else, and what was proposed stays. Propose this one under another id.");
    }

    /** Repeating a decision changes nothing. */
    @Transactional
    Kept<Exclusion> decide(String id, TermStatus next, TermDecision decision, IfMatch ifMatch) {
        TermId key = new TermId(Exclusion.TERM, id);
        terms.lock(key);
        TermEntity entity = repository.findByIdOptional(key).orElseThrow(() -> notFound(id));
        if (!ifMatch.allows(entity.revision)) {
            throw Problems.stale("The exclusion");
        }
        Exclusion exclusion = read(entity);
        TermEntry entry = new TermEntry(next, decision.by(), clock.instant(), decision.note());
        TermEntry last = exclusion.history().getLast();
        if (last.equals(new TermEntry(next, decision.by(), last.at(), decision.note()))) {
            return kept(entity);
        }
        List<FieldError> errors = errors(exclusion, next, decision);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        TermStatus needed = next == TermStatus.REVOKED ? TermStatus.APPROVED : TermStatus.PROPOSED;
        if (exclusion.status() != needed) {
            throw Problems.conflict("The exclusion '" + id + "' is " + StatusWord.of(exclusion.status())
                    + ". Only one that is " + StatusWord.of(needed) + " can be " + StatusWord.of(next) + ".");
        }
        if (next == TermStatus.APPROVED) {
            staysInBounds(exclusion);
        }
        return kept(terms.keep(entity, exclusion.with(entry)));
    }

    /** One approval at a time per agreement that has bounds: two of them together may be too much. */
    private void staysInBounds(Exclusion exclusion) {
        MaintenanceBounds bounds = new MaintenanceBounds(exclusion, agreements.active(exclusion.agreement()));
        if (!bounds.hold()) {
            return;
        }
        terms.lockMaintenance(exclusion.agreement());
        List<FieldError> errors = bounds.ofApproval(approved(exclusion));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private List<Exclusion> approved(Exclusion exclusion) {
        return after("", exclusion.agreement(), TermStatus.APPROVED, Integer.MAX_VALUE);
    }

    private static List<FieldError> errors(Exclusion exclusion, TermStatus next, TermDecision decision) {
        List<FieldError> errors = new ArrayList<>();
        ExclusionCheck.office(errors, "by", decision.by());
        boolean judges = next == TermStatus.APPROVED || next == TermStatus.REFUSED;
        if (judges && decision.by().equals(exclusion.history().getFirst().by())) {
            errors.add(new FieldError(
                    "same-office",
                    "/by",
                    "'" + decision.by() + "' proposed it: another office approves or refuses it."));
        }
        if (next == TermStatus.WITHDRAWN
                && !decision.by().equals(exclusion.history().getFirst().by())) {
            errors.add(new FieldError(
                    "other-office",
                    "/by",
                    "'" + exclusion.history().getFirst().by()
                            + "' proposed it and alone can withdraw it: others refuse it."));
        }
        if (decision.note() != null) {
            ExclusionCheck.text(errors, "note", decision.note());
        } else if (next == TermStatus.REFUSED || next == TermStatus.REVOKED) {
            errors.add(
                    new FieldError("missing-field", "/note", "Say in 'note' why it is " + StatusWord.of(next) + "."));
        }
        return errors;
    }

    @Transactional
    Optional<Kept<Exclusion>> find(String id) {
        return repository.findByIdOptional(new TermId(Exclusion.TERM, id)).map(Exclusions::kept);
    }

    /** Those that follow in the order of their ids. */
    @Transactional
    List<Exclusion> after(String id, @Nullable String agreement, @Nullable TermStatus status, int most) {
        return repository.after(Exclusion.TERM, id, agreement, null, status, most).stream()
                .map(Exclusions::read)
                .toList();
    }

    static RuntimeException notFound(String id) {
        return Problems.notFound("There is no exclusion '" + id + "'. GET /v1/exclusions lists them.");
    }

    private static Exclusion read(TermEntity entity) {
        return (Exclusion) entity.term();
    }

    private static Kept<Exclusion> kept(TermEntity entity) {
        return Kept.ofRevision(read(entity), entity.revision);
    }
}
