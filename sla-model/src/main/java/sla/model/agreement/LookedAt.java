package sla.model.agreement;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an agreement looks at in earlier periods, under today's ids and under former ones.
 *
 * @param lines whether it looks at what their lines paid, and which were failures
 * @param states KPIs of which it asks whether a target was met
 * @param values KPIs of whose values it asks for bounds
 * @param points rules of whose points it asks
 * @param caps of which it asks whether anything was left
 * @param charges of whose amounts it takes shares
 * @param lookbacks how far back, in any of its parts
 */
public record LookedAt(
        boolean lines,
        Set<String> states,
        Set<String> values,
        Set<String> points,
        Set<String> caps,
        Set<String> charges,
        List<Lookback> lookbacks) {
    public LookedAt {
        states = Set.copyOf(states);
        values = Set.copyOf(values);
        points = Set.copyOf(points);
        caps = Set.copyOf(caps);
        charges = Set.copyOf(charges);
        lookbacks = List.copyOf(lookbacks);
    }

    public static LookedAt of(Agreement agreement) {
        Set<String> states = new TreeSet<>();
        Set<String> values = new TreeSet<>();
        Set<String> points = new TreeSet<>();
        Set<String> caps = new TreeSet<>();
        List<Condition.OfHistory> conditions =
                conditions(agreement).flatMap(Condition::ofHistory).toList();
        List<PeriodCount> counts = Stream.concat(
                        agreement.rules().stream().map(Rule::periods).filter(Objects::nonNull),
                        conditions.stream()
                                .filter(Condition.OverPeriods.class::isInstance)
                                .map(each -> ((Condition.OverPeriods) each).periods()))
                .toList();
        counts.forEach(count -> (count.target() == null ? values : states).add(count.kpi()));
        for (Condition.OfHistory condition : conditions) {
            switch (condition) {
                case Condition.OverPeriods _ -> {}
                case Condition.OverPoints of -> points.addAll(of.points());
                case Condition.OverCap of -> caps.add(of.cap());
            }
        }
        agreement.rules().stream().filter(rule -> rule.over() != null).forEach(rule -> points.addAll(rule.total()));
        Set<String> charges = agreement.bases().stream()
                .filter(base -> base.looksBack() && base.chargedPeriod() != Base.ChargedPeriod.NEXT)
                .flatMap(base -> base.charges().stream())
                .collect(Collectors.toSet());
        List<Lookback> lookbacks = Stream.concat(
                        Stream.concat(
                                counts.stream().map(PeriodCount::lookback),
                                agreement.rules().stream()
                                        .map(Rule::over)
                                        .filter(Objects::nonNull)
                                        .map(Over::lookback)),
                        conditions.stream().map(Condition.OfHistory::lookback))
                .filter(Lookback::wellFormed)
                .toList();
        boolean lines = !lookbacks.isEmpty()
                || agreement.rules().stream().anyMatch(rule -> rule.repeats() != null || rule instanceof SettlingRule)
                || agreement.bases().stream().anyMatch(Base::looksBack)
                || agreement.caps().stream().anyMatch(cap -> cap.per() != Cap.Scope.PERIOD);
        FormerIds former = FormerIds.of(agreement);
        return new LookedAt(
                lines,
                FormerIds.with(states, former.kpis()),
                FormerIds.with(values, former.kpis()),
                FormerIds.with(points, former.rules()),
                FormerIds.with(caps, former.caps()),
                FormerIds.with(charges, former.charges()),
                lookbacks);
    }

    /** All that may ask for earlier periods. */
    static Stream<Condition> conditions(Agreement agreement) {
        return Stream.concat(
                agreement.rules().stream().map(Rule::when).filter(Objects::nonNull),
                agreement.alerts().stream().map(Alert::when));
    }

    /** Whether it asks for earlier values or states of a KPI. */
    public boolean asksFor(String kpi) {
        return states.contains(kpi) || values.contains(kpi);
    }

    /** Whether it looks at all that the other does. */
    public boolean covers(LookedAt other) {
        return (lines || !other.lines)
                && states.containsAll(other.states)
                && values.containsAll(other.values)
                && points.containsAll(other.points)
                && caps.containsAll(other.caps)
                && charges.containsAll(other.charges);
    }

    /** What either looks at. */
    public LookedAt and(LookedAt other) {
        return new LookedAt(
                lines || other.lines,
                union(states, other.states),
                union(values, other.values),
                union(points, other.points),
                union(caps, other.caps),
                union(charges, other.charges),
                Stream.concat(lookbacks.stream(), other.lookbacks.stream()).toList());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
