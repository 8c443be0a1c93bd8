package sla.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MILLI = 1_000_000;

    /** Of 1 to 200 ms the 50th hundredth is the 100th value, the 99th is the 198th. */
    @Test
    void givesValuesThatWereMeasuredByNearestRank() {
        Latencies latencies = new Latencies();
        for (int i = 200; i >= 1; i--) {
            latencies.add(i * MILLI);
        }
        assertThat(latencies.percentile(50)).isEqualTo(100 * MILLI);
        assertThat(latencies.percentile(90)).isEqualTo(180 * MILLI);
        assertThat(latencies.percentile(99)).isEqualTo(198 * MILLI);
        assertThat(latencies.percentile(100)).isEqualTo(200 * MILLI);
        assertThat(latencies.describe())
                .isEqualTo("p50 100.0, p90 180.0, p99 198.0, max 200.0 ms; spread (p90 - p10) / p50 1.60; 200 of them");
    }

    @Test
    void neverGivesAPercentileBelowTheOnlyValuesThereAre() {
        Latencies latencies = new Latencies();
        latencies.add(3 * MILLI);
        latencies.add(7 * MILLI);
        assertThat(latencies.percentile(50)).isEqualTo(3 * MILLI);
        assertThat(latencies.percentile(51)).isEqualTo(7 * MILLI);
        assertThat(latencies.percentile(99)).isEqualTo(7 * MILLI);
    }

    @Test
    void addsThoseOfOthers() {
        Latencies one = new Latencies();
        one.add(5 * MILLI);
        Latencies other = new Latencies();
        other.add(1 * MILLI);
        other.add(9 * MILLI);
        one.add(other);
        assertThat(one.count()).isEqualTo(3);
        assertThat(one.percentile(100)).isEqualTo(9 * MILLI);
    }

    @Test
    void describesNothingAsNothing() {
        assertThat(new Latencies().percentile(99)).isZero();
        assertThat(new Latencies().describe()).startsWith("p50 0.0, ").endsWith("; 0 of them");
    }
}
