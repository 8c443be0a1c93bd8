package sla.evaluator.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.evaluator.seal.NotKept;
import sla.model.evaluation.Completeness;

/**
 * What was declared beside what was received, as of the last comparison, a second ago or so.
 *
 * @param to not included
 * @param total all that was asked for as one row, of every page; absent if counts have been deleted
 * @param notKept counts of the time and the filters that have been deleted; absent if all are kept
 * @param rejectedElsewhere messages refused from {@code from} to {@code to} that name no queue or moment, by source: they
 *     are in no row
 * @param rows in the order of time, then of the groups; a span and group in which nothing was declared, received or
 *     rejected has none
 * @param next cursor of the next page; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompletenessAnswer(
        @Nullable String zone,
        Instant from,
        Instant to,
        String time,
        List<String> groupBy,
        @Nullable Figures total,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotKept> notKept,
        List<RejectedOfSource> rejectedElsewhere,
        List<Row> rows,
        @Nullable String next) {

    /**
     * @param contacts received and counting, declared or not
     * @param rejected contacts of which nothing was ever accepted, by the queue and moment their last rejection names
     * @param notCompared control totals that cannot be compared; {@code /v1/control-totals} says why
     */
    public record Figures(long contacts, long rejected, long notCompared, Completeness completeness) {}

    /**
     * One span of time of one group.
     *
     * @param figures absent if counts of the row have been deleted
     * @param notKept these counts; absent if all are kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            Instant from,
            Instant to,
            Map<String, String> group,
            @Nullable Figures figures,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotKept> notKept) {}

    public record RejectedOfSource(String source, long messages) {}
}
