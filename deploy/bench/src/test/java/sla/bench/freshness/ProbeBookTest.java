package sla.bench.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeBookTest {
    private final ProbeBook book = new ProbeBook();

    @Test
    void timesEachProbeFromItsAcknowledgementToTheCountThatHasIt() {
        book.pushed("a", 100);
        book.pushed("a", 250);
        book.seen("a", 1, 400);
        book.seen("a", 2, 1_000);
        assertThat(book.latencies().count()).isEqualTo(2);
        assertThat(book.latencies().percentile(50)).isEqualTo(300);
        assertThat(book.latencies().percentile(100)).isEqualTo(750);
        assertThat(book.unseen()).isZero();
    }

    @Test
    void timesSeveralThatAreSeenAtOnce() {
        book.pushed("a", 100);
        book.pushed("a", 200);
        book.pushed("a", 300);
        book.seen("a", 2, 1_000);
        assertThat(book.latencies().percentile(50)).isEqualTo(800);
        assertThat(book.latencies().percentile(100)).isEqualTo(900);
        assertThat(book.unseen()).isEqualTo(1);
        assertThat(book.pushed()).isEqualTo(3);
    }

    @Test
    void countsNoProbeTwiceWhenTheSameCountIsReadAgain() {
        book.pushed("a", 100);
        book.seen("a", 1, 200);
        book.pushed("a", 300);
        book.seen("a", 1, 400);
        assertThat(book.latencies().count()).isEqualTo(1);
        assertThat(book.unseen()).isEqualTo(1);
    }

    @Test
    void keepsQueuesApart() {
        book.pushed("a", 100);
        book.pushed("b", 100);
        book.seen("b", 1, 200);
        assertThat(book.unseen()).isEqualTo(1);
        assertThat(book.latencies().count()).isEqualTo(1);
    }

    /** The reader was faster than the acknowledgement: it is timed as soon as that is there, and never below nothing. */
    @Test
    void waitsForTheAcknowledgementOfWhatIsSeenAlready() {
        book.seen("a", 1, 200);
        assertThat(book.latencies().count()).isZero();
        book.pushed("a", 300);
        book.seen("a", 1, 290);
        assertThat(book.latencies().percentile(100)).isZero();
        assertThat(book.unseen()).isZero();
    }
}
