package sla.evaluator.freeze;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sla.model.agreement.Agreement;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.term.Exclusion;

/** In which order the contacts of a frozen period came, as far as it was asked for. */
final class FrozenOrder {
    private FrozenOrder() {}

    /**
     * Whether another agreement asks for what was frozen, or for nothing.
     *
     * @param countedAs by KPI that takes frozen counts, the KPI of then whose counts these are
     * @param exclusions what is left out under it
     */
    static boolean isThatOf(
            FrozenInputs inputs, Agreement other, Map<String, String> countedAs, List<AppliedExclusion> exclusions) {
        List<Corridor> asked = corridors(other);
        return asked.isEmpty()
                || (asked.equals(corridors(inputs.agreement()))
                        && applied(exclusions).equals(applied(inputs.exclusions()))
                        && asked.stream()
                                .flatMap(corridor -> Stream.concat(
                                        Stream.of(corridor.volume(), corridor.forecast()), corridor.kpis().stream()))
                                .allMatch(id -> isTheSame(inputs.agreement(), other, countedAs, id)));
    }

    private static boolean isTheSame(Agreement then, Agreement other, Map<String, String> countedAs, String id) {
        Optional<Kpi> now = kpi(other, id);
        return now.isEmpty()
                || (id.equals(countedAs.get(id))
                        && now.map(Kpi::metric).equals(kpi(then, id).map(Kpi::metric)));
    }

    private static Optional<Kpi> kpi(Agreement agreement, String id) {
        return agreement.kpis().stream().filter(kpi -> kpi.id().equals(id)).findFirst();
    }

    private static List<Exclusion> applied(List<AppliedExclusion> exclusions) {
        return exclusions.stream().map(AppliedExclusion::exclusion).toList();
    }

    private static List<Corridor> corridors(Agreement agreement) {
        return agreement.relief().stream()
                .filter(Corridor.class::isInstance)
                .map(Corridor.class::cast)
                .filter(corridor -> corridor.surplus() == Corridor.Surplus.LAST_IN)
                .toList();
    }
}
