package sla.evaluator.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.tally.Legs.leg;
import static sla.model.event.Outcome.ABANDONED;
import static sla.model.event.Outcome.ANSWERED;
import static sla.model.event.Outcome.OVERFLOWED;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.rule.MarkdownText;
import sla.evaluator.series.Series;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Journeys;
import sla.model.agreement.Journeys.Clock;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.Population;
import sla.model.agreement.RevenuePerContact;
import sla.model.event.Direction;
import sla.model.number.Money;

class JourneyTest {
    private static final Duration DAY = Duration.ofHours(24);

    /** 30 s at the first queue, which overflows, 12 s at the second, 5 s at a third where it is passed on to. */
    private static final Journey PASSED_ON = new Journey(List.of(
            leg(OVERFLOWED, "2026-03-02T10:00:00Z", 30),
            leg(ANSWERED, "2026-03-02T10:00:30Z", 12),
            leg(ANSWERED, "2026-03-02T10:01:42Z", 5)));

    @Test
    void theFirstAnswerEndsTheWait() {
        CountedInteraction continued = PASSED_ON
                .joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                .counted();

        assertThat(continued.outcome()).isEqualTo(ANSWERED);
        assertThat(continued.waitMillis()).isEqualTo(42_000);
        assertThat(continued.talkMillis()).isEqualTo(120_000);
        assertThat(continued.offeredAt()).isEqualTo(millis("2026-03-02T10:00:00Z"));
        assertThat(continued.leftQueueAt()).isEqualTo(millis("2026-03-02T10:00:42Z"));
        assertThat(continued.endedAt()).isEqualTo(millis("2026-03-02T10:02:47Z"));
        assertThat(PASSED_ON
                        .joined(kpi(Clock.RESTARTS, new AverageSpeedOfAnswer()))
                        .counted()
                        .waitMillis())
                .isEqualTo(12_000);
    }

    @Test
    void theWaitOfTheDocumentationIsRight() {
        assertThat(MarkdownText.of("agreements.md").text())
                .contains("40 s at a queue that overflows and 30 s at the next are a wait of 70 s, or of 30");
        Journey journey = new Journey(
                List.of(leg(OVERFLOWED, "2026-03-02T10:00:00Z", 40), leg(ANSWERED, "2026-03-02T10:00:40Z", 30)));
        assertThat(journey.joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .counted()
                        .waitMillis())
                .isEqualTo(70_000);
        assertThat(journey.joined(kpi(Clock.RESTARTS, new AverageSpeedOfAnswer()))
                        .counted()
                        .waitMillis())
                .isEqualTo(30_000);
    }

    /** 6 s of ringing at the queue that overflows, which is in a wait that goes on; 4 s at the one that answers. */
    @Test
    void ringingIsThatOfTheWait() {
        Journey rang = new Journey(List.of(
                Legs.rang(leg(OVERFLOWED, "2026-03-02T10:00:00Z", 30), 6_000L),
                Legs.rang(leg(ANSWERED, "2026-03-02T10:00:30Z", 12), 4_000L),
                Legs.rang(leg(ANSWERED, "2026-03-02T10:01:42Z", 5), 3_000L)));

        assertThat(rang.joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .details()
                        .ringMillis())
                .isEqualTo(10_000);
        assertThat(rang.joined(kpi(Clock.RESTARTS, new AverageSpeedOfAnswer()))
                        .details()
                        .ringMillis())
                .isEqualTo(4_000);
        assertThat(PASSED_ON
                        .joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .details()
                        .ringMillis())
                .isNull();
    }

    @Test
    void whatNobodyAnsweredEndsAsItsLastLegDid() {
        Journey lost = new Journey(
                List.of(leg(OVERFLOWED, "2026-03-02T10:00:00Z", 30), leg(ABANDONED, "2026-03-02T10:00:30Z", 12)));

        assertThat(lost.joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .counted()
                        .outcome())
                .isEqualTo(ABANDONED);
        assertThat(lost.joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .counted()
                        .waitMillis())
                .isEqualTo(42_000);
        assertThat(lost.joined(kpi(Clock.RESTARTS, new AverageSpeedOfAnswer()))
                        .counted()
                        .waitMillis())
                .isEqualTo(12_000);
    }

    /** The hold of one answered leg is unknown, so that of the journey is. */
    @Test
    void aPartIsKnownIfItIsOfAllAnsweredLegs() {
        int withoutHold = Series.ALL_PARTS - 2;
        Journey journey = new Journey(List.of(
                leg(ANSWERED, "2026-03-02T10:00:00Z", 1, withoutHold, Direction.INBOUND, null),
                leg(ANSWERED, "2026-03-02T10:05:00Z", 1)));

        assertThat(journey.joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .knownParts())
                .isEqualTo(withoutHold);
        assertThat(PASSED_ON
                        .joined(kpi(Clock.CONTINUES, new AverageSpeedOfAnswer()))
                        .knownParts())
                .isEqualTo(Series.ALL_PARTS);
    }

    /** A leg offered at 10:00 ends at 10:01:10; a day later to the millisecond it goes on, a millisecond later it does not. */
    @Test
    void aLongPauseBeginsAnotherJourney() {
        Leg first = leg(ANSWERED, "2026-03-02T10:00:00Z", 10);

        assertThat(Journey.of(List.of(first, leg(ANSWERED, "2026-03-03T10:01:10Z", 1)), DAY))
                .hasSize(1);
        assertThat(Journey.of(List.of(first, leg(ANSWERED, "2026-03-03T10:01:10.001Z", 1)), DAY))
                .hasSize(2);
        assertThat(Journey.of(List.of(), DAY)).isEmpty();
    }

    /** A long leg and a short one within it: what counts is when all have ended. */
    @Test
    void thePauseBeginsWhenAllLegsHaveEnded() {
        Leg waiting = leg(ANSWERED, "2026-03-02T10:00:00Z", 3 * 3600);
        Leg within = leg(ANSWERED, "2026-03-02T10:10:00Z", 1);
        Leg later = leg(ANSWERED, "2026-03-02T14:00:00Z", 1);

        assertThat(Journey.of(List.of(waiting, within, later), Duration.ofHours(1)))
                .hasSize(1);
    }

    @Test
    void theLastWordAndAllRevenueInTheCurrencyThatIsAskedFor() {
        Journey journey = new Journey(List.of(
                Legs.with(leg(ANSWERED, "2026-03-02T10:00:00Z", 1), false, euros("2.50")),
                Legs.with(leg(ANSWERED, "2026-03-02T10:05:00Z", 1), true, new Money(BigDecimal.TEN, "USD")),
                Legs.with(leg(ANSWERED, "2026-03-02T10:10:00Z", 1), null, euros("1.00"))));

        ContactDetails joined = journey.joined(
                        kpi(Clock.CONTINUES, new RevenuePerContact("EUR", Population.ANSWERED, null)))
                .details();

        assertThat(joined.resolved()).isTrue();
        assertThat(joined.revenue()).isEqualTo(euros("3.50"));
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    private static Kpi kpi(Clock clock, Metric metric) {
        return new Kpi(
                "kpi",
                "KPI",
                null,
                "all",
                metric,
                null,
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                new Journeys(null, clock),
                null,
                null);
    }
}
