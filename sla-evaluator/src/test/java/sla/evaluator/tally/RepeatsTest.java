package sla.evaluator.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.tally.Legs.leg;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;

import java.util.List;
import org.junit.jupiter.api.Test;
import sla.evaluator.series.Series;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstContactResolution.By;
import sla.model.event.Direction;

/** A contact that ends on 2 March at 10:01:10 UTC, and whether its customer comes back within a day. */
class RepeatsTest {
    private static final FirstContactResolution WITHIN_A_DAY =
            new FirstContactResolution(By.NO_REPEAT, 1, FirstContactResolution.Repeats.LOT);
    private static final Leg FIRST =
            leg(ANSWERED, "2026-03-02T10:00:00Z", 10, Series.ALL_PARTS, Direction.INBOUND, "journey");

    @Test
    void theLastMomentIsInTime() {
        assertThat(cameBack(leg(ANSWERED, "2026-03-03T10:01:10Z", 1))).isTrue();
        assertThat(cameBack(leg(ANSWERED, "2026-03-03T10:01:10.001Z", 1))).isFalse();
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T10:01:10Z", 1))).isTrue();
    }

    @Test
    void whoGivesUpWaitingHasComeBack() {
        assertThat(cameBack(leg(ABANDONED, "2026-03-02T12:00:00Z", 300))).isTrue();
    }

    @Test
    void nobodyComesBackAlone() {
        assertThat(new Repeats(List.of(FIRST), WITHIN_A_DAY).after(FIRST)).isFalse();
    }

    @Test
    void whoCalledBeforeOrMeanwhileHasNotComeBack() {
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T09:00:00Z", 1))).isFalse();
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T10:00:30Z", 1))).isFalse();
    }

    @Test
    void whoIsCalledOrPassedOnHasNotComeBack() {
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T12:00:00Z", 1, Series.ALL_PARTS, Direction.OUTBOUND, null)))
                .isFalse();
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T10:01:11Z", 1, Series.ALL_PARTS, Direction.INBOUND, "journey")))
                .isFalse();
        assertThat(cameBack(leg(ANSWERED, "2026-03-02T10:01:11Z", 1, Series.ALL_PARTS, Direction.INBOUND, "other")))
                .isTrue();
    }

    private static boolean cameBack(Leg other) {
        return new Repeats(List.of(other, FIRST), WITHIN_A_DAY).after(FIRST);
    }
}
