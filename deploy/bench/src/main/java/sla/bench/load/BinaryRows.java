package sla.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows for {@code COPY … (format binary)}, in a buffer that is used again. Belongs to one thread. */
public final class BinaryRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long MILLIS_TO_2000 = 946_684_800_000L;

    private byte[] bytes = new byte[1 << 20];
    private int size;

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** What a copy begins with. */
    public void begin() {
        clear();
        reserve(HEADER.length);
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
    }

    /** What a copy ends with. */
    public void end() {
        put(2, -1);
    }

    /** The first {@link #size} of them. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Begins a row; its values follow in the order of the columns. */
    public BinaryRows row(int columns) {
        return put(2, columns);
    }

    public BinaryRows text(@Nullable String value) {
        return value == null ? absent() : binary(value.getBytes(StandardCharsets.UTF_8));
    }

    public BinaryRows binary(byte[] value) {
        put(4, value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** A {@code timestamptz}. */
    public BinaryRows instant(@Nullable Long millis) {
        return bigint(millis == null ? null : (Long) ((millis - MILLIS_TO_2000) * 1000));
    }

    public BinaryRows bigint(@Nullable Long value) {
        return value == null ? absent() : put(4, 8).put(8, value);
    }

    public BinaryRows integer(int value) {
        return put(4, 4).put(4, value);
    }

    public BinaryRows smallint(int value) {
        return put(4, 2).put(2, value);
    }

    public BinaryRows bool(@Nullable Boolean value) {
        return value == null ? absent() : put(4, 1).put(1, value ? 1 : 0);
    }

    private BinaryRows absent() {
        return put(4, -1);
    }

    private BinaryRows put(int length, long value) {
        reserve(length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
