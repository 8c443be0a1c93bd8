package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import sla.model.event.Outcome;

class CompactWaitsTest {
    @Test
    void histogramsLieOneAfterAnotherAndEachSaysTheSameAsBefore() {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        CompactWaits compact = new CompactWaits();
        WaitHistogram[] histograms = new WaitHistogram[50];
        int[] ends = new int[histograms.length];
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new WaitHistogram();
            for (int j = 0; j < i; j++) {
                long wait = chance.nextInt(10) == 0 ? 1_000L * chance.nextInt(1_000_000) : chance.nextInt(600_000);
                int contacts = chance.nextInt(10) == 0 ? chance.nextInt() / 1_000 : chance.nextInt(5) - 1;
                histograms[i].add(Outcome.values()[chance.nextInt(4)], wait, contacts);
            }
            ends[i] = compact.append(histograms[i].packed());
        }
        for (int i = 0; i < histograms.length; i++) {
            WaitSums must = new WaitSums();
            must.add(histograms[i].packed());
            WaitSums is = new WaitSums();
            CompactWaits.addTo(is, compact.toBytes(), i == 0 ? 0 : ends[i - 1], ends[i]);
            for (Outcome outcome : Outcome.values()) {
                for (int bin : new int[] {-1, 0, 1, 39, 40, 1_199, 7_199, 7_200, 7_201, 500_000, WaitBin.LAST}) {
                    assertThat(is.upTo(outcome, bin)).isEqualTo(must.upTo(outcome, bin));
                }
            }
        }
    }

    @Test
    void takesTwoBytesForAUsualEntryAndFourMoreWhereAnOutcomeBegins() {
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.ANSWERED, 20_000, 3);
        waits.add(Outcome.ANSWERED, 25_001, 63);
        // One byte more for the contacts, three for the distance to the next outcome.
        waits.add(Outcome.ABANDONED, 20_000, -65);
        assertThat(new CompactWaits().append(waits.packed())).isEqualTo(2 + 2 + 6);
    }
}
