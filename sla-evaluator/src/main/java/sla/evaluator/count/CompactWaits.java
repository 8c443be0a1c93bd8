package sla.evaluator.count;

/**
 * Histograms of waits in memory, in a quarter of what {@link WaitHistogram} takes. For each outcome that has any: its code,
 * the length of what follows in bytes, and of each bin, ascending, how far it lies behind the one before it, and its
 * contacts.
 */
final class CompactWaits {
    private CompactWaits() {}

    /** Appends a histogram as the database has it. */
    static void append(PackedNumbers to, byte[] packed) {
        byte[] ascending = isAscending(packed) ? packed : sorted(packed);
        PackedNumbers bins = new PackedNumbers(64);
        for (int at = 0; at < ascending.length; ) {
            int outcome = WaitHistogram.outcome(WaitHistogram.place(ascending, at));
            bins.clear();
            int before = 0;
            for (; at < ascending.length; at += WaitHistogram.ENTRY_BYTES) {
                int place = WaitHistogram.place(ascending, at);
                if (WaitHistogram.outcome(place) != outcome) {
                    break;
                }
                bins.ensure(2 * PackedNumbers.MOST_BYTES);
                bins.put(WaitHistogram.bin(place) - before);
                bins.put(WaitHistogram.contacts(ascending, at));
                before = WaitHistogram.bin(place);
            }
            to.ensure(2 * PackedNumbers.MOST_BYTES + bins.size());
            to.put(outcome);
            to.put(bins.size());
            to.put(bins);
        }
    }

    /** Adds the histogram that lies between these places. A loop of its own: nothing runs more often. */
    static void addTo(WaitsWithin sums, byte[] bytes, int begin, int end) {
        int lastBin = sums.lastBin();
        int at = begin;
        while (at < end) {
            int outcome = bytes[at++] >>> 1;
            int length = bytes[at++];
            if (length < 0) {
                length &= 0x7f;
                for (int shift = 7, more = -1; more < 0; shift += 7) {
                    more = bytes[at++];
                    length |= (more & 0x7f) << shift;
                }
            }
            int endOfOutcome = at + (length >>> 1);
            int bin = 0;
            while (at < endOfOutcome) {
                int step = bytes[at++];
                if (step < 0) {
                    step &= 0x7f;
                    for (int shift = 7, more = -1; more < 0; shift += 7) {
                        more = bytes[at++];
                        step |= (more & 0x7f) << shift;
                    }
                }
                bin += step >>> 1;
                if (bin > lastBin) {
                    break;
                }
                int contacts = bytes[at++];
                if (contacts < 0) {
                    contacts &= 0x7f;
                    for (int shift = 7, more = -1; more < 0; shift += 7) {
                        more = bytes[at++];
                        contacts |= (more & 0x7f) << shift;
                    }
                }
                sums.add(outcome, bin, contacts >>> 1 ^ -(contacts & 1));
            }
            at = endOfOutcome;
        }
    }

    private static boolean isAscending(byte[] packed) {
        for (int at = WaitHistogram.ENTRY_BYTES; at < packed.length; at += WaitHistogram.ENTRY_BYTES) {
            if (WaitHistogram.place(packed, at) <= WaitHistogram.place(packed, at - WaitHistogram.ENTRY_BYTES)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] sorted(byte[] packed) {
        WaitHistogram sum = new WaitHistogram();
        sum.add(packed);
        return sum.packed();
    }
}
