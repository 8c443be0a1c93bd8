package sla.contract.term;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Evaluations;
import sla.contract.evaluation.StatementId;
import sla.contract.http.Cursor;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.number.Money;

/** What can be claimed over all statements: their lines whose state is open, of periods that are over. */
@ApplicationScoped
class OpenClaims {
    private static final Comparator<OpenClaim> LAST_DAY_FIRST = Comparator.comparing(OpenClaim::by)
            .thenComparing(OpenClaim::agreement)
            .thenComparing(OpenClaim::period)
            .thenComparing(OpenClaim::line);

    private final Evaluations evaluations;
    private final Claims claims;
    private final Clock clock;

    OpenClaims(Evaluations evaluations, Claims claims, Clock clock) {
        this.evaluations = evaluations;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Those that lapse first come first.
     *
     * @param until the latest last day; null for all
     */
    @Transactional
    List<OpenClaim> find(
            @Nullable String vendor,
            @Nullable String agreement,
            @Nullable LocalDate until,
            @Nullable Cursor after,
            int most) {
        return evaluations.claimable(vendor, agreement, clock.instant()).stream()
                .flatMap(id -> of(id).stream())
                .filter(open -> until == null || !open.by().isAfter(until))
                .sorted(LAST_DAY_FIRST)
                .filter(open -> after == null || isAfter(open, after))
                .limit(most)
                .toList();
    }

    static Cursor cursor(OpenClaim open) {
        return Cursor.after(open.by().toString(), open.agreement(), open.period(), open.line());
    }

    private static boolean isAfter(OpenClaim open, Cursor cursor) {
        List<String> key = cursor(open).key();
        for (int part = 0; part < key.size(); part++) {
            int compared = key.get(part).compareTo(cursor.key().get(part));
            if (compared != 0) {
                return compared > 0;
            }
        }
        return false;
    }

    private List<OpenClaim> of(StatementId id) {
        Optional<Evaluation> found =
                evaluations.find(id.agreement(), id.period()).map(PublishedEvaluation::evaluation);
        if (found.isEmpty() || clock.instant().isBefore(found.get().period().endExclusive())) {
            return List.of();
        }
        Difference difference =
                evaluations.lastDifference(id.agreement(), id.period()).orElse(null);
        return claims.of(found.get(), difference).stream()
                .filter(claim -> claim.state() == StatementClaim.State.OPEN)
                .map(claim -> open(found.get(), difference, claim))
                .toList();
    }

    private static OpenClaim open(Evaluation evaluation, @Nullable Difference difference, StatementClaim open) {
        Optional<LineDifference> differing = difference == null
                ? Optional.empty()
                : difference.lines().stream()
                        .filter(line -> line.key().equals(open.line()))
                        .findFirst();
        Optional<Line> line = evaluation.lines().stream()
                .filter(each -> each.key().equals(open.line()))
                .findFirst();
        String clause = differing.map(LineDifference::clause).orElse(null);
        String sentence = differing
                .map(LineDifference::after)
                .map(LineDifference.Side::sentence)
                .orElse(null);
        return new OpenClaim(
                open.by(),
                evaluation.agreement(),
                evaluation.vendor(),
                evaluation.period().label(),
                evaluation.agreement() + ':' + evaluation.period().label(),
                open.line(),
                clause == null ? line.map(Line::clause).orElse(null) : clause,
                differing.isPresent()
                        ? null
                        : line.map(each -> beforeCaps(evaluation, each)).orElse(null),
                sentence == null ? line.map(Line::sentence).orElse("") : sentence,
                open.claim());
    }

    private static @Nullable Money beforeCaps(Evaluation evaluation, Line line) {
        return line.exactAmount().signum() == 0 ? null : Money.rounded(line.exactAmount(), evaluation.currency());
    }
}
