package sla.contract.evaluation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;

/** Until when something of a result can be claimed. */
final class ClaimDays {
    private ClaimDays() {}

    /** The last day of all its lines; null if none has to be claimed. */
    static @Nullable LocalDate last(Evaluation evaluation) {
        return last(evaluation.lines().stream().map(Line::claim));
    }

    static @Nullable LocalDate last(Difference difference) {
        return last(difference.lines().stream().map(LineDifference::claim));
    }

    private static @Nullable LocalDate last(Stream<@Nullable ClaimState> claims) {
        return claims.filter(Objects::nonNull)
                .map(ClaimState::by)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
