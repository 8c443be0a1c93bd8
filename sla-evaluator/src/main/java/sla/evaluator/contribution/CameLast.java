package sla.evaluator.contribution;

import java.time.Instant;
import java.util.List;
import sla.evaluator.fact.Identity;
import sla.model.agreement.Agreement;
import sla.model.agreement.Corridor;
import sla.model.evaluation.Arrival;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.ReliefResult;
import sla.model.evaluation.ReliefResult.Relieved;

/**
 * The contacts that do not count for a KPI because more had come before them than was to be taken, as an evaluation says.
 */
public record CameLast(List<Relieved> spans) {
    /** @param agreement the version of the evaluation */
    public static CameLast of(Agreement agreement, Evaluation evaluation, String kpi) {
        return new CameLast(Corridor.relieving(agreement, kpi).stream()
                .flatMap(corridor -> evaluation.reliefs().stream()
                        .filter(relief -> relief.id().equals(corridor.id()) && relief.exclusion() == null))
                .map(ReliefResult::spans)
                .flatMap(List::stream)
                .filter(span -> span.firstLeftOut() != null)
                .toList());
    }

    /** @param at by which it counts */
    public boolean has(Instant at, Identity identity) {
        Arrival arrival = new Arrival(at, identity.source(), identity.recordId());
        return spans.stream().anyMatch(span -> {
            Arrival first = span.firstLeftOut();
            return first != null && arrival.compareTo(first) >= 0 && at.isBefore(span.endExclusive());
        });
    }
}
