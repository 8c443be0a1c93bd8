package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;

class WaitBinTest {
    @Test
    void agreesWithTheBoundAtEveryWholeSecondAndOneMillisecondBesideIt() {
        for (int seconds : new int[] {0, 1, 5, 20, 30, 60, 120, 600, 3600, 86_400}) {
            for (Bound kind : Bound.values()) {
                WaitBound bound = new WaitBound(seconds, kind);
                for (long wait : new long[] {seconds * 1000L - 1, seconds * 1000L, seconds * 1000L + 1}) {
                    if (wait >= 0) {
                        assertThat(WaitBin.of(wait) <= WaitBin.last(bound))
                                .as("%d ms %s", wait, bound.describe())
                                .isEqualTo(bound.contains(wait));
                    }
                }
            }
        }
    }

    @Test
    void keepsVeryLongWaitsOutsideEveryBound() {
        assertThat(WaitBin.of(Long.MAX_VALUE)).isEqualTo(WaitBin.LAST);
        assertThat(WaitBin.LAST).isGreaterThan(WaitBin.last(new WaitBound(1_000_000, Bound.AT_MOST)));
    }
}
