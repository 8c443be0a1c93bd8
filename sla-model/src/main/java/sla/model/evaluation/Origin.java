package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.time.Period;

/**
 * The earlier line that an earn-back is about, and how far it has come.
 *
 * @param period of that line
 * @param line its key
 * @param cost what it cost, without a sign
 * @param state what has become of it with this period
 * @param periods while it waits, how many whole periods were good; while it is kept, for how many it has been
 * @param left what is kept and not used yet; absent unless something is
 */
public record Origin(
        @JsonProperty(required = true) Period period,
        @JsonProperty(required = true) String line,
        @JsonProperty(required = true) Money cost,
        @JsonProperty(required = true) State state,
        @JsonProperty(required = true) int periods,
        @Nullable Money left) {

    /** {@code WAITING → LOST | RETURNED | KEPT}, {@code KEPT → USED | LAPSED}. */
    public enum State {
        /** More periods have to be good. */
        @JsonProperty("waiting")
        WAITING,
        /** One was not. */
        @JsonProperty("lost")
        LOST,
        /** It is paid in this period. */
        @JsonProperty("returned")
        RETURNED,
        /** It is kept against later malus. */
        @JsonProperty("kept")
        KEPT,
        /** All that was kept is used. */
        @JsonProperty("used")
        USED,
        /** What was left has expired. */
        @JsonProperty("lapsed")
        LAPSED
    }

    /** Whether the next period has a line about it. */
    public boolean isOpen() {
        return state == State.WAITING || state == State.KEPT;
    }

    /** The same after one more period. */
    public Origin become(State next, int goodOrKept, @Nullable Money stillLeft) {
        return new Origin(period, line, cost, next, goodOrKept, stillLeft);
    }
}
