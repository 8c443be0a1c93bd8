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

    /** Where the span of {@link #every} begins in which the period of a day does, whatever the contract's days are. */
    public LocalDate start(Cycle periods, LocalDate day) {
        return cycle(periods).orElseThrow().startOf(periods.startOf(day));
    }

    /** {@code in the last 12 periods}, {@code in a row}, {@code since 2026-04-01}. */
    public String words(LocalDate since) {
        if (last != null) {
            return last == 1 ? "in this period" : "in the last " + last + " periods";
        }
        return every == null ? "in a row" : "since " + since;
    }
}
