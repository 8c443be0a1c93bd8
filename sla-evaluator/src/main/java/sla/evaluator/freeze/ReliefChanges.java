package sla.evaluator.freeze;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import sla.evaluator.contribution.CameLast;
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

    /**
     * What does not count of a KPI.
     *
     * @param ofBoth days and intervals of which nothing counts, neither then nor now. Of one that is left out only now a record
     *     that came late is named, for it may be why
     * @param then what came last where that did not count
     * @param now likewise
     */
    record NotCounted(List<Span> ofBoth, CameLast then, CameLast now) {
        static final NotCounted NOTHING = new NotCounted(List.of(), new CameLast(List.of()), new CameLast(List.of()));
    }

    /** By KPI; of others everything counts. */
    static Map<String, NotCounted> notCounted(
            Agreement then, Evaluation frozen, Optional<Agreement> version, Optional<Evaluation> live) {
        Map<String, NotCounted> notCounted = new HashMap<>();
        for (Kpi kpi : then.relief().isEmpty() ? List.<Kpi>of() : then.kpis()) {
            boolean isCovered = version.isPresent() && live.isPresent();
            notCounted.put(
                    kpi.id(),
                    new NotCounted(
                            common(
                                    LeftOut.of(then, frozen, kpi.id()),
                                    isCovered ? LeftOut.of(version.get(), live.get(), kpi.id()) : List.of()),
                            CameLast.of(then, frozen, kpi.id()),
                            isCovered ? CameLast.of(version.get(), live.get(), kpi.id()) : NotCounted.NOTHING.now()));
        }
        return notCounted;
    }

    /** What lies in both; days of one may be intervals of the other. */
    static List<Span> common(List<Span> some, List<Span> others) {
        List<Span> common = new ArrayList<>();
        for (Span one : some) {
            for (Span other : others) {
                Instant from = one.contains(other.startInclusive()) ? other.startInclusive() : one.startInclusive();
                Instant to =
                        one.endExclusive().isBefore(other.endExclusive()) ? one.endExclusive() : other.endExclusive();
                if (from.isBefore(to) && other.contains(from)) {
                    common.add(new Span(from, to));
                }
            }
        }
        return common;
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
