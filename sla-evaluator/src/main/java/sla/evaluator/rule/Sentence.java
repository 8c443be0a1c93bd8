package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Kpi;
import sla.model.agreement.Relief.RampUp;
import sla.model.agreement.Unit;
import sla.model.evaluation.ClaimState;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Counted;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.evaluation.Repeat;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.number.Rounding;

/** Tells a line in plain words with all its numbers, so that a pocket calculator suffices to redo it. */
final class Sentence {
    private Sentence() {}

    /**
     * What lies between an outcome and what is paid, in this order.
     *
     * @param part if the period is not a whole one
     * @param repeat if it is a failure and the rule counts them
     * @param rampUp if one holds back what would be paid
     * @param paid what is left of it, and where it goes
     */
    record Steps(
            @Nullable ProRata part,
            @Nullable Repeat repeat,
            @Nullable Gate gate,
            @Nullable RampUp rampUp,
            Paid paid) {}

    static String of(MeasuredKpi kpi, RuleOutcome outcome, boolean points, Steps steps) {
        StringBuilder text = new StringBuilder(opening(kpi));
        boolean worth = true;
        switch (kpi.result().measure()) {
            case Measure.Measured _, Measure.OfParts _ ->
                text.append(value(kpi))
                        .append(". That is ")
                        .append(outcome.step())
                        .append(": ")
                        .append(outcome.computation());
            case Measure.NotMeasured(String reason, var _, var _) -> {
                text.append("Not measured: ").append(reason);
                if (kpi.notMeasured() != Kpi.NotMeasured.NO_EFFECT) {
                    text.append(", and by the contract ")
                            .append(GateEvaluation.words(kpi.notMeasured()))
                            .append(": ")
                            .append(outcome.computation());
                } else {
                    worth = false;
                }
            }
        }
        return paid(text, outcome, worth, points, steps);
    }

    /** Of a rule on a total of points. */
    static String ofTotal(PointsTotal total, RuleOutcome outcome, Steps steps) {
        StringBuilder text = new StringBuilder(total.sentence())
                .append(". That is ")
                .append(outcome.step())
                .append(": ")
                .append(outcome.computation());
        return paid(text, outcome, true, false, steps);
    }

    /** Of a rule that counts periods. */
    static String ofPeriods(String what, Counted counted, RuleOutcome outcome, Steps steps) {
        StringBuilder text = new StringBuilder("Periods in which ")
                .append(what)
                .append(": ")
                .append(counted.number() == 0 ? "none, so 0" : counted.words() + ", so " + counted.number())
                .append(". That is ")
                .append(outcome.step())
                .append(": ")
                .append(outcome.computation());
        return paid(text, outcome, true, false, steps);
    }

    /**
     * Of what an earlier period left to this one.
     *
     * @param gone charges of which it is a share, and which there are no more
     */
    static String ofOwed(
            String rule, String step, String computation, List<String> gone, List<Line.CapStep> caps, Money amount) {
        StringBuilder text = new StringBuilder("By ")
                .append(rule)
                .append(", ")
                .append(step)
                .append(": ")
                .append(computation);
        if (!gone.isEmpty()) {
            text.append(". Nothing is charged as ")
                    .append(String.join(" or ", gone))
                    .append(" any more");
        }
        return amount(text, caps, amount);
    }

    /** @param worth whether there is something of which a gate could say that it is paid */
    private static String paid(StringBuilder text, RuleOutcome outcome, boolean worth, boolean points, Steps steps) {
        Ratio amount = outcome.amount();
        if (steps.part() != null && amount.signum() != 0) {
            text.append(steps.part().sentence(amount));
            amount = steps.part().of(amount);
        }
        if (steps.repeat() != null) {
            text.append(repeat(steps.repeat(), amount, points));
        }
        if (steps.gate() != null) {
            text.append(gate(steps.gate(), worth, amount.signum() != 0));
        }
        if (steps.rampUp() != null) {
            text.append(rampUp(steps.rampUp(), points));
        }
        Paid paid = steps.paid();
        if (paid.claim() != null) {
            text.append(claim(paid.claim()));
        }
        if (paid.banked() != null) {
            text.append(". It goes into ")
                    .append(paid.banked().bank())
                    .append(": ")
                    .append(paid.banked().amount());
        }
        if (paid.deferred() != null) {
            text.append(". It is a share of what is charged in the next period, and paid then");
        }
        return amount(text, paid.caps(), paid.amount());
    }

    /** How every sentence ends. */
    static String amount(StringBuilder text, List<Line.CapStep> caps, Money amount) {
        for (Line.CapStep cap : caps) {
            text.append(cap(cap, amount.currency()));
        }
        return text.append(". Amount: ").append(amount).append('.').toString();
    }

