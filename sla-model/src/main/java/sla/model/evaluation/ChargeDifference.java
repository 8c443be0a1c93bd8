package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.LineDifference.Side;
import sla.model.number.Money;

/**
 * One charge of a frozen result beside what it would be now.
 *
 * @param charge its id
 * @param kpi whose units are charged; absent if it has none
 * @param firstSeen when this charge was first found to be as it is in {@code after}
 * @param before in the frozen result, its value the units that are charged; absent if it has no such charge
 * @param after as the data stand now; absent if there is no such charge any more
 * @param amount what is to be added to the frozen amount
 * @param numerator of the KPI, after less before; absent where one side has no such charge or it has no KPI. What was not
 *     measured is 0
 * @param denominator likewise
 * @param causeCount how many records changed what they add to the KPI, or to the one of which so much counts at least
 * @param causes the first of them, in the order of source and record id; those of the other KPI last, with its id
 */
public record ChargeDifference(
        @JsonProperty(required = true) String charge,
        @Nullable String kpi,
        @Nullable String clause,
        @JsonProperty(required = true) Instant firstSeen,
        @Nullable Side before,
        @Nullable Side after,
        @JsonProperty(required = true) Money amount,
        @Nullable BigInteger numerator,
        @Nullable BigInteger denominator,
        @JsonProperty(required = true) long causeCount,
        @JsonProperty(required = true) List<RecordCause> causes) {

    public ChargeDifference {
        causes = List.copyOf(causes);
    }

    /** The same with another date. */
    public ChargeDifference firstSeen(Instant date) {
        return new ChargeDifference(
                charge, kpi, clause, date, before, after, amount, numerator, denominator, causeCount, causes);
    }

    /** The same with these causes. */
    public ChargeDifference causedBy(long count, List<RecordCause> records) {
        return new ChargeDifference(
                charge, kpi, clause, firstSeen, before, after, amount, numerator, denominator, count, records);
    }
}
