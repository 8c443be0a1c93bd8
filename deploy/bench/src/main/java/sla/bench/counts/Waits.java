package sla.bench.counts;

import java.util.Arrays;

/**
 * How many contacts of an outcome waited how long, as column {@code waits} has it: entries of 8 bytes, ascending: outcome
 * (1 byte), bin (3 bytes), contacts (4 bytes). Bin 2k is exactly k seconds, bin 2k + 1 between k and k + 1.
 */
final class Waits {
    private static final int LAST_BIN = 2 * 2_100_000 + 1;

    private long[] entries = new long[2];
    private int size;

    void add(int outcome, long waitMillis) {
        long seconds = waitMillis / 1000;
        long bin = Math.min(LAST_BIN, waitMillis % 1000 == 0 ? 2 * seconds : 2 * seconds + 1);
        append(((long) outcome << 56) | (bin << 32) | 1);
    }

    void add(Waits other) {
        for (int i = 0; i < other.size; i++) {
            append(other.entries[i]);
        }
    }

    byte[] packed() {
        merge();
        byte[] packed = new byte[8 * size];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) (entries[i / 8] >>> (56 - 8 * (i % 8)));
        }
        return packed;
    }

    private void append(long entry) {
        if (size == entries.length) {
            merge();
            if (2 * size > entries.length) {
                entries = Arrays.copyOf(entries, 2 * entries.length);
            }
        }
        entries[size++] = entry;
    }

    /** Sorts, and makes one entry of those of one outcome and bin. */
    private void merge() {
        Arrays.sort(entries, 0, size);
        int merged = 0;
        for (int i = 0; i < size; i++) {
            if (merged > 0 && entries[merged - 1] >>> 32 == entries[i] >>> 32) {
                entries[merged - 1] += entries[i] & 0xffff_ffffL;
            } else {
                entries[merged++] = entries[i];
            }
        }
        size = merged;
    }
}
