package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.Outcome;

class WaitHistogramTest {
    private static final Set<WaitBound> BOUNDS = Stream.of(0, 1, 20, 600, 3_600, 10_800)
            .flatMap(seconds -> Stream.of(new WaitBound(seconds, Bound.BELOW), new WaitBound(seconds, Bound.AT_MOST)))
            .collect(Collectors.toSet());

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
        WaitsWithin sums = new WaitsWithin(WaitsWithin.lastBins(BOUNDS));
        long atMostTwenty = 0;
        for (int i = 0; i < 5_000; i++) {
            Outcome outcome = Outcome.values()[chance.nextInt(4)];
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
        assertThat(sums.within(Outcome.ABANDONED, new WaitBound(20, Bound.AT_MOST)))
                .isEqualTo(atMostTwenty);
        WaitsWithin ofPacked = new WaitsWithin(WaitsWithin.lastBins(BOUNDS));
        ofPacked.add(once.packed());
        for (Outcome outcome : Outcome.values()) {
            for (WaitBound bound : BOUNDS) {
                assertThat(ofPacked.within(outcome, bound)).isEqualTo(sums.within(outcome, bound));
            }
        }
    }

    @Test
    void longestWaitsHaveAPlace() {
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.CALLBACK_REQUESTED, Long.MAX_VALUE, 2);
        int place = WaitHistogram.place(waits.packed(), 0);
        assertThat(WaitHistogram.outcome(place)).isEqualTo(StoredCode.of(Outcome.CALLBACK_REQUESTED));
        assertThat(WaitHistogram.bin(place)).isEqualTo(WaitBin.LAST);
        assertThat(WaitHistogram.contacts(waits.packed(), 0)).isEqualTo(2);
    }
}
