package sla.bench.baseline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sla.bench.baseline.BareEvent.BareRecord;

/** Rows of the table {@code bare} in PostgreSQL's binary format, in a buffer that is used again. */
final class BareRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int COLUMNS = 20;
    private static final long MILLIS_TO_2000 = 946_684_800_000L;

    private byte[] bytes = new byte[1 << 20];
    private int size;

    void begin() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
    }

    /** The bytes, of which the first {@link #size} are the rows. */
    byte[] end() {
        put(2, -1);
        return bytes;
    }

    int size() {
        return size;
    }

    void add(BareEvent event) {
        BareRecord data = event.data();
        if (data == null) {
            return;
        }
        put(2, COLUMNS);
        text(event.source());
        text(data.recordId());
        number(data.revision());
        text(data.vendor());
        text(data.channel());
        text(data.direction());
        text(data.queue());
        text(data.outcome());
        instant(data.offeredAt());
        instant(data.answeredAt() == null ? data.leftQueueAt() : data.answeredAt());
        instant(data.endedAt());
        number(data.waitMillis());
        number(data.talkMillis());
        number(data.holdMillis());
        number(data.wrapUpMillis());
        text(data.site());
        text(data.language());
        text(data.line());
        text(data.agent());
        if (data.transferred() == null) {
            put(4, -1);
        } else {
            put(4, 1);
            put(1, data.transferred() ? 1 : 0);
        }
    }

    private void text(@Nullable String value) {
        if (value == null) {
            put(4, -1);
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        put(4, text.length);
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    private void instant(@Nullable Instant value) {
        number(value == null ? null : (Long) ((value.toEpochMilli() - MILLIS_TO_2000) * 1000));
    }

    private void number(@Nullable Long value) {
        if (value == null) {
            put(4, -1);
            return;
        }
        put(4, 8);
        put(8, value);
    }

    private void put(int length, long value) {
        reserve(length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
