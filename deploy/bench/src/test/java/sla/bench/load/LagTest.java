package sla.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LagTest {
    @Test
    void isSustainedIfItWasSentAndLittleWaits() {
        assertThat(new Lag.Findings(5_000, 4_990, 4_980, 10_000, 12_000).sustained())
                .isTrue();
    }

    @Test
    void isNotSustainedIfMoreThanTwoSecondsOfItWait() {
        Lag.Findings lag = new Lag.Findings(5_000, 5_000, 3_900, 10_001, 66_000);
        assertThat(lag.sustained()).isFalse();
        assertThat(lag.describe())
                .isEqualTo(
                        "NOT SUSTAINED: asked for 5,000 events/s, sent 5,000, taken by sla-ingest 3,900; 10,001 waited"
                                + " when the last was sent, at most 66,000");
    }

    @Test
    void isNotSustainedIfItCouldNotEvenBeSent() {
        assertThat(new Lag.Findings(5_000, 4_700, 4_700, 0, 0).sustained()).isFalse();
    }
}
