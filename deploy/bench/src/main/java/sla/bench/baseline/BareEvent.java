package sla.bench.baseline;

import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.json.Json;

/** An event as it is, read with Jackson and not checked. */
record BareEvent(
        @Nullable String source,
        @Nullable String type,
        @Nullable BareRecord data) {
    private static final ObjectReader READER = Json.MAPPER.readerFor(BareEvent.class);

    record BareRecord(
            @Nullable String recordId,
            @Nullable Long revision,
            @Nullable String vendor,
            @Nullable String channel,
            @Nullable String direction,
            @Nullable String queue,
            @Nullable String outcome,
            @Nullable Instant offeredAt,
            @Nullable Instant answeredAt,
            @Nullable Instant leftQueueAt,
            @Nullable Instant endedAt,
            @Nullable Instant wrapUpEndedAt,
            @Nullable Long waitMillis,
            @Nullable Long talkMillis,
            @Nullable Long holdMillis,
            @Nullable Long wrapUpMillis,
            @Nullable String site,
            @Nullable String language,
            @Nullable String line,
            @Nullable String agent,
            @Nullable Boolean transferred) {}

    /** Null if it cannot be read. */
    static @Nullable BareEvent read(byte[] value) {
        try {
            BareEvent event = READER.readValue(value);
            return event.data == null ? null : event;
        } catch (IOException _) {
            return null;
        }
    }
}
