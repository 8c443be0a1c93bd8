package sla.model.agreement;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/**
 * How far back something is counted: exactly one of the three.
 *
 * @param last so many whole periods, the one that is evaluated included
 * @param every the periods that begin in the same quarter, half-year or year
 * @param startMonth a month in which these start, 1 to 12; absent means 1
 * @param inARow true: back to where it did not hold
 */
public record Lookback(
        @Nullable Integer last,
        @Nullable Every every,
        @Nullable Integer startMonth,
        @Nullable Boolean inARow) {
    /** Whether it is said in one way. */
    public boolean wellFormed() {
        boolean row = Boolean.TRUE.equals(inARow);
        return Stream.of(last, every).filter(Objects::nonNull).count() + (row ? 1 : 0) == 1
                && (startMonth == null || every != null);
    }

    /** The spans of {@link #every}, which start where periods do. */
    public Optional<Cycle> cycle(Cycle periods) {
        return Optional.ofNullable(every).map(each -> new Cycle(each, periods.startDay(), startMonth));
    }

    /** Where the first period begins that counts for the one that holds the day, whatever the contract's days are. */
    public LocalDate start(Cycle periods, LocalDate day) {
        LocalDate first = periods.startOf(day);
        return cycle(periods)
                .map(cycle -> cycle.startOf(first))
                .orElseGet(() -> History.back(periods, first, last == null ? History.LONGEST_ROW : last));
    }

    /** {@code in the last 12 periods}, {@code in a row}, {@code since 2026-04-01}. */
    public String words(LocalDate since) {
        if (last != null) {
            return last == 1 ? "in this period" : "in the last " + last + " periods";
        }
        return every == null ? "in a row" : "since " + since;
    }
}
