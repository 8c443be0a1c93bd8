package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Condition;
import sla.model.agreement.EarnBackRule;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.Origin;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * What is returned of earlier malus (R23: −10,000 in January, good from February to July, +5,000 with July's statement). Each
 * period judges itself and prints how far each earlier line has come; the next one goes on from there.
 */
final class EarnBackEvaluation {
    private static final Ratio HUNDRED = Ratio.of(100);

    private final Agreement agreement;
    private final MeasuredKpis kpis;
    private final Past past;
    private final Caps caps;
    private final String currency;
    private final boolean completesWhole;

    /** How much of a line's malus is used up by what was kept, by the line's key. */
    private final Map<String, BigDecimal> used = new HashMap<>();

    EarnBackEvaluation(Agreement agreement, Period period, MeasuredKpis kpis, Past past, Caps caps) {
        this.agreement = agreement;
        this.kpis = kpis;
        this.past = past;
        this.caps = caps;
        currency = agreement.currency();
        completesWhole = past.wholePeriods().isCompleted();
    }

    /** @param before lines of the rules before it, of this period */
    List<Line> of(EarnBackRule rule, List<Line> before) {
        List<Line> lines = new ArrayList<>();
        for (Origin origin : together(past.open(rule))) {
            lines.add(origin.state() == Origin.State.KEPT ? kept(rule, origin, before) : waiting(rule, origin));
        }
        return lines;
    }

    /** What windows of an earlier version cost in one period is one malus of that period. */
    private static List<Origin> together(List<Origin> open) {
        Map<String, Origin> byLine = new LinkedHashMap<>();
        for (Origin each : open) {
            byLine.merge(
                    Line.key(each.line(), each.period()),
                    each,
                    (one, other) -> new Origin(
                            one.period(),
                            one.line(),
                            one.cost().plus(other.cost()),
                            one.state(),
                            one.periods(),
                            one.left()));
        }
        return List.copyOf(byLine.values());
    }

    private Line waiting(EarnBackRule rule, Origin origin) {
        Gate gate =
                GateEvaluation.of(good(rule), kpis, kpis.ofPeriod(), new HistoryAnswers(kpis, past, List.of(), null));
        String checks = gate.checks().stream()
                .map(check -> check.words() + ", " + check.answer().words())
                .collect(Collectors.joining("; "));
        String asked = "%s cost %s. It is returned after %d good periods, in each of which %s: %s"
                .formatted(named(origin), origin.cost(), rule.after(), gate.condition(), checks);
        if (isExcluded(gate)) {
            String step = origin.periods() + " of " + rule.after();
            return line(
                    rule,
                    origin,
                    step,
                    "nothing is returned yet",
                    Ratio.ZERO,
                    gate,
                    asked + ". That cannot be said because of exclusions, so this period does not count and there are "
                            + step + ". So nothing is returned yet");
        }
        if (gate.answer() != Gate.Answer.YES) {
            Origin lost = origin.become(Origin.State.LOST, origin.periods(), null);
            return line(
                    rule,
                    lost,
                    "lost",
                    "nothing is returned",
                    Ratio.ZERO,
                    gate,
                    asked
                            + (gate.answer() == Gate.Answer.NO ? ". It was not" : ". That cannot be said")
                            + ". So nothing is returned");
        }
        int good = origin.periods() + (completesWhole ? 1 : 0);
        String step = good + " of " + rule.after();
        String so = asked + ". So there are " + step + (completesWhole ? "" : " until the whole period is over");
        if (good < rule.after()) {
            Origin waits = origin.become(Origin.State.WAITING, good, null);
            return line(
                    rule,
                    waits,
                    step,
                    "nothing is returned yet",
                    Ratio.ZERO,
                    gate,
                    so + ". So nothing is returned yet");
        }
        Ratio share = Ratio.of(origin.cost().amount())
                .times(Ratio.of(rule.sharePercent()))
                .dividedBy(HUNDRED);
        String computation = origin.cost().amount().toPlainString() + " × "
                + rule.sharePercent().toPlainString() + " / 100 " + Amounts.equalTo(share);
        String returned = so + ". " + rule.sharePercent().toPlainString() + " % is ";
        if (rule.against().isEmpty()) {
            Origin paid = origin.become(Origin.State.RETURNED, good, null);
            return line(rule, paid, "returned", computation, share, gate, returned + "returned: " + computation);
        }
        Money left = Money.rounded(share, currency);
        Origin kept = left.amount().signum() == 0
                ? origin.become(Origin.State.USED, 0, null)
                : origin.become(Origin.State.KEPT, 0, left);
        return line(
                rule,
                kept,
                "kept",
                computation,
                Ratio.ZERO,
                gate,
                returned + "kept against later malus of " + String.join(", ", rule.against()) + ": " + computation
                        + ". So nothing is paid now");
    }

    /** Whether only exclusions are why nobody can say if the period is good: it is neither good nor missed. */
    private boolean isExcluded(Gate gate) {
        return gate.answer() == Gate.Answer.NOT_MEASURED
                && gate.checks().stream()
                        .filter(check -> check.answer() == Gate.Answer.NOT_MEASURED)
                        .allMatch(check -> kpis.beside(Objects.requireNonNull(check.kpi()), kpis.ofPeriod())
                                .isExcluded());
    }

    private Line kept(EarnBackRule rule, Origin origin, List<Line> before) {
        Money had = Objects.requireNonNull(origin.left());
        BigDecimal due = BigDecimal.ZERO;
        BigDecimal use = BigDecimal.ZERO;
        for (Line line : before) {
            BigDecimal own = rule.against().contains(line.rule())
                    ? line.amount().amount().negate().max(BigDecimal.ZERO).subtract(used(line))
                    : BigDecimal.ZERO;
            BigDecimal part = own.min(had.amount().subtract(use));
            due = due.add(own);
            use = use.add(part);
            used.merge(line.key(), part, BigDecimal::add);
        }
        Money left = had.minus(new Money(use, currency));
        int periods = origin.periods() + (completesWhole ? 1 : 0);
        Integer most = rule.expiresAfter();
        boolean expired = most != null && periods >= most;
        boolean nothingLeft = left.amount().signum() == 0;
        Origin.State state = nothingLeft ? Origin.State.USED : expired ? Origin.State.LAPSED : Origin.State.KEPT;
        Origin now = origin.become(state, periods, nothingLeft ? null : left);
        String sentence =
                "%s cost %s, of which %s is kept against malus of %s. There is %s of that in this period, so %s is used and %s is left%s"
                        .formatted(
                                named(origin),
                                origin.cost(),
                                had,
                                String.join(", ", rule.against()),
                                new Money(due.setScale(Money.minorUnit(currency)), currency),
                                new Money(use.setScale(Money.minorUnit(currency)), currency),
                                left,
                                state == Origin.State.LAPSED ? ", which lapses after " + most + " periods" : "");
        String step = switch (state) {
            case USED -> "used up";
            case LAPSED -> "lapsed";
            default -> "kept";
        };
        String computation = had.amount().toPlainString() + " − " + use.toPlainString() + " = "
                + left.amount().toPlainString();
        return line(rule, now, step, computation, Ratio.of(use), null, sentence);
    }

    private BigDecimal used(Line line) {
        return used.getOrDefault(line.key(), BigDecimal.ZERO);
    }

    private static String named(Origin origin) {
        return origin.line() + " in " + origin.period().label();
    }

    /** When a period is good. */
    private Condition good(EarnBackRule rule) {
        if (rule.each() != null) {
            return rule.each();
        }
        String kpi = agreement.rules().stream()
                .filter(each -> each.id().equals(rule.rule()))
                .findFirst()
                .orElseThrow()
                .kpi();
        return new Condition.OfKpi(Objects.requireNonNull(kpi), null, null, null, null, Condition.TargetState.MET);
    }

    private Line line(
            EarnBackRule rule,
            Origin origin,
            String step,
            String computation,
            Ratio exact,
            @Nullable Gate gate,
            String sentence) {
        Caps.Capped capped = caps.apply(rule.id(), exact);
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(rule.id(), amount);
        return new LineBuilder(rule.id(), rule.shape())
                .clause(rule.clause())
                .outcome(step, computation)
                .paid(exact, capped.steps(), amount)
                .sentence(Sentence.amount(new StringBuilder(sentence), capped.steps(), amount))
                .gate(gate)
                .origin(origin)
                .build();
    }
}
