package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which amounts of a rule are shares of what is charged in the period. */
public final class RuleShares {
    private RuleShares() {}

    /** Whether the rule pays shares of what is charged in the period: those of a part of it are the part's already. */
    public static boolean ofThePart(Rule rule, Bases bases) {
        return priced(rule).anyMatch(bases::isOfThePart);
    }

    /** The base of what is charged in the next period, if the rule pays shares of one. */
    public static Optional<Base> ofTheNext(Rule rule, Bases bases) {
        return priced(rule).flatMap(priced -> bases.ofTheNext(priced).stream()).findFirst();
    }

    /** Whether it pays shares of the next period's charge and anything else: what is paid when would be a guess. */
    static boolean mixedWithTheNext(Rule rule, Bases bases) {
        Set<Optional<Base>> of = priced(rule)
                .filter(priced -> bases.worth(priced).signum() != 0)
                .map(bases::ofTheNext)
                .collect(Collectors.toSet());
        return ofTheNext(rule, bases).isPresent() && (of.size() > 1 || paysOtherwise(rule));
    }

    private static boolean paysOtherwise(Rule rule) {
        BigDecimal otherwise = rule instanceof TiersRule tiers ? tiers.otherwise() : null;
        return otherwise != null && otherwise.signum() != 0;
    }

    /** Whether shares of the part's charge stand beside those of another period's. */
    static boolean mixedPeriods(Rule rule, Bases bases) {
        return ofThePart(rule, bases)
                && priced(rule).anyMatch(priced -> bases.isOfCharges(priced) && !bases.isOfThePart(priced));
    }

    /** Whether the rule pays shares of charges. */
    public static boolean ofCharges(Rule rule, Bases bases) {
        return priced(rule).anyMatch(bases::isOfCharges);
    }

    /** The ids of the charges of which it pays shares that are known as soon as the period is over. */
    public static Set<String> charges(Rule rule, Bases bases) {
        return charges(rule, bases::charges);
    }

    /** The ids of the charges of the next period of which it pays shares. */
    public static Set<String> nextCharges(Rule rule, Bases bases) {
        return charges(rule, bases::nextCharges);
    }

    private static Set<String> charges(Rule rule, Function<Priced, List<String>> of) {
        return priced(rule).flatMap(priced -> of.apply(priced).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether it also pays what is not: then nobody can tell afterwards how much of a sum was pro rata. */
    static boolean mixed(Rule rule, Bases bases) {
        boolean others = priced(rule)
                .anyMatch(priced ->
                        !bases.isOfCharges(priced) && bases.worth(priced).signum() != 0);
        return ofCharges(rule, bases) && (others || paysOtherwise(rule));
    }

    /** What of a rule is worth an amount or a share. */
    static Stream<Priced> priced(Rule rule) {
        return switch (rule) {
            case TiersRule tiers -> tiers.tiers().stream().map(Priced.class::cast);
            case LinearRule linear -> Stream.of(linear.below(), linear.above()).flatMap(Stream::ofNullable);
            case BandsRule bands -> bands.bands().stream().map(Priced.class::cast);
            case AtRiskShareRule _, PointsRule _, SettlingRule _ -> Stream.of();
        };
    }
}
