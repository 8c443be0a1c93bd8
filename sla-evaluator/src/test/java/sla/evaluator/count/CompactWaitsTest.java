package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.Outcome;

class CompactWaitsTest {
    private static final Set<WaitBound> BOUNDS = bounds(0, 1, 20, 600, 3_600, 250_000, 2_000_000);

    @Test
    void histogramsLieOneAfterAnotherAndEachSaysTheSameAsBefore() {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        PackedNumbers compact = new PackedNumbers(1);
        WaitHistogram[] histograms = new WaitHistogram[50];
        int[] ends = new int[histograms.length];
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new WaitHistogram();
            for (int j = 0; j < i; j++) {
                long wait = chance.nextInt(10) == 0 ? 1_000L * chance.nextInt(1_000_000) : chance.nextInt(600_000);
                int contacts = chance.nextInt(10) == 0 ? chance.nextInt() : chance.nextInt(5) - 1;
                histograms[i].add(Outcome.values()[chance.nextInt(4)], wait, contacts);
            }
            CompactWaits.append(compact, histograms[i].packed());
            ends[i] = compact.size();
        }
        for (int i = 0; i < histograms.length; i++) {
            assertSame(compact.toBytes(), i == 0 ? 0 : ends[i - 1], ends[i], histograms[i].packed());
        }
    }

    /** A histogram behind another says the same as their sum, though its waits do not ascend. */
    @Test
    void histogramsThatDoNotAscendAreSummed() {
        byte[] long20 = histogram(Outcome.ABANDONED, 20_000, 3);
        byte[] short1 = histogram(Outcome.ANSWERED, 1_000, 4);
        byte[] both = new byte[long20.length + short1.length];
        System.arraycopy(long20, 0, both, 0, long20.length);
        System.arraycopy(short1, 0, both, long20.length, short1.length);
        PackedNumbers compact = new PackedNumbers(1);
        CompactWaits.append(compact, both);
        WaitsWithin sums = new WaitsWithin(WaitsWithin.lastBins(BOUNDS));
        CompactWaits.addTo(sums, compact.toBytes(), 0, compact.size());
        assertThat(sums.within(Outcome.ANSWERED, at(1))).isEqualTo(4);
        assertThat(sums.within(Outcome.ABANDONED, below(20))).isZero();
        assertThat(sums.within(Outcome.ABANDONED, at(20))).isEqualTo(3);
    }

    @Test
    void takesTwoBytesForAUsualEntryAndTwoWhereAnOutcomeBegins() {
        PackedNumbers compact = new PackedNumbers(1);
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.ANSWERED, 20_000, 3);
        waits.add(Outcome.ANSWERED, 25_001, 63);
        // One byte more for the contacts.
        waits.add(Outcome.ABANDONED, 20_000, -65);
        CompactWaits.append(compact, waits.packed());
        assertThat(compact.size()).isEqualTo(2 + 2 + 2 + 2 + 3);
    }

    private static void assertSame(byte[] compact, int begin, int end, byte[] histogram) {
        WaitsWithin must = new WaitsWithin(WaitsWithin.lastBins(BOUNDS));
        must.add(histogram);
        WaitsWithin is = new WaitsWithin(WaitsWithin.lastBins(BOUNDS));
        CompactWaits.addTo(is, compact, begin, end);
        for (Outcome outcome : Outcome.values()) {
            for (WaitBound bound : BOUNDS) {
                assertThat(is.within(outcome, bound)).isEqualTo(must.within(outcome, bound));
            }
        }
    }

    private static byte[] histogram(Outcome outcome, long wait, int contacts) {
        WaitHistogram waits = new WaitHistogram();
        waits.add(outcome, wait, contacts);
        return waits.packed();
    }

    private static Set<WaitBound> bounds(int... seconds) {
        Set<WaitBound> bounds = new LinkedHashSet<>();
        for (int second : seconds) {
            bounds.add(at(second));
            bounds.add(below(second));
        }
        return bounds;
    }

    private static WaitBound at(int seconds) {
        return new WaitBound(seconds, Bound.AT_MOST);
    }

    private static WaitBound below(int seconds) {
        return new WaitBound(seconds, Bound.BELOW);
    }
}
