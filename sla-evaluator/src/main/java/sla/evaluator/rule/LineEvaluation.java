package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.BankRule;
import sla.model.agreement.Bases;
import sla.model.agreement.Condition;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Over;
import sla.model.agreement.PeriodCount;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Relief.RampUp;
import sla.model.agreement.Repeats;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleShares;
import sla.model.agreement.SettlingRule;
import sla.model.agreement.Unit;
import sla.model.evaluation.Counted;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.evaluation.Repeat;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** One rule's lines: outcome, gate, caps, then the one rounding to the currency. */
final class LineEvaluation {
    private final Agreement agreement;
    private final Period period;
    private final MeasuredKpis kpis;
    private final Bases bases;
    private final Caps caps;
    private final Past past;
    private final RampUps rampUps;
    private final Payments payments;
    private final EarnBackEvaluation earnBacks;
    private final String currency;
    private final @Nullable ProRata proRata;

    LineEvaluation(
            Agreement agreement,
            Period period,
            MeasuredKpis kpis,
            Bases bases,
            Past past,
            RampUps rampUps,
            Claims claims) {
        this.rampUps = rampUps;
        this.agreement = agreement;
        this.period = period;
        this.past = past;
        this.kpis = kpis;
        this.bases = bases;
        currency = agreement.currency();
        proRata = period.part() == null ? null : new ProRata(period.part());
        caps = new Caps(agreement, bases, proRata, past);
        payments = new Payments(agreement, bases, caps, claims);
        earnBacks = new EarnBackEvaluation(agreement, period, kpis, past, caps);
    }

    /** @param before lines of the rules before it, of this period */
    List<Line> settle(SettlingRule rule, List<Line> before) {
        return switch (rule) {
            case EarnBackRule earnBack -> earnBacks.of(earnBack, before);
            case BankRule bank -> List.of(new BankEvaluation(agreement, period, past, caps).of(bank, before));
        };
    }

    /** While lines use them up. */
    Caps caps() {
        return caps;
    }

    /** The caps of which nothing is left. */
    Set<String> capsReached() {
        return caps.reached();
    }

    /**
     * One for each window of its KPI that ends in the period; points before what looks at them.
     *
     * @param points all lines of points; none yet for a rule that gives some
     */
    List<Line> of(Rule rule, List<Line> points) {
        String kpi = rule.kpi();
        PeriodCount count = rule.periods();
        if (count != null) {
            return List.of(ofPeriods(rule, count, points));
        }
        if (kpi == null) {
            Over over = rule.over();
            if (over != null && over.paysAtEnd()) {
                return past.endsSpan(over.lookback()) ? List.of(ofTotal(rule, points)) : List.of();
            }
            // Of points that are not due yet there is no total.
            return points.stream().anyMatch(line -> rule.total().contains(line.rule()))
                    ? List.of(ofTotal(rule, points))
                    : List.of();
        }
        List<Line> lines = new ArrayList<>();
        List<Period> failed = new ArrayList<>();
        for (MeasuredKpi measured : kpis.due(kpi)) {
            Line line = of(rule, measured, failed, points);
            lines.add(line);
            if (line.repeat() != null && line.window() != null) {
                failed.add(line.window());
            }
        }
        return lines;
    }

    /** @param failed windows before it in which the rule was a failure */
    private Line of(Rule rule, MeasuredKpi kpi, List<Period> failed, List<Line> allPoints) {
        Gate gate = gate(rule, kpi.window(), allPoints);
        RuleOutcome outcome = KpiOutcome.of(rule, kpi, bases);
        // Points are no money: there is nothing to share out, and no cap.
        boolean points = rule instanceof PointsRule;
        ProRata part = !points && proRata != null && proRata.concerns(rule, kpi.kpi(), bases) ? proRata : null;
        Period window = kpi.kpi().oncePerPeriod() ? null : kpi.window().named().orElse(null);
        return line(
                        rule,
                        outcome,
                        part,
                        gate,
                        kpi.window(),
                        window,
                        failed,
                        steps -> Sentence.of(kpi, outcome, points, steps))
                .kpi(rule.kpi())
                .value(kpi.shown().orElse(null))
                .build();
    }

    /**
     * What follows from an outcome, whatever was looked at.
     *
     * @param repeating the window for which it may be a repeated failure; null for the period
     * @param failed windows before it in which the rule was a failure
     */
    private LineBuilder line(
            Rule rule,
            RuleOutcome outcome,
            @Nullable ProRata part,
            @Nullable Gate gate,
            KpiWindow window,
            @Nullable Period repeating,
            List<Period> failed,
            Function<Sentence.Steps, String> sentence) {
        boolean points = rule instanceof PointsRule;
        Period named = window.named().orElse(null);
        RampUp rampUp = rampUp(rule, outcome, part, gate, window);
        Repeat repeat = rampUp == null ? repeat(rule, outcome, gate, repeating, failed) : null;
        Paid paid = points || rampUp != null
                ? Paid.nothing(currency)
                : payments.of(rule, exact(outcome, part, gate, repeat), named);
        return new LineBuilder(rule.id(), rule.shape())
                .clause(rule.clause())
                .outcome(outcome.step(), outcome.computation())
                .paid(paid.exact(), paid.caps(), paid.amount())
                .sentence(sentence.apply(new Sentence.Steps(part, repeat, gate, rampUp, paid)))
                .gate(gate)
                .window(named)
                .points(points ? points(outcome, gate, repeat, rampUp) : null)
                .repeat(repeat)
                .banked(paid.banked())
                .deferred(paid.deferred())
                .claim(paid.claim());
    }

