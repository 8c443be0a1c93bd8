package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a failure counts more when it is not the first (UK model schedule, R7: one in the period right after a failure counts
 * double; R19: 5 %, then 10 %, then 15 % within a rolling window). A failure is a line that gives malus or points before
 * this; a period that a version cuts in two is one.
 *
 * @param last failures of so many periods count, this one included
 * @param inARow only those right before, without one between that was none
 * @param times what the first, the second … failure counts; the last number holds for all further ones
 */
public record Repeats(
        @Nullable Integer last,
        @Nullable Boolean inARow,
        @JsonProperty(required = true) List<BigDecimal> times) {
    public Repeats {
        times = List.copyOf(times);
    }

    /** What the failure of that number counts. */
    public BigDecimal times(int number) {
        return times.get(Math.min(number, times.size()) - 1);
    }

    /** How earlier failures are looked for, in words: {@code in a row}, {@code in the last 12 periods}. */
    public String words() {
        return last == null ? "in a row" : "in the last " + last + " periods";
    }
}
