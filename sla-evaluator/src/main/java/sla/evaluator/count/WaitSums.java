package sla.evaluator.count;

import java.util.Arrays;
import java.util.TreeMap;
import sla.model.event.Outcome;

/** The sum of many {@link WaitHistogram}s: quick to add to, and to ask for all who waited at most so long. */
final class WaitSums {
    /** Bins of the waits below an hour have places of their own, longer ones are looked for. */
    private static final int NEAR = 2 * 3_600;

    private static final int OUTCOMES = 4;
    private final long[][] near = new long[OUTCOMES][0];
    private final TreeMap<Integer, Long> far = new TreeMap<>();

    void add(byte[] packed) {
        for (int at = 0; at < packed.length; at += WaitHistogram.ENTRY_BYTES) {
            add(WaitHistogram.place(packed, at), WaitHistogram.contacts(packed, at));
        }
    }

    /** @param place of an entry: outcome and bin */
    void add(int place, int contacts) {
        int bin = place & 0xff_ff_ff;
        if (bin < NEAR) {
            int outcome = place >> 24;
            if (bin >= near[outcome].length) {
                near[outcome] = Arrays.copyOf(near[outcome], Math.min(NEAR, Math.max(64, 2 * bin)));
            }
            near[outcome][bin] += contacts;
        } else {
            far.merge(place, (long) contacts, Long::sum);
        }
    }

    /** How many contacts waited no longer; 0 for outcomes that have no wait. */
    long upTo(Outcome outcome, int lastBin) {
        int code = StoredCode.of(outcome);
        if (code >= OUTCOMES || lastBin < 0) {
            return 0;
        }
        long contacts = 0;
        for (int bin = 0; bin < Math.min(near[code].length, lastBin + 1); bin++) {
            contacts += near[code][bin];
        }
        for (long more :
                far.subMap(place(code, 0), true, place(code, lastBin), true).values()) {
            contacts += more;
        }
        return contacts;
    }

    private static int place(int outcome, int bin) {
        return (outcome << 24) | bin;
    }
}
