package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/**
 * What was not held against the vendor in a period, and what that changed.
 *
 * @param kind what it is: {@code ramp-up}
 * @param sentence it in plain words
 * @param lines those that it changed; absent if it changed none
 */
public record ReliefResult(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String kind,
        @Nullable String clause,
        @JsonProperty(required = true) String sentence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LineChange> lines) {
    public ReliefResult {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /**
     * @param window as {@link Line#window}
     * @param without the amount that it would have been, before caps; of a rule of shape {@code points} the points
     * @param with what it is instead
     */
    public record LineChange(
            @JsonProperty(required = true) String rule,
            @Nullable Period window,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal without,

            @JsonProperty(required = true) @JsonFormat(shape = JsonFormat.Shape.STRING)
            BigDecimal with) {}
}
