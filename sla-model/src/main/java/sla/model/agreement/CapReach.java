package sla.model.agreement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.time.Every;

/**
 * How much the rules of a cap can come to in its span while other caps stand. It is never less than what they can really
 * come to; what nobody knows beforehand has no limit, which is an empty answer.
 */
final class CapReach {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;
    private static final int QUARTERS_OF_YEAR = 4;

    private final Agreement agreement;
    private final Bases bases;
    private final Map<Ledger, Map<String, Optional<Ratio>>> ofPeriod = new HashMap<>();

    CapReach(Agreement agreement, Bases bases) {
        this.agreement = agreement;
        this.bases = bases;
    }

    /** What another cap leaves to rules in the span. */
    private record Limit(Set<String> rules, Ratio amount) {}

    /**
     * The most, without a sign.
     *
     * @param others the caps that stand beside it
     */
    Optional<Ratio> most(Cap cap, List<Cap> others) {
        List<Limit> limits = others.stream()
                .flatMap(other -> limit(cap, other).stream())
                .sorted(Comparator.comparing(Limit::amount))
                .toList();
        Map<String, Optional<Ratio>> alone = alone(cap, limits);
        Optional<Ratio> ofOneCap = limits.stream()
                .filter(limit -> limit.rules().containsAll(alone.keySet()))
                .map(Limit::amount)
                .findFirst();
        Optional<Ratio> added = added(alone, limits);
        return ofOneCap.isPresent() && added.isPresent()
                ? Optional.of(ofOneCap.get().min(added.get()))
                : ofOneCap.or(() -> added);
    }

    /** Each rule at its most, those together that another cap holds to less. */
    private static Optional<Ratio> added(Map<String, Optional<Ratio>> alone, List<Limit> limits) {
        Set<String> rest = new HashSet<>(alone.keySet());
        Ratio sum = Ratio.ZERO;
        for (Limit limit : limits) {
            Set<String> held = new HashSet<>(limit.rules());
            held.retainAll(rest);
            Optional<Ratio> apart = sum(held, alone);
            if (apart.isEmpty() || limit.amount().compareTo(apart.get()) < 0) {
                sum = sum.plus(limit.amount());
                rest.removeAll(held);
            }
        }
        return sum(rest, alone).map(sum::plus);
    }

