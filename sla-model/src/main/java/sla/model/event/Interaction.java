package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;

/**
 * One leg: one customer's contact over one channel at one queue. Instants have milliseconds, durations are
 * milliseconds of 0 or more, absent means unknown and never 0.
 *
 * <p>After normalisation a contact that was {@linkplain Outcome#offered() offered} always has {@code waitMillis}: the
 * time from offer until it left the queue, ring included.
 *
 * @param offeredAt when it came to the queue
 * @param answeredAt when an agent took it
 * @param leftQueueAt when it left the queue by any way
 * @param endedAt when the conversation ended
 * @param agent a pseudonym
 * @param customerKey the source's own salted pseudonym
 */
public record Interaction(
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) Channel channel,
        @JsonProperty(required = true) Direction direction,
        @JsonProperty(required = true) String queue,
        @JsonProperty(required = true) Outcome outcome,
        @JsonProperty(required = true) Instant offeredAt,
        @Nullable Instant answeredAt,
        @Nullable Instant leftQueueAt,
        @Nullable Instant endedAt,
        @Nullable Instant wrapUpEndedAt,
        @Nullable Instant firstResponseAt,
        @Nullable Long waitMillis,
        @Nullable Long ringMillis,
        @Nullable Long talkMillis,
        @Nullable Long holdMillis,
        @Nullable Long wrapUpMillis,
        @Nullable String site,
        @Nullable String language,
        @Nullable Line line,
        @Nullable String task,
        @Nullable String contactReason,
        @Nullable String journeyId,
        @Nullable Boolean transferred,
        @Nullable String handedBackTo,
        @Nullable String disconnectedBy,
        @Nullable String agent,
        @Nullable String customerKey,
        @Nullable Boolean resolved,
        @Nullable Money revenue,
        @Nullable String sourceFormat)
        implements Content {}
