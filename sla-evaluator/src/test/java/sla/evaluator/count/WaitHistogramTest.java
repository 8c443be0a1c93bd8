package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import sla.model.event.Outcome;

class WaitHistogramTest {
    @Test
    void packsAnEntryForEachOutcomeAndBinInOrder() {
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.ABANDONED, 5_000, 1);
        waits.add(Outcome.ANSWERED, 20_001, 1);
        waits.add(Outcome.ANSWERED, 20_999, 1);
        waits.add(Outcome.ANSWERED, 20_000, -1);
        // Bin 40 is exactly 20 s, 41 between 20 and 21 s, 10 exactly 5 s.
        assertThat(HexFormat.of().formatHex(waits.packed()))
                .isEqualTo("00000028ffffffff" + "0000002900000002" + "0100000a00000001");
    }

    @Test
    void whatIsTakenAwayLeavesNothing() {
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.OVERFLOWED, 1_234, 3);
        waits.add(Outcome.OVERFLOWED, 1_999, -3);
        assertThat(waits.packed()).isEmpty();
        assertThat(waits.isZero()).isTrue();
    }

    @Test
    void sumsOfManyAreTheSameInEveryOrderAndHowEverTheyArePacked() {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        WaitHistogram once = new WaitHistogram();
        WaitHistogram packedOften = new WaitHistogram();
        WaitSums sums = new WaitSums();
        long atMostTwenty = 0;
        for (int i = 0; i < 5_000; i++) {
            Outcome outcome = Outcome.values()[chance.nextInt(4)];
            // Up to three hours, so that some are beyond those which have places of their own.
            long wait = chance.nextInt(3) == 0 ? 1_000L * chance.nextInt(10_800) : chance.nextInt(40_000);
            int contacts = chance.nextInt(5) - 1;
            once.add(outcome, wait, contacts);
            WaitHistogram one = new WaitHistogram();
            one.add(outcome, wait, contacts);
            packedOften.add(one.packed());
            packedOften.add(new WaitHistogram());
            sums.add(one.packed());
            if (outcome == Outcome.ABANDONED && wait <= 20_000) {
                atMostTwenty += contacts;
            }
        }
        assertThat(packedOften.packed()).isEqualTo(once.packed());
        assertThat(sums.upTo(Outcome.ABANDONED, 40)).isEqualTo(atMostTwenty);
        WaitSums ofPacked = new WaitSums();
        ofPacked.add(once.packed());
        for (Outcome outcome : Outcome.values()) {
            for (int bin : new int[] {-1, 0, 1, 39, 40, 7_199, 7_200, 7_201, 21_599, WaitBin.LAST}) {
                assertThat(ofPacked.upTo(outcome, bin)).isEqualTo(sums.upTo(outcome, bin));
            }
        }
    }

    @Test
    void longestWaitsHaveAPlace() {
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.CALLBACK_REQUESTED, Long.MAX_VALUE, 2);
        WaitSums sums = new WaitSums();
        sums.add(waits.packed());
        assertThat(sums.upTo(Outcome.CALLBACK_REQUESTED, WaitBin.LAST)).isEqualTo(2);
        assertThat(sums.upTo(Outcome.CALLBACK_REQUESTED, WaitBin.LAST - 1)).isZero();
        assertThat(sums.upTo(Outcome.OVERFLOWED, WaitBin.LAST)).isZero();
    }
}
