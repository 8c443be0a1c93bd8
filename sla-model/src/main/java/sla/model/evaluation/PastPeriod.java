package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.FormerIds;
import sla.model.agreement.LookedAt;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * What later periods can look back on: taken from an evaluation as it is printed, and from nothing else. Of a frozen
 * period that would be otherwise now, as its last difference has it.
 *
 * @param lines those that paid something, gave points, were a failure, or that later periods go on with
 * @param values of KPIs, over each window that ended in the period; absent if nobody looks at them
 * @param capsReached the ids of the caps of which nothing was left at its end; absent if there are none
 * @param charges what was charged; absent if nothing was, or if nothing looks back on it
 */
public record PastPeriod(
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) List<PastLine> lines,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PastValue> values,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> capsReached,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PastCharge> charges) {
    public PastPeriod {
        charges = charges == null ? List.of() : List.copyOf(charges);
        lines = List.copyOf(lines);
        values = values == null ? List.of() : List.copyOf(values);
        capsReached = capsReached == null ? List.of() : List.copyOf(capsReached);
    }

    /**
     * @param window as {@link Line#window}
     * @param failure whether it gave malus or points, before caps and whatever it counted as a repeated one
     * @param paid after caps, rounded
     * @param points of a rule that gives any; absent if nobody looks at them
     * @param balance what a bank holds after it; absent on other lines
     * @param origin of an earn-back, as {@link Line#origin}
     * @param deferred as {@link Line#deferred}
     * @param owedFor as {@link Line#owedFor}
     * @param frozen what it was frozen as, if it would be otherwise now; else absent
     */
    public record PastLine(
            @JsonProperty(required = true) String rule,
            @Nullable Period window,
            @JsonProperty(required = true) boolean failure,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal paid,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal points,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal balance,

            @Nullable Origin origin,
            @Nullable Deferred deferred,
            @Nullable Period owedFor,
            @Nullable AsFrozen frozen) {
        private boolean says() {
            return failure
                    || paid.signum() != 0
                    || (points != null && points.signum() != 0)
                    || balance != null
                    || (origin != null && origin.isOpen())
                    || deferred != null
                    || frozen != null;
        }

        /** The key of its line. */
        public String key() {
            if (owedFor != null) {
                return Line.keyOfOwed(rule, owedFor);
            }
            return Line.key(rule, origin == null ? window : origin.period());
        }

        /** The same, frozen as something else or as nothing else. */
        public PastLine frozenAs(@Nullable AsFrozen other) {
            return new PastLine(rule, window, failure, paid, points, balance, origin, deferred, owedFor, other);
        }

        /** The same line with nothing in it. */
        PastLine emptied() {
            Origin about = origin == null ? null : origin.become(Origin.State.LOST, 0, null);
            return new PastLine(rule, window, false, paid.subtract(paid), null, null, about, null, owedFor, null);
        }

        /** What an earn-back is about stays what it was called when it was printed. */
        private PastLine renamed(FormerIds former) {
            return new PastLine(
                    former.rules().getOrDefault(rule, rule),
                    window,
                    failure,
                    paid,
                    points,
                    balance,
                    origin,
                    deferred == null ? null : deferred.renamed(former.charges()),
                    owedFor,
                    frozen);
        }

        private PastLine withoutMoney() {
            AsFrozen then =
                    frozen == null ? null : new AsFrozen(frozen.difference(), frozen.failure(), BigDecimal.ZERO);
            return new PastLine(rule, window, failure, BigDecimal.ZERO, points, null, null, deferred, owedFor, then);
        }

        private PastLine withoutPoints() {
            return new PastLine(rule, window, failure, paid, null, balance, origin, deferred, owedFor, frozen);
        }
    }

    /**
     * A line of a frozen period that would be otherwise now.
     *
     * @param difference the number of the difference since which it would be so
     * @param failure as frozen
     * @param paid likewise
     */
    public record AsFrozen(
            @JsonProperty(required = true) int difference,
            @JsonProperty(required = true) boolean failure,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal paid) {}

    /**
     * @param window as {@link KpiResult#window}
     * @param value what rules looked at; absent if not measured, or if nobody looks at it
     */
    public record PastValue(
            @JsonProperty(required = true) String kpi,
            @Nullable Period window,
            @JsonProperty(required = true) KpiResult.TargetState state,
            @Nullable Ratio value) {}

    /** What one charge came to, rounded. */
    public record PastCharge(
            @JsonProperty(required = true) String charge,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal amount) {}

    /** The same with other lines. */
    public PastPeriod withLines(List<PastLine> others) {
        return new PastPeriod(period, others, values, capsReached, charges);
    }

    /** For one that pays in another currency: failures, points, values and caps stay, and shares of what is charged next. */
    public PastPeriod withoutMoney() {
        return new PastPeriod(
                period,
                lines.stream()
                        .map(PastLine::withoutMoney)
                        .filter(PastLine::says)
                        .toList(),
                values,
                capsReached,
                List.of());
    }

    /** The same under the ids that things have now, in the same order. */
    public PastPeriod renamed(FormerIds former) {
        return former.isEmpty()
                ? this
                : new PastPeriod(
                        period,
                        lines.stream().map(line -> line.renamed(former)).toList(),
                        values.stream()
                                .map(value -> new PastValue(
                                        former.kpis().getOrDefault(value.kpi(), value.kpi()),
                                        value.window(),
                                        value.state(),
                                        value.value()))
                                .toList(),
                        capsReached.stream()
                                .map(cap -> former.caps().getOrDefault(cap, cap))
                                .toList(),
                        charges.stream()
                                .map(charge -> new PastCharge(
                                        former.charges().getOrDefault(charge.charge(), charge.charge()),
                                        charge.amount()))
                                .toList());
    }

    /** The same period with nothing in it. */
    public PastPeriod emptied() {
        return new PastPeriod(period, List.of(), List.of(), List.of(), List.of());
    }

    public static PastPeriod of(Evaluation evaluation) {
        return new PastPeriod(
                evaluation.period(),
                evaluation.lines().stream()
                        .map(line -> new PastLine(
                                line.rule(),
                                line.window(),
                                isFailure(line),
                                line.amount().amount(),
                                line.points(),
                                balance(line),
                                line.origin(),
                                line.deferred(),
                                line.owedFor(),
                                null))
                        .filter(PastLine::says)
                        .toList(),
                evaluation.kpis().stream()
                        .filter(kpi -> kpi.running() == null)
                        .map(kpi -> new PastValue(kpi.kpi(), kpi.window(), kpi.targetState(), value(kpi)))
                        .toList(),
                capsReached(evaluation),
                evaluation.charges().stream()
                        .map(charge ->
                                new PastCharge(charge.charge(), charge.amount().amount()))
                        .toList());
    }

    /** Only what somebody looks at of each, from the first in which that is anything; from the first where lines are looked at. */
    public static List<PastPeriod> keep(List<PastPeriod> past, LookedAt looked) {
        return past.stream()
                .map(each -> each.keep(looked))
                .dropWhile(each -> !looked.lines() && each.lines().isEmpty())
                .toList();
    }

    /** Only what somebody looks at: what else there is may change without concerning them. */
    public PastPeriod keep(LookedAt looked) {
        return new PastPeriod(
                period,
                lines.stream()
                        .map(line -> looked.points().contains(line.rule()) ? line : line.withoutPoints())
                        .filter(line -> looked.lines() ? line.says() : line.deferred() != null)
                        .toList(),
                values.stream()
                        .filter(value -> looked.asksFor(value.kpi()))
                        .map(value -> new PastValue(
                                value.kpi(),
                                value.window(),
                                value.state(),
                                looked.values().contains(value.kpi()) ? value.value() : null))
                        .toList(),
                capsReached.stream().filter(looked.caps()::contains).toList(),
                charges.stream()
                        .filter(charge -> looked.charges().contains(charge.charge()))
                        .toList());
    }

    /** Failures are marked where a rule counts them; by an earlier version it may not have. */
    private static boolean isFailure(Line line) {
        BigDecimal points = line.points();
        if (line.owedFor() != null) {
            return false;
        }
        if (line.deferred() != null) {
            return line.deferred().share().signum() < 0;
        }
        return line.repeat() != null
                || line.claim() != null
                || line.exactAmount().signum() < 0
                || (points != null && points.signum() > 0);
    }

    private static @Nullable BigDecimal balance(Line line) {
        return line.balance() == null ? null : line.balance().closing().amount();
    }

    private static @Nullable Ratio value(KpiResult kpi) {
        return kpi.rounding() == null
                ? kpi.exact()
                : Optional.ofNullable(kpi.value()).map(Ratio::of).orElse(null);
    }

    /** A document that asks for caps says so; of others those are known that left a line just what there was. */
    private static List<String> capsReached(Evaluation evaluation) {
        TreeSet<String> caps = new TreeSet<>(evaluation.capsReached());
        for (Line line : evaluation.lines()) {
            line.caps().stream()
                    .filter(step -> Ratio.of(line.amount().amount()).equals(step.after()))
                    .forEach(step -> caps.add(step.cap()));
        }
        return List.copyOf(caps);
    }
}
