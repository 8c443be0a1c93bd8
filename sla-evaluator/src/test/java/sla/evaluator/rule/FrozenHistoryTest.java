package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.rule.RandomContractTest.Traffic;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.Correction;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;

/**
 * Periods of a {@link RandomContract} are frozen and change in random order, and are looked at again in random order, as the
 * evaluator does it: whatever was frozen when, each frozen result with its last difference is what the whole history gives,
 * worked out anew by the reference.
 */
class FrozenHistoryTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void frozenResultsAndTheirLastDifferencesAreTheChainFromScratch(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 15; i++) {
            RandomContract contract = new RandomContract(random);
            Store store = new Store(contract, random);
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> store.change();
                    case 1 -> store.freeze();
                    default -> store.lookAtOne();
                }
            }
            store.settle();
            RandomContractTest.check(
                    "seed " + seed + ", contract " + i,
                    contract,
                    store.traffic,
                    IntStream.range(0, store.size).mapToObj(store::known).toList(),
                    period -> store.frozen[period] == null);
        }
    }

    /** What the tables of the evaluator hold, and who is still to be looked at. */
    private static final class Store {
        private final RandomContract contract;
        private final Random random;
        private final LookedAt looked;
        private final int size;
        private final List<Traffic> traffic = new ArrayList<>();
        private final List<Evaluation> last = new ArrayList<>();
        private final Evaluation[] frozen;
        private final Evaluation[] lastDifference;
        private final int[] differences;
        private final PastPeriod[] corrected;
        private final boolean[] due;

        Store(RandomContract contract, Random random) {
            this.contract = contract;
            this.random = random;
            looked = RandomContractTest.looked(contract);
            size = contract.periods().size();
            frozen = new Evaluation[size];
            lastDifference = new Evaluation[size];
            differences = new int[size];
            corrected = new PastPeriod[size];
            due = new boolean[size];
            contract.periods().forEach(_ -> traffic.add(Traffic.next(random)));
            for (int period = 0; period < size; period++) {
                last.add(now(period));
            }
        }

        /** Of the periods before as they stand: frozen ones as corrected. */
        private Evaluation now(int period) {
            List<PastPeriod> past = new ArrayList<>();
            for (int earlier = 0; earlier < period; earlier++) {
                past.add(standing(earlier));
            }
            return RandomContractTest.evaluate(
                    contract, traffic, period, Evaluated.kept(contract.periods().get(period), past));
        }

        private PastPeriod standing(int period) {
            return corrected[period] == null ? PastPeriod.of(last.get(period)) : corrected[period];
        }

        void change() {
            int period = random.nextInt(size);
            traffic.set(period, Traffic.next(random));
            due[period] = true;
        }

        /** Whatever is still to be looked at before it. */
        void freeze() {
            int period = random.nextInt(size);
            if (frozen[period] == null) {
                PastPeriod before = standing(period);
                frozen[period] = now(period);
                last.set(period, frozen[period]);
                note(period, before);
                due[period] = true;
            }
        }

        void lookAtOne() {
            List<Integer> all = IntStream.range(0, size)
                    .filter(period -> due[period])
                    .boxed()
                    .toList();
            if (!all.isEmpty()) {
                look(all.get(random.nextInt(all.size())));
            }
        }

        private void look(int period) {
            due[period] = false;
            PastPeriod before = standing(period);
            Evaluation now = now(period);
            if (frozen[period] == null) {
                last.set(period, now);
            } else {
                Evaluation known = differences[period] == 0 ? frozen[period] : lastDifference[period];
                if (!known.lines().equals(now.lines()) || !known.alerts().equals(now.alerts())) {
                    differences[period]++;
                    lastDifference[period] = now;
                }
                corrected[period] = Correction.of(
                                PastPeriod.of(frozen[period]),
                                PastPeriod.of(now),
                                Optional.ofNullable(corrected[period]),
                                differences[period])
                        .map(extract -> RandomContractTest.read(RandomContractTest.printed(extract), PastPeriod.class))
                        .orElse(null);
            }
            note(period, before);
        }

        /** All later periods are due if it has become another for them. */
        private void note(int period, PastPeriod before) {
            if (!before.keep(looked).equals(standing(period).keep(looked))) {
                for (int later = period + 1; later < size; later++) {
                    due[later] = true;
                }
            }
        }

        void settle() {
            for (int period = 0; period < size; period++) {
                if (due[period]) {
                    look(period);
                }
            }
            assertThat(due).doesNotContain(true);
        }

        /** What is known of it: as it was frozen, or as its last difference has it. */
        Evaluation known(int period) {
            if (frozen[period] == null) {
                return last.get(period);
            }
            return differences[period] == 0 ? frozen[period] : lastDifference[period];
        }
    }
}
