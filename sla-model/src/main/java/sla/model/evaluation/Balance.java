package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;

/**
 * What a bank holds: opening + moved − settled = closing. Over a contract, what lines have banked is what has been settled
 * and the last closing balance.
 *
 * @param since the first day of the span after which it is paid out; absent if that is the period
 * @param opening the closing balance of the period before
 * @param moved what the lines of this period bank, together
 * @param settled what leaves the bank: paid out, cut by a cap, or forgiven
 * @param closing what is left for later periods
 */
public record Balance(
        @Nullable LocalDate since,
        @JsonProperty(required = true) Money opening,
        @JsonProperty(required = true) Money moved,
        @JsonProperty(required = true) Money settled,
        @JsonProperty(required = true) Money closing) {}
