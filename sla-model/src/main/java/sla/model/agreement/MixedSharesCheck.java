package sla.model.agreement;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** In part of a period some amounts are pro rata and others are not: one rule cannot have both. */
public final class MixedSharesCheck {
    private MixedSharesCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        for (int i = 0; agreement.split() && i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            if (ofCharges(rule, bases)) {
                findings.add(
                        FindingCode.MIXED_SHARES,
                        "/rules/" + i,
                        "This version may be split. In a part fixed amounts are pro rata, shares of charges are the part's"
                                + " already, and this rule has both: make two rules of it.");
            } else if (ofPoints(rule, agreement, bases)) {
                findings.add(
                        FindingCode.MIXED_SHARES,
                        "/rules/" + i + "/total",
                        "This version may be split. In a part what points of the period cost is pro rata, what points of"
                                + " days, weeks and so on cost is not, and this total has both: make two rules of it, or"
                                + " let versions start with a period.");
            }
        }
    }

    /** The ids of the rules for which a period cannot be cut. */
    public static List<String> rules(Agreement agreement) {
        Bases bases = Bases.of(agreement);
        return agreement.rules().stream()
                .filter(rule -> ofCharges(rule, bases) || ofPoints(rule, agreement, bases))
                .map(Rule::id)
                .toList();
    }

    /** Shares of charges beside amounts that are not. */
    private static boolean ofCharges(Rule rule, Bases bases) {
        return RuleShares.mixed(rule, bases) || RuleShares.mixedPeriods(rule, bases);
    }

    /** Points of KPIs with one value in each period beside those of KPIs with windows of their own. */
    private static boolean ofPoints(Rule rule, Agreement agreement, Bases bases) {
        Set<Boolean> once = agreement.rules().stream()
                .filter(points -> rule.total().contains(points.id()))
                .flatMap(points -> RuleScale.kpi(agreement, points).stream())
                .map(Kpi::oncePerPeriod)
                .collect(Collectors.toSet());
        return once.size() > 1 && rule.over() == null && !RuleShares.ofThePart(rule, bases);
    }
}
