package sla.model.agreement;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.time.Every;

/** A cap that all rules together cannot exceed never cuts anything; often an amount or a ledger is mistaken. */
final class CapCheck {
    private static final int MONTHS_OF_YEAR = 12;

    private CapCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Bases bases = Bases.of(agreement);
        List<String> rules = agreement.rules().stream().map(Rule::id).toList();
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            String pointer = "/caps/" + i;
            for (int j = 0; j < cap.rules().size(); j++) {
                if (!rules.contains(cap.rules().get(j))) {
                    findings.add(
                            FindingCode.UNKNOWN_RULE,
                            pointer + "/rules/" + j,
                            ReferencesCheck.unknown("rule", cap.rules().get(j), rules));
                }
            }
            Optional.of(cap)
                    // What half a rule could pay says nothing.
                    .filter(one -> !findings.hasErrors())
                    // What is charged is not known yet.
                    .filter(one -> !bases.isOfCharges(one))
                    .flatMap(one -> mostOfSpan(agreement, one, bases))
                    .filter(most -> most.compareTo(bases.worth(cap)) <= 0)
                    .ifPresent(most -> findings.add(
                            FindingCode.CAP_NEVER_BINDS,
                            pointer,
                            "%s together reach a %s of at most %s in a %s, so a cap of %s never cuts it."
                                    .formatted(
                                            cap.rules().isEmpty() ? "All rules" : "These rules",
                                            cap.ledger() == Ledger.BONUS ? "bonus" : "malus",
                                            most.plain(),
                                            cap.per().name().toLowerCase(Locale.ROOT),
                                            bases.worth(cap).plain())));
        }
    }

    /** The same over all periods of its span; empty if nobody knows how many there are. */
    private static Optional<Ratio> mostOfSpan(Agreement agreement, Cap cap, Bases bases) {
        Integer ofSpan = switch (cap.per()) {
            case PERIOD -> Integer.valueOf(1);
            case QUARTER -> periods(agreement, 3);
            case YEAR -> periods(agreement, MONTHS_OF_YEAR);
            case CONTRACT -> null;
        };
        return ofSpan == null
                ? Optional.empty()
                : most(agreement, cap, bases).map(most -> most.times(Ratio.of(ofSpan)));
    }

    /** How many periods begin in so many months; null if that is not always the same. */
    static @Nullable Integer periods(Agreement agreement, int months) {
        Every every = agreement.period().every();
        Integer own = every.months();
        if (every == Every.HALF_MONTH) {
            return 2 * months;
        }
        return own == null ? null : Integer.valueOf(Math.max(1, months / own));
    }

    /** The most that its rules can reach in a period before caps; empty if there is no limit, or if a rule has errors. */
    private static Optional<Ratio> most(Agreement agreement, Cap cap, Bases bases) {
        Ratio sum = Ratio.ZERO;
        for (Rule rule : agreement.rules()) {
            // What is returned is no bonus that a cap of all rules limits.
            if (!cap.concerns(rule.id())
                    || (rule instanceof EarnBackRule && cap.rules().isEmpty())) {
                continue;
            }
            // Of several periods nobody knows in which it is paid.
            if (RuleShares.ofCharges(rule, bases) || rule.over() != null) {
                return Optional.empty();
            }
            Optional<Ratio> most = RuleScale.of(agreement, rule)
                    .flatMap(scale -> RuleLimits.most(rule, scale, cap.ledger(), bases))
                    .filter(one -> one.signum() == 0 || isOnce(agreement, rule))
                    .map(one -> one.times(mostTimes(rule)));
            if (most.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(most.get());
        }
        return Optional.of(sum);
    }

    private static Ratio mostTimes(Rule rule) {
        Repeats repeats = rule.repeats();
        return repeats == null
                ? Ratio.ONE
                : Ratio.of(
                        repeats.times().stream().max(Comparator.naturalOrder()).orElseThrow());
    }

    /** Whether the rule gives one line in each period: of days there are as many as there are. */
    private static boolean isOnce(Agreement agreement, Rule rule) {
        return RuleScale.kpi(agreement, rule).map(Kpi::oncePerPeriod).orElse(true);
    }
}
