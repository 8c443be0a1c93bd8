package sla.contract.term;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import sla.model.term.Claim;

/**
 * How it stands with a line that has to be claimed.
 *
 * @param line its key: the rule, for a line of one of several windows with its label
 * @param by the last day on which it can be claimed, in the contract's zone
 * @param state by the clock of who reads the statement
 * @param claim with its history; absent if nobody ever claimed it by this name
 */
public record StatementClaim(
        @JsonProperty(required = true) String line,
        @JsonProperty(required = true) LocalDate by,
        @JsonProperty(required = true) State state,
        @Nullable Claim claim) {

    /** What can become of it. */
    public enum State {
        /** It can still be claimed, and pays nothing until then. */
        @JsonProperty("open")
        OPEN,
        @JsonProperty("claimed")
        CLAIMED,
        /** Nobody has claimed it in time: it pays nothing. */
        @JsonProperty("lapsed")
        LAPSED
    }
}
