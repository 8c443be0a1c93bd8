package sla.evaluator.count;

import java.util.Arrays;
import sla.model.event.Outcome;

/**
 * How many contacts of an outcome waited how long, by {@link WaitBin}. Packed as column {@code waits} has it: entries of
 * 8 bytes, ascending: outcome (1 byte), bin (3 bytes), contacts (4 bytes, signed, never 0). Histograms placed one after
 * another say the same as their sum. Not thread-safe.
 */
final class WaitHistogram {
    static final int ENTRY_BYTES = 8;
    static final byte[] NOTHING = {};

    /** Outcome and bin above, contacts below; in any order, an outcome and bin any number of times. */
    private long[] entries = new long[4];

    private int size;

    void add(Outcome outcome, long waitMillis, int contacts) {
        append((StoredCode.of(outcome) << 24) | WaitBin.of(waitMillis), contacts);
    }

    /** @param packed one histogram, or several placed one after another */
    void add(byte[] packed) {
        for (int at = 0; at < packed.length; at += ENTRY_BYTES) {
            append(place(packed, at), contacts(packed, at));
        }
    }

    void add(WaitHistogram other) {
        for (int i = 0; i < other.size; i++) {
            append((int) (other.entries[i] >> 32), (int) other.entries[i]);
        }
    }

    boolean isZero() {
        sum();
        return size == 0;
    }

    /** @throws ArithmeticException if more contacts of a cell waited equally long than an {@code int} can say */
    byte[] packed() {
        sum();
        if (size == 0) {
            return NOTHING;
        }
        byte[] packed = new byte[size * ENTRY_BYTES];
        for (int i = 0; i < size; i++) {
            for (int at = 0; at < ENTRY_BYTES; at++) {
                packed[i * ENTRY_BYTES + at] = (byte) (entries[i] >>> (8 * (ENTRY_BYTES - 1 - at)));
            }
        }
        return packed;
    }

    static int contacts(byte[] packed, int at) {
        return number(packed, at + 4);
    }

    /** Outcome and bin in one: the code of the outcome lies above 24 bits of bin. */
    static int place(byte[] packed, int at) {
        return number(packed, at);
    }

    /** Its code, from a place. */
    static int outcome(int place) {
        return place >> 24;
    }

    static int bin(int place) {
        return place & 0xff_ff_ff;
    }

    private static int number(byte[] packed, int at) {
        return packed[at] << 24
                | (packed[at + 1] & 0xff) << 16
                | (packed[at + 2] & 0xff) << 8
                | (packed[at + 3] & 0xff);
    }

    private void append(int place, int contacts) {
        if (size == entries.length) {
            sum();
            if (size > entries.length / 2) {
                entries = Arrays.copyOf(entries, 2 * entries.length);
            }
        }
        entries[size++] = ((long) place << 32) | (contacts & 0xffff_ffffL);
    }

    /** Sorts, and makes one entry of those of one place. */
    private void sum() {
        Arrays.sort(entries, 0, size);
        int summed = 0;
        for (int i = 0; i < size; ) {
            long place = entries[i] >> 32;
            long contacts = 0;
            for (; i < size && entries[i] >> 32 == place; i++) {
                contacts += (int) entries[i];
            }
            if (contacts != 0) {
                entries[summed++] = (place << 32) | (Math.toIntExact(contacts) & 0xffff_ffffL);
            }
        }
        size = summed;
    }
}
