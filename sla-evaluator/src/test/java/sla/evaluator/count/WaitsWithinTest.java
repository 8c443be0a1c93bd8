package sla.evaluator.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.Outcome;

class WaitsWithinTest {
    private static final WaitBound BELOW_20 = new WaitBound(20, Bound.BELOW);
    private static final WaitBound AT_MOST_20 = new WaitBound(20, Bound.AT_MOST);
    private static final WaitBound AT_MOST_5 = new WaitBound(5, Bound.AT_MOST);

    @Test
    void eachBoundCountsAllThatWaitedNoLonger() {
        WaitsWithin sums = new WaitsWithin(WaitsWithin.lastBins(Set.of(AT_MOST_20, BELOW_20, AT_MOST_5)));
        WaitHistogram waits = new WaitHistogram();
        waits.add(Outcome.ANSWERED, 5_000, 1);
        waits.add(Outcome.ANSWERED, 19_999, 2);
        waits.add(Outcome.ANSWERED, 20_000, 4);
        waits.add(Outcome.ANSWERED, 20_001, 8);
        waits.add(Outcome.ABANDONED, 0, 16);
        sums.add(waits.packed());
        assertThat(sums.within(Outcome.ANSWERED, AT_MOST_5)).isEqualTo(1);
        assertThat(sums.within(Outcome.ANSWERED, BELOW_20)).isEqualTo(1 + 2);
        assertThat(sums.within(Outcome.ANSWERED, AT_MOST_20)).isEqualTo(1 + 2 + 4);
        assertThat(sums.within(Outcome.ABANDONED, AT_MOST_5)).isEqualTo(16);
        assertThat(sums.within(Outcome.LEFT_IN_MENU, AT_MOST_20)).isZero();
    }

    @Test
    void boundThatWasNotAskedForIsRefused() {
        WaitsWithin sums = new WaitsWithin(WaitsWithin.lastBins(Set.of(AT_MOST_5)));
        assertThatThrownBy(() -> sums.within(Outcome.ANSWERED, BELOW_20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waits were not summed for");
    }
}
