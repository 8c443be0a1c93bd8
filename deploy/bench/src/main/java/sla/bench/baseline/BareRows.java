package sla.bench.baseline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.bench.baseline.BareEvent.BareRecord;
import sla.bench.load.BinaryRows;

/** Rows of the table {@code bare}. */
final class BareRows {
    private static final int COLUMNS = 20;

    private final BinaryRows rows = new BinaryRows();

    void begin() {
        rows.begin();
    }

    /** The bytes, of which the first {@link #size} are the rows. */
    byte[] end() {
        rows.end();
        return rows.bytes();
    }

    int size() {
        return rows.size();
    }

    void add(BareEvent event) {
        BareRecord data = event.data();
        if (data == null) {
            return;
        }
        rows.row(COLUMNS)
                .text(event.source())
                .text(data.recordId())
                .bigint(data.revision())
                .text(data.vendor())
                .text(data.channel())
                .text(data.direction())
                .text(data.queue())
                .text(data.outcome())
                .instant(millis(data.offeredAt()))
                .instant(millis(data.answeredAt() == null ? data.leftQueueAt() : data.answeredAt()))
                .instant(millis(data.endedAt()))
                .bigint(data.waitMillis())
                .bigint(data.talkMillis())
                .bigint(data.holdMillis())
                .bigint(data.wrapUpMillis())
                .text(data.site())
                .text(data.language())
                .text(data.line())
                .text(data.agent())
                .bool(data.transferred());
    }

    private static @Nullable Long millis(@Nullable Instant value) {
        return value == null ? null : (Long) value.toEpochMilli();
    }
}
