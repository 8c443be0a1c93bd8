package sla.evaluator.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.tally.Legs.leg;
import static sla.model.event.Outcome.ANSWERED;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sla.evaluator.series.Series;
import sla.model.event.Direction;

class SameLegsTest {
    private final List<Integer> together = new ArrayList<>();
    private final List<Leg> alone = new ArrayList<>();
    private final SameLegs same = new SameLegs(
            (leg, other) ->
                    Objects.equals(leg.details().journeyId(), other.details().journeyId()),
            3,
            legs -> together.add(legs.size()),
            alone::add);

    @Test
    void neighboursWithTheSameIdBelongToEachOther() {
        take("a", "b", "b", "c", "c", "c");

        assertThat(together).containsExactly(1, 2, 3);
        assertThat(alone).isEmpty();
    }

    /** Four are one too many: each of them is given once, and the next id is counted from the beginning. */
    @Test
    void tooManyAreGivenOneByOne() {
        take("a", "b", "b", "b", "b", "b", "c", "c");

        assertThat(together).containsExactly(1, 2);
        assertThat(alone).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsNothing() {
        take();

        assertThat(together).isEmpty();
    }

    private void take(String... ids) {
        Stream.of(ids)
                .map(id -> leg(ANSWERED, "2026-03-02T10:00:00Z", 1, Series.ALL_PARTS, Direction.INBOUND, id))
                .forEach(same::take);
        same.end();
    }
}
