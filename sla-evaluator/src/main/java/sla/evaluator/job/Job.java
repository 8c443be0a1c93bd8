package sla.evaluator.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountScope;

/**
 * Work on the counts that somebody asked for.
 *
 * @param source whose counts; absent for all
 * @param period of which month of UTC; absent for all times
 * @param step what it is at
 * @param rows rows of counts compared by a verification, records deleted by a retention, revisions
 *     changed by a forgetting
 * @param differences rows that were wrong; a rebuild has put them right
 * @param firstDifferences some of them in words, for a verification
 * @param notes what it did, or what it left out because it is sealed
 * @param failure why it did not come to an end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        long id,
        JobKind kind,
        @Nullable String source,
        @Nullable YearMonth period,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        String step,
        int stepsDone,
        int steps,
        @Nullable Long rows,
        @Nullable Long differences,
        List<String> firstDifferences,
        List<String> notes,
        @Nullable String failure) {

    enum State {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED
    }

    @JsonProperty
    State state() {
        if (finishedAt != null) {
            return failure == null ? State.DONE : State.FAILED;
        }
        return startedAt == null ? State.WAITING : State.RUNNING;
    }

    CountScope scope() {
        return CountScope.of(source, period);
    }
}
