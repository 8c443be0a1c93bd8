package sla.evaluator.freeze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sla.evaluator.contribution.LeftOut;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.ReliefResult;
import sla.model.time.Span;

/** What is left out of a frozen result and of a live one. */
final class ReliefChanges {
    private ReliefChanges() {}

    /** By KPI, of what nothing counts in either. */
    static Map<String, List<Span>> leftOutOfBoth(
            Agreement then, Evaluation frozen, Optional<Agreement> version, Optional<Evaluation> live) {
        Map<String, List<Span>> leftOut = new HashMap<>();
        for (Kpi kpi : then.relief().isEmpty() ? List.<Kpi>of() : then.kpis()) {
            List<Span> now = version.isPresent() && live.isPresent()
                    ? LeftOut.of(version.get(), live.get(), kpi.id())
                    : List.of();
            leftOut.put(
                    kpi.id(),
                    LeftOut.of(then, frozen, kpi.id()).stream()
                            .filter(now::contains)
                            .toList());
        }
        return leftOut;
    }

    /** Reliefs of the agreement that are about other days or intervals now: what records add does not say then how a line has changed. */
    static List<OtherCause> between(Evaluation frozen, Optional<Evaluation> live) {
        return frozen.reliefs().stream()
                .filter(before -> before.exclusion() == null)
                .filter(before -> live.isPresent()
                        && live.get().reliefs().stream()
                                .noneMatch(now -> now.id().equals(before.id())
                                        && now.exclusion() == null
                                        && isOverTheSame(now, before)))
                .map(before -> new OtherCause(
                        OtherCause.Kind.RELIEF,
                        "The relief '" + before.id()
                                + "' is about other days or intervals than when this was frozen, or about others of what"
                                + " came in them."))
                .toList();
    }

    private static boolean isOverTheSame(ReliefResult one, ReliefResult other) {
        return Objects.equals(one.spans(), other.spans());
    }
}
