package sla.evaluator.count;

import java.util.Arrays;
import java.util.Set;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/** How many contacts of many {@link WaitHistogram}s waited no longer than each of some bounds. Not thread-safe. */
final class WaitsWithin {
    static final int[] NO_BINS = {};

    private static final int OUTCOMES = 4;

    /** The last bin inside each bound, ascending. */
    private final int[] lastBins;
    /** By outcome and bound: the contacts inside this bound that are not inside the one before it. */
    private final long[] contacts;

    /** @param lastBins of {@link #lastBins(Set)} */
    WaitsWithin(int[] lastBins) {
        this.lastBins = lastBins;
        this.contacts = new long[OUTCOMES * lastBins.length];
    }

    /** The last bin inside each bound, ascending, each once. */
    static int[] lastBins(Set<WaitBound> bounds) {
        return bounds.stream().mapToInt(WaitBin::last).sorted().distinct().toArray();
    }

    int[] lastBins() {
        return lastBins.clone();
    }

    /** Whoever waited longer counts nowhere. */
    int lastBin() {
        return lastBins.length == 0 ? -1 : lastBins[lastBins.length - 1];
    }

    /** @param packed one histogram, or several placed one after another */
    void add(byte[] packed) {
        for (int at = 0; at < packed.length; at += WaitHistogram.ENTRY_BYTES) {
            int place = WaitHistogram.place(packed, at);
            add(WaitHistogram.outcome(place), WaitHistogram.bin(place), WaitHistogram.contacts(packed, at));
        }
    }

    /** @param others of the same bounds */
    void add(WaitsWithin others) {
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] += others.contacts[i];
        }
    }

    /** @param outcome its code */
    void add(int outcome, int bin, int more) {
        for (int bound = 0; bound < lastBins.length; bound++) {
            if (bin <= lastBins[bound]) {
                contacts[outcome * lastBins.length + bound] += more;
                return;
            }
        }
    }

    /**
     * How many contacts waited no longer; 0 for outcomes that have no wait.
     *
     * @throws IllegalArgumentException if that is none of the bounds
     */
    long within(Outcome outcome, WaitBound bound) {
        int last = Arrays.binarySearch(lastBins, WaitBin.last(bound));
        if (last < 0) {
            throw new IllegalArgumentException("waits were not summed for " + bound);
        }
        int code = StoredCode.of(outcome);
        if (code >= OUTCOMES) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += contacts[code * lastBins.length + i];
        }
        return sum;
    }
}
