package sla.evaluator.performance;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import sla.evaluator.seal.NotKept;
import sla.model.agreement.Unit;
import sla.model.evaluation.Completeness;

/**
 * Performance by time and dimensions.
 *
 * @param to not included
 * @param sources what each source has sent that reports what the metrics asked for are made of
 * @param provisionalFrom records of contacts from here on may still be on their way; absent if none can be
 * @param notKept counts of the time and the filters that have been deleted; absent if all are kept
 * @param rows in the order of time, then of the groups
 * @param next cursor of the next page; absent on the last
 */
public record PerformanceAnswer(
        @Nullable String zone,
        Instant from,
        Instant to,
        String attribution,
        String time,
        List<String> groupBy,
        List<SourceState> sources,
        @Nullable Instant provisionalFrom,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotKept> notKept,
        List<Row> rows,
        @Nullable String next) {

    /** The same about figures alone. */
    PerformanceAnswer withoutSources() {
        return new PerformanceAnswer(zone, from, to, attribution, time, groupBy, List.of(), null, notKept, rows, next);
    }

    PerformanceAnswer withoutRows() {
        return new PerformanceAnswer(
                zone, from, to, attribution, time, groupBy, sources, provisionalFrom, notKept, List.of(), next);
    }

    /**
     * How far a source has come.
     *
     * @param newestRecord the newest offer, evaluation or answer it has told of; absent if none yet
     * @param lastReceived when its last record came
     * @param provisionalFrom now less the source's usual delay
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceState(
            String source, @Nullable Instant newestRecord, Instant lastReceived, Instant provisionalFrom) {}

    /**
     * One span of time of one group.
     *
     * @param group value by dimension; a contact whose value is unknown is in the group without it
     * @param completeness how much of what the sources declared for the queues of this row was received: whole queues,
     *     by the moment of offer, and as of a second ago or so; absent if counts of the row have been deleted
     * @param notKept counts of the row that have been deleted: then no metric has a value; absent if all are kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            Instant from,
            Instant to,
            Map<String, @Nullable String> group,
            boolean provisional,
            @Nullable Completeness completeness,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotKept> notKept,
            List<Value> metrics) {}

    /**
     * One metric of a row.
     *
     * @param state {@code measured}, {@code not-measured}, or {@code not-kept} if counts that it is made of are deleted
     * @param value with six decimals, for display; {@code numerator} and {@code denominator} are exact
     * @param reason why it has no value
     */
    public record Value(
            String metric,
            String formula,
            Unit unit,
            String state,

            @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal value,

            @Nullable BigInteger numerator,
            @Nullable BigInteger denominator,
            @Nullable String reason,
            SortedMap<String, Long> counts) {}
}
