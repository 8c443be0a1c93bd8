package sla.evaluator.rule;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Cap;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.Ledger;
import sla.model.agreement.Rule;
import sla.model.evaluation.Line;
import sla.model.number.Money;
import sla.model.number.Ratio;

/**
 * The caps of one period, or of a longer span that it is part of, while its lines use them up, in the order of the document: lines by their rules, and each line
 * through all caps of its ledger that limit its rule.
 *
 * <p>What a line uses is what it pays, rounded: the sum of the lines never exceeds a cap by a cent, which sums of exact
 * amounts do (three lines of 33.335 under a cap of 100 would pay 33.34 + 33.34 + 33.33).
 */
final class Caps {
    private final List<Cap> caps;
    private final List<String> earnBacks;
    private final Bases bases;
    private final String currency;
    private final @Nullable ProRata part;
    private final CapUse capUse;
    private final Map<String, Ratio> used = new HashMap<>();
    private final Set<String> cut = new HashSet<>();

    /**
     * @param part if the period is not a whole one
     * @param past what earlier periods of longer spans have used
     */
    Caps(Agreement agreement, Bases bases, @Nullable ProRata part, Past past) {
        capUse = new CapUse(agreement, past);
        this.part = part;
        caps = agreement.caps();
        earnBacks = agreement.rules().stream()
                .filter(EarnBackRule.class::isInstance)
                .map(Rule::id)
                .toList();
        this.bases = bases;
        currency = agreement.currency();
    }

    /** A line's amount after the caps, and the caps that cut it. */
    record Capped(Ratio amount, List<Line.CapStep> steps) {}

    Capped apply(String rule, Ratio exact) {
        Ratio amount = exact;
        List<Line.CapStep> steps = new ArrayList<>();
        if (exact.signum() != 0) {
            Ledger ledger = ledger(exact);
            for (Cap cap : caps) {
                if (cap.ledger() == ledger && concerns(cap, rule)) {
                    Ratio before = used(cap);
                    Ratio limit = limit(cap);
                    Ratio left = limit.minus(before).max(Ratio.ZERO);
                    if (amount.abs().compareTo(left) > 0) {
                        cut.add(cap.id());
                        Ratio after = ledger == Ledger.BONUS ? left : left.negate();
                        steps.add(new Line.CapStep(
                                cap.id(),
                                cap.clause(),
                                limit,
                                before,
                                amount,
                                after,
                                of(cap),
                                capUse.since(cap),
                                capUse.corrected(cap)));
                        amount = after;
                    }
                }
            }
        }
        return new Capped(amount, steps);
    }

    /** The ids of those of which nothing is left; of one of nothing if it has cut a line. */
    Set<String> reached() {
        return caps.stream()
                .filter(cap -> used(cap).compareTo(limit(cap)) >= 0)
                .filter(cap -> used(cap).signum() != 0 || cut.contains(cap.id()))
                .map(Cap::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is returned is a bonus for caps that name it, and for no others. */
    private boolean concerns(Cap cap, String rule) {
        return cap.concerns(rule) && !(cap.rules().isEmpty() && earnBacks.contains(rule));
    }

    private Ratio used(Cap cap) {
        return used.computeIfAbsent(cap.id(), _ -> capUse.used(cap));
    }

    /** The share of a part of a period, if the cap is one of periods; what is charged in the part is the part's already. */
    private @Nullable ProRata part(Cap cap) {
        return cap.per() == Cap.Scope.PERIOD && !bases.isOfThePart(cap) ? part : null;
    }

    private @Nullable String of(Cap cap) {
        ProRata part = part(cap);
        if (part != null) {
            return part.words() + " of " + bases.worth(cap).plain();
        }
        return bases.isOfCharges(cap) ? bases.product(cap) : null;
    }

    /** Without what is below the currency's minor unit: it could never be paid, but would be rounded up. */
    private Ratio limit(Cap cap) {
        ProRata part = part(cap);
        Ratio whole = part == null ? bases.worth(cap) : part.of(bases.worth(cap));
        return Ratio.of(whole.round(Money.minorUnit(currency), RoundingMode.DOWN));
    }

    void use(String rule, Money paid) {
        Ratio amount = Ratio.of(paid.amount());
        for (Cap cap : caps) {
            if (amount.signum() != 0 && cap.ledger() == ledger(amount) && concerns(cap, rule)) {
                used.put(cap.id(), used(cap).plus(amount.abs()));
            }
        }
    }

    private static Ledger ledger(Ratio amount) {
        return amount.signum() > 0 ? Ledger.BONUS : Ledger.MALUS;
    }
}
