package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/**
 * What later periods can look back on: taken from an evaluation as it is printed, and from nothing else. Of a frozen
 * period that would be otherwise now, as its last difference has it.
 *
 * @param lines those that paid something, were a failure, or that later periods go on with
 */
public record PastPeriod(
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) List<PastLine> lines) {
    public PastPeriod {
        lines = List.copyOf(lines);
    }

    /**
     * @param window as {@link Line#window}
     * @param failure whether it gave malus or points, before caps and whatever it counted as a repeated one
     * @param paid after caps, rounded
     * @param balance what a bank holds after it; absent on other lines
     * @param frozen what it was frozen as, if it would be otherwise now; else absent
     */
    public record PastLine(
            @JsonProperty(required = true) String rule,
            @Nullable Period window,
            @JsonProperty(required = true) boolean failure,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal paid,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal balance,

            @Nullable AsFrozen frozen) {
        /** The key of its line. */
        public String key() {
            return Line.key(rule, window);
        }

        /** The same, frozen as something else or as nothing else. */
        public PastLine frozenAs(@Nullable AsFrozen other) {
            return new PastLine(rule, window, failure, paid, balance, other);
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

    /** The same with other lines. */
    public PastPeriod withLines(List<PastLine> others) {
        return new PastPeriod(period, others);
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
                                balance(line),
                                null))
                        .filter(line -> line.failure() || line.paid().signum() != 0 || line.balance() != null)
                        .toList());
    }

    private static @Nullable BigDecimal balance(Line line) {
        return line.balance() == null ? null : line.balance().closing().amount();
    }

    /** Failures are marked where a rule counts them; by an earlier version it may not have. */
    private static boolean isFailure(Line line) {
        BigDecimal points = line.points();
        return line.repeat() != null || line.exactAmount().signum() < 0 || (points != null && points.signum() > 0);
    }
}
