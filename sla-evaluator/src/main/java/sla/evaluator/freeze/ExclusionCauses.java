package sla.evaluator.freeze;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.ReliefResult;
import sla.model.term.Exclusion;
import sla.model.term.TermEntry;

/** Exclusions that left something out of a frozen period and do not any more, or the other way round. */
final class ExclusionCauses {
    private ExclusionCauses() {}

    static List<OtherCause> between(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, Exclusion> before = byId(frozen);
        Map<String, Exclusion> now = live.map(ExclusionCauses::byId).orElse(Map.of());
        return Stream.concat(
                        now.values().stream()
                                .filter(exclusion -> !before.containsKey(exclusion.id()))
                                .map(ExclusionCauses::since),
                        before.values().stream()
                                .filter(exclusion -> live.isPresent() && !now.containsKey(exclusion.id()))
                                .map(exclusion -> "Exclusion '" + exclusion.id()
                                        + "' left something out when this was frozen, and leaves nothing out now. GET"
                                        + " /v1/exclusions/" + exclusion.id() + " says why."))
                .map(sentence -> new OtherCause(OtherCause.Kind.EXCLUSION, sentence))
                .toList();
    }

    private static String since(Exclusion exclusion) {
        TermEntry approval = exclusion.history().getLast();
        return "Exclusion '" + exclusion.id() + "' (" + exclusion.reason()
                + ") leaves something out that was counted when this was frozen; " + approval.by()
                + " approved it at " + approval.at() + ".";
    }

    private static Map<String, Exclusion> byId(Evaluation evaluation) {
        Map<String, Exclusion> byId = new LinkedHashMap<>();
        for (ReliefResult relief : evaluation.reliefs()) {
            Exclusion exclusion = relief.exclusion();
            if (exclusion != null && !relief.kpis().isEmpty()) {
                byId.put(exclusion.id(), exclusion);
            }
        }
        return byId;
    }
}
