package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleLimits;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** One rule's lines: outcome, gate, caps, then the one rounding to the currency. */
final class LineEvaluation {
    private final Agreement agreement;
    private final MeasuredKpis kpis;
    private final Bases bases;
    private final Caps caps;
    private final String currency;
    private final @Nullable ProRata proRata;

    LineEvaluation(Agreement agreement, Period period, MeasuredKpis kpis) {
        this.agreement = agreement;
        this.kpis = kpis;
        bases = Bases.of(agreement);
        currency = agreement.currency();
        proRata = period.part() == null ? null : new ProRata(period.part());
        caps = new Caps(agreement, proRata);
    }

    /** One for each window of its KPI that ends in the period; points before totals of them. */
    List<Line> of(Rule rule, List<Line> points) {
        String kpi = rule.kpi();
        if (kpi == null) {
            // Of points that are not due yet there is no total.
            return points.stream().anyMatch(line -> rule.total().contains(line.rule()))
                    ? List.of(ofTotal(rule, points))
                    : List.of();
        }
        return kpis.due(kpi).stream().map(measured -> of(rule, measured)).toList();
    }

    private Line of(Rule rule, MeasuredKpi kpi) {
        Gate gate = gate(rule, kpi.window());
        RuleOutcome outcome = outcome(rule, kpi);
        // Points are no money: there is nothing to share out, and no cap.
        boolean points = rule instanceof PointsRule;
        ProRata part = !points && proRata != null && proRata.concerns(rule, kpi.kpi()) ? proRata : null;
        Paid paid = points ? new Paid(Ratio.ZERO, List.of(), Money.zero(currency)) : pay(rule, outcome, part, gate);
        return new Line(
                rule.id(),
                rule.kpi(),
                rule.clause(),
                rule.shape(),
                kpi.shown().orElse(null),
                outcome.step(),
                outcome.computation(),
                paid.exact(),
                paid.caps(),
                paid.amount(),
                Sentence.of(kpi, outcome, part, gate, paid.caps(), paid.amount()),
                gate,
                kpi.window().named().orElse(null),
                points ? new BigDecimal(through(gate, outcome.amount()).plain()) : null);
    }

    private Line ofTotal(Rule rule, List<Line> points) {
        PointsTotal total = PointsTotal.of(agreement, rule, points);
        Gate gate = gate(rule, kpis.ofPeriod());
        RuleOutcome outcome = RuleEvaluation.of(rule, total.kpiValue(), bases);
        // Points of days are points of days, whatever part of a period they lie in.
        boolean ofPeriod = points.stream()
                .filter(line -> rule.total().contains(line.rule()))
                .allMatch(line ->
                        agreement.kpi(Objects.requireNonNull(line.kpi())).oncePerPeriod());
        ProRata part = ofPeriod ? proRata : null;
        Paid paid = pay(rule, outcome, part, gate);
        return new Line(
                rule.id(),
                null,
                rule.clause(),
                rule.shape(),
                new BigDecimal(Amounts.decimal(total.value())),
                outcome.step(),
                outcome.computation(),
                paid.exact(),
                paid.caps(),
                paid.amount(),
                Sentence.ofTotal(total, outcome, part, gate, paid.caps(), paid.amount()),
                gate,
                null,
                null);
    }

    /** What is paid of an outcome. */
    private record Paid(Ratio exact, List<Line.CapStep> caps, Money amount) {}

    private Paid pay(Rule rule, RuleOutcome outcome, @Nullable ProRata part, @Nullable Gate gate) {
        Ratio whole = part == null ? outcome.amount() : part.of(outcome.amount());
        Ratio exact = through(gate, whole);
        Caps.Capped capped = caps.apply(rule.id(), exact);
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(rule.id(), amount);
        return new Paid(exact, capped.steps(), amount);
    }

    private @Nullable Gate gate(Rule rule, KpiWindow window) {
        Condition when = rule.when();
        return when == null ? null : GateEvaluation.of(when, kpis, window);
    }

    /** What a gate lets through, of money or of points. */
    private static Ratio through(@Nullable Gate gate, Ratio amount) {
        return gate == null || gate.answer() == Gate.Answer.YES ? amount : Ratio.ZERO;
    }

    private RuleOutcome outcome(Rule rule, MeasuredKpi kpi) {
        return switch (kpi.result().measure()) {
            case Measure.Measured _, Measure.OfParts _ ->
                RuleEvaluation.of(rule, kpi.value().orElseThrow(), bases);
            case Measure.NotMeasured(String reason, var _, var _) ->
                switch (kpi.kpi().notMeasured()) {
                    case NO_EFFECT -> new RuleOutcome(Ratio.ZERO, "not measured", "no amount: " + reason);
                    case MET -> asOnTarget(rule, kpi.kpi());
                    case FAILED -> asFailed(rule, kpi.kpi());
                };
        };
    }

    private RuleOutcome asOnTarget(Rule rule, Kpi kpi) {
        if (kpi.target() == null) {
            throw new IllegalStateException(kpi.id() + " has no target; the agreement's self-check refuses that");
        }
        KpiValue bound = new KpiValue(Ratio.of(kpi.target().bound().orElseThrow()), kpi.unit());
        RuleOutcome outcome = RuleEvaluation.of(rule, bound, bases);
        return new RuleOutcome(
                outcome.amount(),
                outcome.step(),
                "as if it were " + KpiValue.words(bound.number(), bound.unit()) + ", " + outcome.computation());
    }

    private RuleOutcome asFailed(Rule rule, Kpi kpi) {
        if (rule instanceof PointsRule points) {
            Ratio most = RuleLimits.mostPoints(points);
            return new RuleOutcome(
                    most,
                    "taken as failed",
                    "the most of this rule, " + PointsEvaluation.words(new BigDecimal(most.plain())));
        }
        Ratio most = RuleLimits.mostMalus(rule, kpi, bases)
                .orElseThrow(() ->
                        new IllegalStateException(rule.id() + " has no most; the agreement's self-check refuses that"));
        return new RuleOutcome(
                most.negate(),
                "taken as failed",
                "the most malus of this rule, " + most.negate().plain());
    }
}
