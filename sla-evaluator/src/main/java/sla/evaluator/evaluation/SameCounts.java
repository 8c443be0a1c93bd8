package sla.evaluator.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;

/** What two agreements ask of the same counts. */
public final class SameCounts {
    private SameCounts() {}

    /** Whether both KPIs are about the same records of a vendor, at the same moments. */
    public static boolean areOf(Agreement one, Kpi kpi, Agreement other, Kpi otherKpi) {
        return one.vendor().id().equals(other.vendor().id())
                && one.lot(kpi.lot()).where().equals(other.lot(otherKpi.lot()).where())
                && kpi.attribution() == otherKpi.attribution()
                && Objects.equals(kpi.source(), otherKpi.source())
                && Objects.equals(kpi.journeys(), otherKpi.journeys())
                && Objects.equals(kpi.ring(), otherKpi.ring());
    }

    /** Whether completeness is about the same queues: see {@link AgreementCompleteness#concerns}. */
    public static boolean haveSameQueues(Agreement one, Agreement other) {
        return queues(one).equals(queues(other));
    }

    private static Set<Object> queues(Agreement agreement) {
        return agreement.kpis().stream()
                .map(kpi -> List.of(
                        Optional.ofNullable(kpi.source()),
                        agreement.lot(kpi.lot()).where().queue()))
                .collect(Collectors.toSet());
    }
}
