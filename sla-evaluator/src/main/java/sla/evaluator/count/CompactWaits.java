package sla.evaluator.count;

import java.util.Arrays;

/**
 * Histograms of waits in memory, in a quarter of what {@link WaitHistogram} takes: of each entry how far its place lies
 * behind that of the one before it, and its contacts, both in as few groups of seven bits as they need. Not thread-safe.
 */
final class CompactWaits {
    /** Of an entry: five groups for either number. */
    private static final int MOST_ENTRY_BYTES = 10;

    private byte[] bytes = new byte[1024];
    private int size;

    /** Appends a histogram as the database has it; where it ends, which is where the next one begins. */
    int append(byte[] packed) {
        int most = size + packed.length / WaitHistogram.ENTRY_BYTES * MOST_ENTRY_BYTES;
        if (most > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(most, 2 * bytes.length));
        }
        int before = 0;
        for (int at = 0; at < packed.length; at += WaitHistogram.ENTRY_BYTES) {
            int place = WaitHistogram.place(packed, at);
            int contacts = WaitHistogram.contacts(packed, at);
            // Places ascend within one histogram; whatever stands there, the difference says it.
            append(place - before);
            append(contacts << 1 ^ contacts >> 31);
            before = place;
        }
        return size;
    }

    private void append(int number) {
        int left = number;
        while ((left & ~0x7f) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Adds the histogram that lies there. */
    static void addTo(WaitSums sums, byte[] bytes, int begin, int end) {
        int place = 0;
        int at = begin;
        while (at < end) {
            int number = bytes[at++];
            if (number < 0) {
                number &= 0x7f;
                for (int shift = 7, more = -1; more < 0; shift += 7) {
                    more = bytes[at++];
                    number |= (more & 0x7f) << shift;
                }
            }
            place += number;
            int contacts = bytes[at++];
            if (contacts < 0) {
                contacts &= 0x7f;
                for (int shift = 7, more = -1; more < 0; shift += 7) {
                    more = bytes[at++];
                    contacts |= (more & 0x7f) << shift;
                }
            }
            sums.add(place, contacts >>> 1 ^ -(contacts & 1));
        }
    }
}
