package sla.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sla.model.event.RejectionCode;

class TotalsTest {
    @Test
    void namesEachDifference() {
        Totals planned = new Totals();
        planned.add("one", Figure.ANSWERED, 5);
        planned.add("one", Figure.TALK, 700);
        planned.addRejected("one", RejectionCode.EMPTY, 2);
        Totals found = new Totals();
        found.add("one", Figure.ANSWERED, 5);
        found.add("two", Figure.ANSWERED, 1);
        found.addRejected("one", RejectionCode.EMPTY, 3);
        assertThat(planned.differences(found))
                .containsExactly(
                        "one TALK: planned 700, found 0",
                        "two ANSWERED: planned 0, found 1",
                        "one EMPTY: planned 2, found 3");
        assertThat(planned.differences(planned)).isEmpty();
    }
}
