package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import sla.model.number.Ratio;

/**
 * A place between two neighbouring values, where a band begins or ends: just before or just after a value. With it open
 * and closed bounds compare without special cases.
 *
 * @param infinite -1 before all values, 1 after all values, else 0
 */
record Cut(int infinite, Ratio at, boolean after) implements Comparable<Cut> {
    private static final Cut BEFORE_ALL = new Cut(-1, Ratio.ZERO, false);
    private static final Cut AFTER_ALL = new Cut(1, Ratio.ZERO, false);

    static Cut startOf(Band band) {
        if (band.atLeast() != null) {
            return new Cut(0, Ratio.of(band.atLeast()), false);
        }
        return band.above() == null ? BEFORE_ALL : new Cut(0, Ratio.of(band.above()), true);
    }

    static Cut endOf(Band band) {
        if (band.below() != null) {
            return new Cut(0, Ratio.of(band.below()), false);
        }
        return band.atMost() == null ? AFTER_ALL : new Cut(0, Ratio.of(band.atMost()), true);
    }

    /** The values between two of them. */
    static Band band(Cut from, Cut to) {
        BigDecimal low = from.infinite == 0 ? new BigDecimal(from.at.plain()) : null;
        BigDecimal high = to.infinite == 0 ? new BigDecimal(to.at.plain()) : null;
        return new Band(
                from.after ? low : null, from.after ? null : low, to.after ? null : high, to.after ? high : null);
    }

    /** The same place among the multiples of a step: just before the first multiple that lies behind this cut. */
    Cut onGrid(Ratio step) {
        if (infinite != 0) {
            return this;
        }
        Ratio position = at.dividedBy(step);
        Ratio next = after
                ? Ratio.of(position.round(0, RoundingMode.FLOOR)).plus(Ratio.ONE)
                : Ratio.of(position.round(0, RoundingMode.CEILING));
        return new Cut(0, next.times(step), false);
    }

    static Cut earlier(Cut one, Cut other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Cut later(Cut one, Cut other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public int compareTo(Cut other) {
        if (infinite != 0 || other.infinite != 0) {
            return Integer.compare(infinite, other.infinite);
        }
        int order = at.compareTo(other.at);
        return order != 0 ? order : Boolean.compare(after, other.after);
    }
}
