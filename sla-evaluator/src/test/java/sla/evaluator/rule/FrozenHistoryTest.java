package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.rule.RandomHistoryTest.Contract;
import sla.model.evaluation.Correction;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;

/**
 * Months are frozen, and their values change, in any order: each frozen result and its last difference are what the whole
 * history gives, worked out anew by the reference.
 */
class FrozenHistoryTest {
    private static final int MONTHS = RandomHistoryTest.MONTHS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void frozenResultsAndTheirLastDifferencesAreTheChainFromScratch(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            Contract contract = RandomHistoryTest.contract(random);
            Store store = new Store(contract, random);
            for (int step = 0; step < 60; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> store.change();
                    case 1 -> store.freeze();
                    default -> store.lookAtOne();
                }
            }
            store.settle();
            List<Long> paid = RandomHistoryTest.paid(contract, store.waits);
            for (int month = 0; month < MONTHS; month++) {
                assertThat(store.frozenAndDifference(month))
                        .as("seed %d, month %d of %s, %s", seed, month, store.waits, contract)
                        .isEqualByComparingTo(BigDecimal.valueOf(-paid.get(month)));
            }
        }
    }

    /** What the tables of the evaluator hold, and who is still to be looked at. */
    private static final class Store {
        private final Contract contract;
        private final Random random;
        private final List<Integer> waits = new ArrayList<>();
        private final List<Evaluation> last = new ArrayList<>();
        private final Evaluation[] frozen = new Evaluation[MONTHS];
        private final Evaluation[] lastDifference = new Evaluation[MONTHS];
        private final int[] differences = new int[MONTHS];
        private final PastPeriod[] corrected = new PastPeriod[MONTHS];
        private final boolean[] due = new boolean[MONTHS];

        Store(Contract contract, Random random) {
            this.contract = contract;
            this.random = random;
            for (int month = 0; month < MONTHS; month++) {
                waits.add(RandomHistoryTest.wait(random));
            }
            for (int month = 0; month < MONTHS; month++) {
                last.add(now(month));
            }
        }

        /** Of the months before as they stand: frozen ones as corrected. */
        private Evaluation now(int month) {
            List<PastPeriod> past = new ArrayList<>();
            for (int earlier = 0; earlier < month; earlier++) {
                past.add(standing(earlier));
            }
            return RandomHistoryTest.evaluate(contract, waits, month, past);
        }

        private PastPeriod standing(int month) {
            return corrected[month] == null ? PastPeriod.of(last.get(month)) : corrected[month];
        }

        void change() {
            int month = random.nextInt(MONTHS);
            waits.set(month, RandomHistoryTest.wait(random));
            due[month] = true;
        }

        /** Whatever is still to be looked at before it. */
        void freeze() {
            int month = random.nextInt(MONTHS);
            if (frozen[month] == null) {
                PastPeriod before = standing(month);
                frozen[month] = now(month);
                last.set(month, frozen[month]);
                note(month, before);
                due[month] = true;
            }
        }

        void lookAtOne() {
            List<Integer> all = new ArrayList<>();
            for (int month = 0; month < MONTHS; month++) {
                if (due[month]) {
                    all.add(month);
                }
            }
            if (!all.isEmpty()) {
                look(all.get(random.nextInt(all.size())));
            }
        }

        private void look(int month) {
            due[month] = false;
            PastPeriod before = standing(month);
            Evaluation now = now(month);
            if (frozen[month] == null) {
                last.set(month, now);
            } else {
                Evaluation known = differences[month] == 0 ? frozen[month] : lastDifference[month];
                if (!known.lines().equals(now.lines())) {
                    differences[month]++;
                    lastDifference[month] = now;
                }
                corrected[month] = Correction.of(
                                PastPeriod.of(frozen[month]),
                                PastPeriod.of(now),
                                Optional.ofNullable(corrected[month]),
                                differences[month])
                        .orElse(null);
            }
            now.lines()
                    .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount()));
            note(month, before);
        }

        /** All later months are due if it has become another for them. */
        private void note(int month, PastPeriod before) {
            if (!before.equals(standing(month))) {
                for (int later = month + 1; later < MONTHS; later++) {
                    due[later] = true;
                }
            }
        }

        void settle() {
            for (int month = 0; month < MONTHS; month++) {
                if (due[month]) {
                    look(month);
                }
            }
            assertThat(due).doesNotContain(true);
        }

        BigDecimal frozenAndDifference(int month) {
            if (frozen[month] == null) {
                return last.get(month).malus().amount();
            }
            BigDecimal difference = differences[month] == 0
                    ? BigDecimal.ZERO
                    : lastDifference[month].malus().minus(frozen[month].malus()).amount();
            return frozen[month].malus().amount().add(difference);
        }
    }
}
