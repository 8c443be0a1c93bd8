package sla.evaluator.freeze;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Origin;
import sla.model.evaluation.PastPeriod.PastCharge;
import sla.model.evaluation.PastPeriod.PastLine;
import sla.model.evaluation.PastPeriod.PastValue;
import sla.model.number.Ratio;
import sla.model.time.Period;

/** What later periods look back on of one period, in words that can follow its name. */
final class PastWords {
    private PastWords() {}

    /**
     * A line that is not there held, returned and paid nothing, and was no failure.
     *
     * @param other the same line at the other time, which tells what an absent one would be
     */
    static String of(@Nullable PastLine line, @Nullable PastLine other) {
        if (has(line, other, each -> each.balance() != null)) {
            return ofBank(line);
        }
        if (has(line, other, each -> each.origin() != null)) {
            return ofEarnBack(line);
        }
        String failure = line != null && line.failure() ? "a failure" : "no failure";
        Deferred left = line == null ? null : line.deferred();
        return failure + " of " + paid(line)
                + (line == null || line.points() == null
                        ? ""
                        : " with " + line.points().toPlainString() + " points")
                + (left == null ? "" : " that left " + left.share().plain() + " of " + left.base());
    }

    private static boolean has(@Nullable PastLine line, @Nullable PastLine other, Predicate<PastLine> what) {
        return (line != null && what.test(line)) || (other != null && what.test(other));
    }

    private static String ofBank(@Nullable PastLine line) {
        String held = line == null || line.balance() == null
                ? "held nothing"
                : "held " + line.balance().toPlainString();
        return line == null || line.paid().signum() == 0 ? held : "paid " + paid(line) + " and " + held;
    }

    private static String ofEarnBack(@Nullable PastLine line) {
        Origin origin = line == null ? null : line.origin();
        if (origin == null) {
            return "was not there";
        }
        String about = "was about " + origin.cost() + " and ";
        return about
                + switch (origin.state()) {
                    case WAITING -> "waited after " + periods(origin, "good");
                    case LOST -> "was lost";
                    case RETURNED -> "returned " + paid(line);
                    case KEPT ->
                        "was kept for " + periods(origin, "")
                                + (origin.left() == null ? "" : " with " + origin.left() + " left");
                    case USED -> "was used up";
                    case LAPSED -> "lapsed";
                };
    }

    private static String periods(Origin origin, String what) {
        return origin.periods()
                + (what.isEmpty() ? " " : " " + what + " ")
                + (origin.periods() == 1 ? "period" : "periods");
    }

    private static String paid(@Nullable PastLine line) {
        return line == null || line.paid().signum() == 0 ? "0" : line.paid().toPlainString();
    }

    /** {@code 'asa'}, {@code 'asa' of 2026-01-05}. */
    static String measured(PastValue value) {
        Period window = value.window();
        return "'" + value.kpi() + "'" + (window == null ? "" : " of " + window.label());
    }

    /** {@code was 35 and missed its target}. */
    static String of(@Nullable PastValue value) {
        if (value == null) {
            return "was not there";
        }
        Ratio number = value.value();
        String was = number == null ? "" : "was " + number.plain();
        String state = switch (value.state()) {
            case MET -> "met its target";
            case MISSED -> "missed its target";
            case NOT_MEASURED -> "was not measured";
            case EXCLUDED -> "was not measured because of exclusions";
            case NO_TARGET -> number == null ? "had no target" : "";
        };
        return was.isEmpty() || state.isEmpty() ? was + state : was + " and " + state;
    }

    /** {@code came to 1000.00}. */
    static String of(@Nullable PastCharge charge) {
        return charge == null ? "was not there" : "came to " + charge.amount().toPlainString();
    }
}