    private Line ofTotal(Rule rule, List<Line> points) {
        Over over = rule.over();
        PointsOver ofSpan = over == null ? null : PointsOver.of(rule, over, past, points);
        PointsTotal total = ofSpan == null ? PointsTotal.of(agreement, rule, points) : ofSpan.total();
        Gate gate = gate(rule, kpis.ofPeriod(), points);
        RuleOutcome outcome =
                ofSpan == null ? RuleEvaluation.of(rule, total.kpiValue(), bases) : ofSpan.outcome(rule, bases);
        // Points of days are points of days, whatever part of a period they lie in; those of a quarter or a year are
        // its
        // own, and what the last periods come to is the amount of each.
        boolean ofPeriod = over == null
                ? points.stream()
                        .filter(line -> rule.total().contains(line.rule()))
                        .allMatch(line -> agreement
                                .kpi(Objects.requireNonNull(line.kpi()))
                                .oncePerPeriod())
                : over.last() != null;
        ProRata part = ofPeriod && !RuleShares.ofThePart(rule, bases) ? proRata : null;
        return line(
                        rule,
                        outcome,
                        part,
                        gate,
                        kpis.ofPeriod(),
                        null,
                        List.of(),
                        steps -> Sentence.ofTotal(total, outcome, steps))
                .value(new BigDecimal(Amounts.decimal(total.value())))
                .build();
    }

    private Line ofPeriods(Rule rule, PeriodCount count, List<Line> points) {
        Counted counted =
                new Occasions(kpis, past).of(count, kpis.ofPeriod().period().endExclusive());
        Gate gate = gate(rule, kpis.ofPeriod(), points);
        KpiValue value = new KpiValue(Ratio.of(counted.number()), Unit.COUNT);
        RuleOutcome outcome = RuleEvaluation.of(rule, value, bases);
        ProRata part = RuleShares.ofThePart(rule, bases) ? null : proRata;
        String what = new HistoryAnswers(kpis, past, points, null).was(count)
                + ' '
                + count.lookback().words(past.since(count.lookback()));
        return line(
                        rule,
                        outcome,
                        part,
                        gate,
                        kpis.ofPeriod(),
                        null,
                        List.of(),
                        steps -> Sentence.ofPeriods(what, counted, outcome, steps))
                .value(BigDecimal.valueOf(counted.number()))
                .counted(counted)
                .build();
    }

    /** What a rule gives before caps. */
    private static Ratio exact(
            RuleOutcome outcome, @Nullable ProRata part, @Nullable Gate gate, @Nullable Repeat repeat) {
        Ratio whole = part == null ? outcome.amount() : part.of(outcome.amount());
        return through(gate, times(whole, repeat));
    }

    private static BigDecimal points(
            RuleOutcome outcome, @Nullable Gate gate, @Nullable Repeat repeat, @Nullable RampUp rampUp) {
        return rampUp == null
                ? new BigDecimal(exact(outcome, null, gate, repeat).plain())
                : BigDecimal.ZERO;
    }

    /** What holds back the malus or the points that the rule would give; null if nothing does. */
    private @Nullable RampUp rampUp(
            Rule rule, RuleOutcome outcome, @Nullable ProRata part, @Nullable Gate gate, KpiWindow window) {
        Ratio exact = exact(outcome, part, gate, null);
        RampUp rampUp = rampUps.holding(rule, exact);
        if (rampUp != null) {
            boolean isMoney = !(rule instanceof PointsRule)
                    && RuleShares.ofTheNext(rule, bases).isEmpty();
            rampUps.hold(rampUp, rule, window.named().orElse(null), exact, isMoney);
        }
        return rampUp;
    }

    /** Which failure it is, if it is one and the rule counts them. */
    private @Nullable Repeat repeat(
            Rule rule, RuleOutcome outcome, @Nullable Gate gate, @Nullable Period window, List<Period> failed) {
        Repeats repeats = rule.repeats();
        int bad = rule instanceof PointsRule ? 1 : -1;
        return repeats == null || through(gate, outcome.amount()).signum() != bad
                ? null
                : new RepeatedFailures(past).of(rule, repeats, window, failed);
    }

    private static Ratio times(Ratio amount, @Nullable Repeat repeat) {
        return repeat == null ? amount : amount.times(Ratio.of(repeat.times()));
    }

    private @Nullable Gate gate(Rule rule, KpiWindow window, List<Line> points) {
        Condition when = rule.when();
        return when == null
                ? null
                : GateEvaluation.of(when, kpis, window, new HistoryAnswers(kpis, past, points, null));
    }

    /** What a gate lets through, of money or of points. */
    private static Ratio through(@Nullable Gate gate, Ratio amount) {
        return gate == null || gate.answer() == Gate.Answer.YES ? amount : Ratio.ZERO;
    }
}