    /**
     * {@code . It is failure 2 in a row, after 2026-01, so it counts 2 times: 1 × 2 = 2 points}; nothing of a first one
     * that counts once, unless that is so by a difference of a frozen period.
     */
    private static String repeat(Repeat repeat, Ratio amount, boolean points) {
        if (repeat.number() == 1
                && repeat.times().compareTo(BigDecimal.ONE) == 0
                && repeat.corrected().isEmpty()) {
            return "";
        }
        Ratio worth = amount.times(Ratio.of(repeat.times()));
        return ". It is failure %d %s, so it counts %s times: %s × %s %s%s"
                .formatted(
                        repeat.number(),
                        repeat.words(),
                        repeat.times().toPlainString(),
                        Amounts.decimal(amount),
                        repeat.times().toPlainString(),
                        Amounts.equalTo(worth),
                        points ? " points" : "");
    }

    /** {@code Termination right: it is raised if …: 3 (2026-01, 2026-02, 2026-03), yes. So it is raised.}. */
    static String ofAlert(String title, Gate gate) {
        return title + ": it is raised if " + gate.condition() + ": " + answers(gate) + ". So it is "
                + switch (gate.answer()) {
                    case YES -> "raised.";
                    case NO -> "not raised.";
                    case NOT_MEASURED -> "not raised, for that cannot be said.";
                };
    }

    private static String answers(Gate gate) {
        return gate.checks().stream()
                .map(check -> check.words() + ", " + check.answer().words())
                .collect(Collectors.joining("; "));
    }

    /** {@code . It is paid only if abandonment is at most 5 %: 5.1 %, no. So nothing is paid}. */
    private static String gate(Gate gate, boolean worth, boolean something) {
        String open = something ? "it is paid" : "it would be paid, but there is nothing to pay";
        return ". It is paid only if " + gate.condition() + ": " + answers(gate) + ". So "
                + switch (gate.answer()) {
                    case YES -> worth ? open : "it would be paid, but the value is not measured";
                    case NO -> "nothing is paid";
                    case NOT_MEASURED -> "nothing is paid, for that cannot be said";
                };
    }

    /** {@code . No malus is paid until 2026-03-31 (ramp-up). So nothing is paid}. */
    private static String rampUp(RampUp rampUp, boolean points) {
        return ". No " + (points ? "points are given" : "malus is paid") + " until " + rampUp.until() + " ("
                + rampUp.id() + "). So nothing is " + (points ? "given" : "paid");
    }

    /** {@code . It must be claimed by 2026-03-02: no claim is known. So nothing is paid}. */
    private static String claim(ClaimState claim) {
        return ". It must be claimed by " + claim.by() + ": "
                + (claim.claimedOn() == null ? "no claim is known" : "claimed on " + claim.claimedOn())
                + (claim.pays() ? "" : (claim.claimedOn() == null ? "" : ", too late") + ". So nothing is paid");
    }

    /** A cap, what is used of it and what is left have no sign: the ledger is named. Amounts of malus have a minus. */
    private static String cap(Line.CapStep cap, String currency) {
        return ". The %s cap %s of %s%s%s has %s used before%s, so %s of it is left"
                .formatted(
                        cap.before().signum() < 0 ? "malus" : "bonus",
                        cap.cap(),
                        Money.rounded(cap.limit(), currency),
                        cap.of() == null ? "" : " (" + cap.of() + ")",
                        cap.since() == null ? "" : " since " + cap.since(),
                        Money.rounded(cap.usedBefore(), currency),
                        Corrected.words(cap.corrected()),
                        Money.rounded(cap.after().abs(), currency));
    }

    private static String opening(MeasuredKpi kpi) {
        return kpi.kpi().title()
                + (kpi.window().isWholePeriod() ? "" : ", " + kpi.window().days())
                + ": "
                + kpi.result().formula() + ". ";
    }

    /** {@code 947857000 / 27060 / 1000 ≈ 35.027975 s, rounded half up to a whole number: 35 s}. */
    static String value(MeasuredKpi kpi) {
        Unit unit = kpi.kpi().unit();
        String exact = kpi.result().working()
                + ' '
                + kpi.exact().map(Amounts::equalTo).orElseThrow()
                + (unit.symbol().isEmpty() ? "" : ' ' + unit.symbol());
        Rounding rounding = kpi.kpi().rounding();
        return rounding == null
                ? exact
                : exact + ", rounded " + rounding.describe() + ": "
                        + KpiValue.words(kpi.shown().orElseThrow().toPlainString(), unit);
    }
}