    private static Optional<Ratio> sum(Set<String> rules, Map<String, Optional<Ratio>> alone) {
        Ratio sum = Ratio.ZERO;
        for (String rule : rules) {
            Optional<Ratio> most = Objects.requireNonNull(alone.get(rule));
            if (most.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(most.get());
        }
        return Optional.of(sum);
    }

    /** The most of each rule of the cap, if it alone paid. */
    private Map<String, Optional<Ratio>> alone(Cap cap, List<Limit> limits) {
        Map<String, Optional<Ratio>> most = ofPeriod.computeIfAbsent(cap.ledger(), this::ofPeriod);
        Optional<Integer> periods = periods(cap.per());
        Map<String, Optional<Ratio>> alone = new LinkedHashMap<>();
        for (String rule : rules(cap)) {
            Optional<Ratio> own = Objects.requireNonNull(most.get(rule))
                    .flatMap(one ->
                            one.signum() == 0 ? Optional.of(one) : periods.map(number -> one.times(Ratio.of(number))));
            Optional<Ratio> held = limits.stream()
                    .filter(limit -> limit.rules().contains(rule))
                    .map(Limit::amount)
                    .findFirst();
            alone.put(
                    rule,
                    own.isPresent() && held.isPresent() ? Optional.of(own.get().min(held.get())) : own.or(() -> held));
        }
        return alone;
    }

    private Set<String> rules(Cap cap) {
        return agreement.rules().stream()
                // What is returned is no bonus that a cap of all rules limits.
                .filter(rule -> !cap.rules().isEmpty() || !(rule instanceof EarnBackRule))
                .map(Rule::id)
                .filter(cap.rules().isEmpty() ? _ -> true : new HashSet<>(cap.rules())::contains)
                .collect(Collectors.toSet());
    }

    /** Empty if nobody knows beforehand what it leaves. */
    private Optional<Limit> limit(Cap cap, Cap other) {
        // What is charged is not known yet.
        return other.ledger() != cap.ledger() || bases.isOfCharges(other)
                ? Optional.empty()
                : times(cap, other)
                        .map(times -> new Limit(rules(other), bases.worth(other).times(Ratio.of(times))));
    }

    /** How often the other cap can be used up in the span of this one. */
    private Optional<Integer> times(Cap cap, Cap other) {
        // In part of a split period only a cap per period is less.
        if (cap.per() == Cap.Scope.PERIOD && other.per() != Cap.Scope.PERIOD && agreement.split()) {
            return Optional.empty();
        }
        boolean aligned = (month(cap) - month(other)) % MONTHS_OF_QUARTER == 0;
        return switch (other.per()) {
            case PERIOD -> periods(cap.per());
            case CONTRACT -> Optional.of(1);
            case QUARTER ->
                switch (cap.per()) {
                    case PERIOD -> Optional.of(1);
                    case QUARTER -> aligned ? Optional.of(1) : Optional.empty();
                    case YEAR -> aligned ? Optional.of(QUARTERS_OF_YEAR) : Optional.empty();
                    case CONTRACT -> Optional.empty();
                };
            case YEAR ->
                switch (cap.per()) {
                    case PERIOD -> Optional.of(1);
                    case QUARTER -> aligned ? Optional.of(1) : Optional.empty();
                    case YEAR -> month(cap) == month(other) ? Optional.of(1) : Optional.empty();
                    case CONTRACT -> Optional.empty();
                };
        };
    }

    private static int month(Cap cap) {
        return Objects.requireNonNullElse(cap.startMonth(), 1);
    }

    /** How many periods begin in such a span; empty if nobody knows, or if that is not always the same. */
    private Optional<Integer> periods(Cap.Scope per) {
        return switch (per) {
            case PERIOD -> Optional.of(1);
            case QUARTER -> periods(agreement, MONTHS_OF_QUARTER);
            case YEAR -> periods(agreement, MONTHS_OF_YEAR);
            case CONTRACT -> Optional.empty();
        };
    }

    /** How many periods begin in so many months; empty if that is not always the same. */
    static Optional<Integer> periods(Agreement agreement, int months) {
        Every every = agreement.period().every();
        @Nullable Integer own = every.months();
        if (every == Every.HALF_MONTH) {
            return Optional.of(2 * months);
        }
        return Optional.ofNullable(own).map(length -> Math.max(1, months / length));
    }

    /** What each rule can reach in a period before caps. */
    private Map<String, Optional<Ratio>> ofPeriod(Ledger ledger) {
        Map<String, Optional<Ratio>> most = new HashMap<>();
        for (Rule rule : agreement.rules()) {
            most.put(
                    rule.id(),
                    // Of points over several periods nobody knows in which they are paid.
                    RuleShares.ofCharges(rule, bases) || rule.over() != null
                            ? Optional.empty()
                            : RuleScale.of(agreement, rule)
                                    .flatMap(scale -> RuleLimits.most(rule, scale, ledger, bases))
                                    .filter(one -> one.signum() == 0 || isOnce(rule))
                                    .map(one -> one.times(mostTimes(rule))));
        }
        return most;
    }

    private static Ratio mostTimes(Rule rule) {
        Repeats repeats = rule.repeats();
        return repeats == null
                ? Ratio.ONE
                : Ratio.of(
                        repeats.times().stream().max(Comparator.naturalOrder()).orElseThrow());
    }

    /** Whether the rule gives one line in each period: of days there are as many as there are. */
    private boolean isOnce(Rule rule) {
        return RuleScale.kpi(agreement, rule).map(Kpi::oncePerPeriod).orElse(true);
    }
}
