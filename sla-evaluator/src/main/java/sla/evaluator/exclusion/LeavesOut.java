package sla.evaluator.exclusion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sla.evaluator.fact.Identity;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;

/**
 * Which of some exclusions leaves out what one KPI counts as one: a record, a call of several legs. The moment is the one by
 * which the KPI counts it. A call is left out as a whole, by its own moment or by any leg that is listed.
 */
public final class LeavesOut {
    private final List<Exclusion> exclusions;
    private final List<Set<ExcludedRecord>> records;

    /** @param all in the order in which they take contacts out; those that do not concern the KPI do not matter */
    public LeavesOut(List<Exclusion> all, Agreement agreement, Kpi kpi) {
        exclusions = all.stream()
                .filter(exclusion -> exclusion.concerns(agreement, kpi))
                .toList();
        records = exclusions.stream()
                .map(exclusion -> Set.copyOf(exclusion.records()))
                .toList();
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }

    /** The first that leaves it out. */
    public Optional<Exclusion> first(Instant at, Identity identity, List<Identity> legs) {
        for (int i = 0; i < exclusions.size(); i++) {
            if (isIn(exclusions.get(i), at) || isListed(records.get(i), identity, legs)) {
                return Optional.of(exclusions.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(Exclusion exclusion, Instant at) {
        return exclusion.range().filter(range -> range.contains(at)).isPresent();
    }

    private static boolean isListed(Set<ExcludedRecord> listed, Identity identity, List<Identity> legs) {
        return !listed.isEmpty()
                && Stream.concat(Stream.of(identity), legs.stream())
                        .map(each -> new ExcludedRecord(each.source(), each.recordId()))
                        .anyMatch(listed::contains);
    }
}
