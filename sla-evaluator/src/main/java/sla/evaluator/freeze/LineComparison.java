package sla.evaluator.freeze;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.LineDifference.Side;
import sla.model.evaluation.Measure;
import sla.model.number.Money;
import sla.model.time.Period;

/** The lines of two results beside each other: a pure function, without dates and causes. */
final class LineComparison {
    private LineComparison() {}

    /**
     * The lines that differ in anything, in the order of the frozen result and then of the live one.
     *
     * @param live empty if there is none any more
     */
    static List<LineDifference> compare(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, Line> after = new LinkedHashMap<>();
        live.ifPresent(evaluation -> evaluation.lines().forEach(line -> after.put(line.key(), line)));
        List<LineDifference> differences = new ArrayList<>();
        for (Line before : frozen.lines()) {
            Line line = after.remove(before.key());
            if (!before.equals(line)) {
                differences.add(difference(
                        frozen.currency(),
                        before,
                        side(frozen, before),
                        live.map(now -> side(now, line)).orElse(null),
                        line));
            }
        }
        live.ifPresent(now -> after.values()
                .forEach(line -> differences.add(difference(frozen.currency(), line, null, side(now, line), line))));
        return differences;
    }

    private static LineDifference difference(
            String currency, Line named, @Nullable Side before, @Nullable Side after, @Nullable Line now) {
        Money zero = Money.zero(currency);
        Money amount = (after == null ? zero : after.amount()).minus(before == null ? zero : before.amount());
        return new LineDifference(
                named.rule(),
                named.kpi(),
                named.clause(),
                Instant.EPOCH,
                before,
                after,
                amount,
                before == null || after == null ? null : after.numerator().subtract(before.numerator()),
                before == null || after == null ? null : after.denominator().subtract(before.denominator()),
                0,
                List.of(),
                named.window(),
                named.origin() == null ? null : named.origin().period(),
                named.owedFor(),
                now == null ? null : now.claim());
    }

    private static @Nullable Side side(Evaluation evaluation, @Nullable Line line) {
        if (line == null) {
            return null;
        }
        return side(evaluation, line.kpi(), line.window(), line.value(), line.amount(), line.sentence());
    }

    /** With what was counted for the KPI, if it has one. */
    static Side side(
            Evaluation evaluation,
            @Nullable String kpi,
            @Nullable Period window,
            @Nullable BigDecimal value,
            Money amount,
            String sentence) {
        if (kpi == null) {
            return new Side(value, BigInteger.ZERO, BigInteger.ZERO, amount, sentence);
        }
        Measure measure = evaluation.kpis().stream()
                .filter(each -> each.kpi().equals(kpi) && Objects.equals(each.window(), window))
                .map(KpiResult::measure)
                .findFirst()
                .orElseThrow();
        return switch (measure) {
            case Measure.Measured(var numerator, var denominator, var _) ->
                new Side(value, numerator, denominator, amount, sentence);
            case Measure.OfParts(var numerator, var denominator, var _, var _) ->
                new Side(value, numerator, denominator, amount, sentence);
            case Measure.NotMeasured(var _, var numerator, var denominator) ->
                new Side(
                        value,
                        Objects.requireNonNullElse(numerator, BigInteger.ZERO),
                        Objects.requireNonNullElse(denominator, BigInteger.ZERO),
                        amount,
                        sentence);
        };
    }
}
