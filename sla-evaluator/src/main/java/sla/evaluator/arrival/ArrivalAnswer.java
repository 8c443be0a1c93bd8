package sla.evaluator.arrival;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How records come from each source.
 *
 * @param enough how many records must be missing in the least of the weeks
 * @param sources in the order of their ids: all that are registered or have ever sent
 */
public record ArrivalAnswer(Instant asOf, int enough, List<SourceArrivals> sources) {
    /** Whether a source sends as it usually does. */
    public enum State {
        /** It sends, or nothing much would have come since its last record. */
        @JsonProperty("sending")
        SENDING,

        /** It should be sending, and does not. */
        @JsonProperty("silent")
        SILENT,

        /** Fewer than four weeks of records, or none in the last four: there is nothing to compare with. */
        @JsonProperty("no-pattern-yet")
        NO_PATTERN_YET,

        /** Marked as carrying sample data, and not watched. */
        @JsonProperty("sample")
        SAMPLE
    }

    /**
     * One source. Only new records that tell of the last seven days are counted.
     *
     * @param lastRecord start of the quarter-hour in which the last one arrived; absent if none did
     * @param missedFrom from when on records are missed: the end of that quarter-hour
     * @param expected how many would have come since, in the least of the weeks
     * @param weeks the same time in the four weeks before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceArrivals(
            String source,
            State state,
            @Nullable Instant lastRecord,
            @Nullable Instant missedFrom,
            @Nullable Long expected,
            List<Week> weeks) {}

    /**
     * @param records that came then, or an hour earlier or later, whichever is least
     */
    public record Week(Instant from, Instant to, long records) {}
}
