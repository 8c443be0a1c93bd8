package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's answer about one interaction, or about a queue as such.
 *
 * @param csat satisfaction, from 1 to {@code csatScale}
 * @param nps would recommend, 0 to 10
 */
public record SurveyAnswer(
        @JsonProperty(required = true) String vendor,
        @Nullable RecordReference interaction,
        @Nullable String queue,
        @Nullable Channel channel,
        @JsonProperty(required = true) Instant respondedAt,
        @Nullable Integer csat,
        @Nullable Integer csatScale,
        @Nullable Integer nps,
        @Nullable Boolean resolved)
        implements Content {}
