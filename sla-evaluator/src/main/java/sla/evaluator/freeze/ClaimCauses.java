package sla.evaluator.freeze;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.term.Claim;

/** Lines of a frozen period that were claimed since, or are not claimed any more. */
final class ClaimCauses {
    private ClaimCauses() {}

    static List<OtherCause> between(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, ClaimState> before = new HashMap<>();
        frozen.lines().stream()
                .filter(line -> line.claim() != null)
                .forEach(line -> before.put(line.key(), Objects.requireNonNull(line.claim())));
        List<OtherCause> causes = new ArrayList<>();
        for (Line line : live.map(Evaluation::lines).orElse(List.of())) {
            ClaimState now = line.claim();
            LocalDate then = claimedOn(before.get(line.key()));
            if (now != null && !Objects.equals(then, now.claimedOn())) {
                causes.add(new OtherCause(OtherCause.Kind.CLAIM, sentence(frozen, line.key(), now)));
            }
        }
        return causes;
    }

    private static @Nullable LocalDate claimedOn(@Nullable ClaimState state) {
        return state == null ? null : state.claimedOn();
    }

    private static String sentence(Evaluation frozen, String line, ClaimState now) {
        return now.claimedOn() == null
                ? "The line '" + line + "' was claimed when this was frozen, and is not any more. GET /v1/claims/"
                        + Claim.id(frozen.agreement(), frozen.period().label(), line) + " says why."
                : "The line '" + line + "' was claimed on " + now.claimedOn() + " by " + now.claimedBy()
                        + ", which was not known when this was frozen.";
    }
}
