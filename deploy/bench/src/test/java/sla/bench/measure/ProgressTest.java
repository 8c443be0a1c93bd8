package sla.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.bench.measure.Progress.Rates;

class ProgressTest {
    private static final long SECOND = 1_000_000_000;

    /** 1,000 events in each of the first five seconds, 3,000 in each of the next five, then a part of a window. */
    @Test
    void givesTheRateOfEachWholeWindow() {
        Progress progress = new Progress();
        progress.add(0, 0);
        progress.add(5 * SECOND, 5_000);
        progress.add(10 * SECOND, 20_000);
        progress.add(12 * SECOND, 21_000);
        assertThat(progress.rates(0, 12 * SECOND, 5).sorted()).containsExactly(1_000L, 3_000L);
    }

    @Test
    void takesEventsBetweenSamplesAsEven() {
        Progress progress = new Progress();
        progress.add(0, 0);
        progress.add(8 * SECOND, 800);
        progress.add(12 * SECOND, 2_000);
        // After 10 s 800 + 600 events.
        assertThat(progress.rates(0, 10 * SECOND, 10).sorted()).containsExactly(140L);
        assertThat(progress.rate(8 * SECOND, 10 * SECOND)).isEqualTo(300);
    }

    @Test
    void countsWhatWasThereAtTheBeginAsNothing() {
        Progress progress = new Progress();
        progress.add(SECOND, 700);
        progress.add(6 * SECOND, 5_700);
        assertThat(progress.rates(SECOND, 6 * SECOND, 5).sorted()).containsExactly(1_000L);
        assertThat(progress.rates(SECOND / 2, 6 * SECOND, 5).sorted()).containsExactly(900L);
    }

    @Test
    void takesPercentilesByNearestRank() {
        Rates rates = new Rates(List.of(40L, 10L, 30L, 20L));
        assertThat(rates.percentile(5)).isEqualTo(10);
        assertThat(rates.percentile(50)).isEqualTo(20);
        assertThat(rates.percentile(51)).isEqualTo(30);
        assertThat(rates.percentile(95)).isEqualTo(40);
        assertThat(new Rates(List.of()).percentile(50)).isZero();
    }

    @Test
    void tellsWhenANumberWasReached() {
        Progress progress = new Progress();
        progress.add(3, 10);
        progress.add(5, 20);
        progress.add(9, 20);
        assertThat(progress.reachedAt(11)).isEqualTo(5);
        assertThatThrownBy(() -> progress.reachedAt(21)).hasMessage("21 events were never reached");
        assertThat(progress.scaled(20, 50).events()).isEqualTo(50);
    }
}
