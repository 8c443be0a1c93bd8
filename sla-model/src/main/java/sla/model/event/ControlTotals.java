package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many interactions the source says it handled at a queue with {@code from <= offeredAt < to}, so that what was
 * received can be compared with what was declared.
 */
public record ControlTotals(
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) String queue,
        @JsonProperty(required = true) Instant from,
        @JsonProperty(required = true) Instant to,
        @JsonProperty(required = true) long interactions,
        @Nullable Long answered,
        @Nullable Long abandoned)
        implements Content {}
