package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Charge;
import sla.model.agreement.RuleShares;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;

/**
 * What is charged and has changed since the freeze: lines that are shares of it, and minimums that it is topped up to,
 * change although their own records may all be as they were.
 */
final class ChargeChanges {
    private final Agreement agreement;
    private final Map<String, ChargeDifference> changed;

    private ChargeChanges(Agreement agreement, List<ChargeDifference> charges) {
        this.agreement = agreement;
        changed = charges.stream()
                .filter(charge -> charge.amount().amount().signum() != 0)
                .collect(Collectors.toMap(ChargeDifference::charge, Function.identity()));
    }

    /** @param agreement as it was frozen */
    static List<OtherCause> of(
            Agreement agreement,
            Evaluation frozen,
            Optional<Evaluation> live,
            List<LineDifference> lines,
            List<ChargeDifference> charges) {
        ChargeChanges changes = new ChargeChanges(agreement, charges);
        List<OtherCause> causes = new ArrayList<>();
        for (LineDifference line : lines) {
            changes.cause("line", line.key(), changes.lookedAt(line, frozen, live))
                    .ifPresent(causes::add);
        }
        for (Charge charge : agreement.charges()) {
            if (changes.changed.containsKey(charge.id())) {
                changes.cause("charge", charge.id(), charge.charges()).ifPresent(causes::add);
            }
        }
        return causes;
    }

    /** The charges of which the line is a share, or a cap that cut it. */
    private Set<String> lookedAt(LineDifference difference, Evaluation frozen, Optional<Evaluation> live) {
        Bases bases = Bases.of(agreement);
        Set<String> charges = new LinkedHashSet<>();
        List<Line> lines = Stream.concat(Stream.of(frozen), live.stream())
                .flatMap(evaluation -> evaluation.lines().stream())
                .filter(line -> line.key().equals(difference.key()))
                .toList();
        boolean owed = lines.stream().anyMatch(line -> line.owedFor() != null);
        agreement.rules().stream()
                .filter(rule -> rule.id().equals(difference.rule()))
                .forEach(rule ->
                        charges.addAll(owed ? RuleShares.nextCharges(rule, bases) : RuleShares.charges(rule, bases)));
        if (owed && charges.isEmpty()) {
            // By an earlier version: it may be a share of any.
            charges.addAll(changed.keySet());
        }
        Set<String> cut = lines.stream()
                .map(Line::caps)
                .flatMap(List::stream)
                .map(Line.CapStep::cap)
                .collect(Collectors.toSet());
        agreement.caps().stream()
                .filter(cap -> cut.contains(cap.id()))
                .forEach(cap -> charges.addAll(bases.charges(cap)));
        return charges;
    }

    private Optional<OtherCause> cause(String kind, String id, Iterable<String> lookedAt) {
        List<String> words = new ArrayList<>();
        for (String charge : lookedAt) {
            ChargeDifference difference = changed.get(charge);
            if (difference != null) {
                words.add("'" + charge + "' was " + amount(difference.before()) + " when it was frozen and is "
                        + amount(difference.after()) + " now");
            }
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new OtherCause(
                        OtherCause.Kind.CHARGES,
                        "The " + kind + " '" + id + "' depends on what is charged: " + String.join(", ", words) + "."));
    }

    private static String amount(LineDifference.@Nullable Side side) {
        return side == null ? "nothing" : Objects.toString(side.amount());
    }
}
