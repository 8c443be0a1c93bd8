package sla.contract.term;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.StatementId;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Problems;
import sla.contract.http.Stored;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.term.Claim;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * The life of a line's claim:
 *
 * <pre>
 *   (nothing) ── claim ──▶ claimed ── withdraw ──▶ withdrawn
 *                             ▲                        │
 *                             └──────── claim ─────────┘
 * </pre>
 *
 * Claimed is only what is not late by the clock here: wherever it is evaluated, no clock is asked again. Nothing is ever
 * deleted.
 */
@ApplicationScoped
public class Claims {
    private static final int ALL = Integer.MAX_VALUE;

    private final TermRepository repository;
    private final Terms terms;
    private final ClaimableLines lines;
    private final Clock clock;

    Claims(TermRepository repository, Terms terms, ClaimableLines lines, Clock clock) {
        this.repository = repository;
        this.terms = terms;
        this.lines = lines;
        this.clock = clock;
    }

    /** Claiming again what the same office has claimed changes nothing. */
    @Transactional
    Stored<Claim> claim(ClaimRequest request) {
        ClaimableLines.Line line = lines.find(request);
        TermId key = new TermId(
                Claim.TERM,
                Claim.id(
                        line.evaluation().agreement(),
                        line.evaluation().period().label(),
                        request.line()));
        terms.lock(key);
        TermEntity known = repository.findById(key);
        if (known != null && read(known).status() == TermStatus.CLAIMED) {
            TermEntry last = read(known).history().getLast();
            if (last.by().equals(request.claimedBy())) {
                return new Stored.Unchanged<>(kept(known));
            }
            throw Problems.conflict("The line '" + request.line() + "' of " + request.statement()
                    + " has been claimed by " + last.by() + " at " + last.at() + ".");
        }
        Instant now = clock.instant();
        ClaimState state = ClaimableLines.open(line, request, now);
        TermEntry claimed = new TermEntry(TermStatus.CLAIMED, request.claimedBy(), now, request.note());
        return known == null
                ? new Stored.Created<>(kept(terms.keep(
                        new TermEntity(key),
                        new Claim(
                                line.evaluation().agreement(),
                                line.evaluation().period(),
                                request.line(),
                                state.by(),
                                claimed))))
                : new Stored.Replaced<>(kept(terms.keep(known, read(known).with(claimed))));
    }

    /** Repeating it changes nothing. */
    @Transactional
    Kept<Claim> withdraw(String id, TermDecision decision, IfMatch ifMatch) {
        TermId key = new TermId(Claim.TERM, id);
        terms.lock(key);
        TermEntity entity = repository.findByIdOptional(key).orElseThrow(() -> notFound(id));
        if (!ifMatch.allows(entity.revision)) {
            throw Problems.stale("The claim");
        }
        Claim claim = read(entity);
        TermEntry last = claim.history().getLast();
        TermEntry entry = new TermEntry(TermStatus.WITHDRAWN, decision.by(), clock.instant(), decision.note());
        if (last.equals(new TermEntry(TermStatus.WITHDRAWN, decision.by(), last.at(), decision.note()))) {
            return kept(entity);
        }
        List<FieldError> errors = new ArrayList<>();
        ExclusionCheck.office(errors, "by", decision.by());
        if (decision.note() == null) {
            errors.add(new FieldError("missing-field", "/note", "Say in 'note' why it is withdrawn."));
        } else {
            ExclusionCheck.text(errors, "note", decision.note());
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        if (last.status() != TermStatus.CLAIMED) {
            throw Problems.conflict("The claim '" + id + "' has been withdrawn by " + last.by() + " already.");
        }
        return kept(terms.keep(entity, claim.with(entry)));
    }

    @Transactional
    Optional<Kept<Claim>> find(String id) {
        return repository.findByIdOptional(new TermId(Claim.TERM, id)).map(Claims::kept);
    }

    /** Those that follow in the order of their ids. */
    @Transactional
    List<Claim> after(
            String id,
            @Nullable String agreement,
            @Nullable StatementId statement,
            @Nullable TermStatus status,
            int most) {
        String start = statement == null ? null : Claim.id(statement.agreement(), statement.period(), "");
        return repository.after(Claim.TERM, id, agreement, start, status, most).stream()
                .map(Claims::read)
                .toList();
    }

    /** How it stands with each line of a statement that has to be claimed. */
    @Transactional
    public List<StatementClaim> of(Evaluation evaluation, @Nullable Difference difference) {
        List<StatementClaim> claims = new ArrayList<>();
        List<Claim> known = new ArrayList<>();
        LineClaims.of(evaluation, difference)
                .forEach((line, claimable) -> claimable.ifPresent(state -> {
                    if (claims.isEmpty()) {
                        known.addAll(after("", evaluation.agreement(), null, null, ALL));
                    }
                    claims.add(LineClaims.of(line, state, evaluation, known, clock.instant()));
                }));
        return claims;
    }

    static RuntimeException notFound(String id) {
        return Problems.notFound("There is no claim '" + id + "'. GET /v1/claims lists them.");
    }

    private static Claim read(TermEntity entity) {
        return (Claim) entity.term();
    }

    private static Kept<Claim> kept(TermEntity entity) {
        return Kept.ofRevision(read(entity), entity.revision);
    }
}
