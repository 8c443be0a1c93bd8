package sla.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.PlannedEvent.Scored;
import sla.bench.plan.PlannedEvent.Sent;

class TrafficPlanTest {
    private static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final long SEED = 7;
    private static final TrafficPlan PLAN = new TrafficPlan("t", SEED, MARCH, 31, 200_000);
    private static final List<PlannedEvent> EVENTS = events(PLAN);

    @Test
    void givesTheSameEventsForTheSameSeedAndOthersForAnother() {
        assertThat(events(new TrafficPlan("t", SEED, MARCH, 31, 200_000))).isEqualTo(EVENTS);
        assertThat(events(new TrafficPlan("t", SEED + 1, MARCH, 31, 200_000)).subList(0, 100))
                .isNotEqualTo(EVENTS.subList(0, 100));
    }

    @Test
    void givesAboutAsManyMessagesAsAreWanted() {
        assertThat(EVENTS).hasSize((int) PLAN.totals().sum(Figure.MESSAGES));
        assertThat((long) EVENTS.size()).isCloseTo(200_000, within(1_000L));
    }

    @Test
    void hasTheSharesOfTheRealWorld() {
        long contacts = PLAN.contacts();
        long revised = EVENTS.stream()
                .filter(event -> event instanceof Sent sent && sent.contact().revision() == 2)
                .count();
        long scored = EVENTS.stream().filter(Scored.class::isInstance).count();
        long faulty = EVENTS.stream().filter(Faulty.class::isInstance).count();
        Totals totals = PLAN.totals();
        assertThat(perMille(revised, contacts)).isBetween(48L, 52L);
        assertThat(perMille(totals.sum(Figure.DUPLICATES), contacts)).isBetween(18L, 22L);
        assertThat(perMille(scored, totals.sum(Figure.ANSWERED))).isBetween(28L, 32L);
        assertThat(perMille(faulty * 10, contacts)).isBetween(8L, 12L);
        assertThat(perMille(late(), contacts)).isBetween(48L, 52L);
    }

    /** First revisions that come a day or more after a contact that was offered later. */
    private static long late() {
        long latest = 0;
        long late = 0;
        Set<String> seen = new HashSet<>();
        for (PlannedEvent event : EVENTS) {
            if (event instanceof Sent(Contact contact) && contact.revision() == 1 && seen.add(contact.recordId())) {
                latest = Math.max(latest, contact.offeredAt());
                late += latest - contact.offeredAt() > 6 * 3_600_000L ? 1 : 0;
            }
        }
        return late;
    }

    @Test
    void hasAllQueuesSitesAndLanguagesAndEveryFault() {
        Set<List<String>> places = new HashSet<>();
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (PlannedEvent event : EVENTS) {
            if (event instanceof Sent(Contact contact)) {
                places.add(List.of(contact.queue().name(), contact.site(), contact.language()));
            } else if (event instanceof Faulty faulty) {
                faults.add(faulty.fault());
            }
        }
        assertThat(Scene.allQueues()).hasSize(60);
        assertThat(places).hasSize(60 * 3 * 3);
        assertThat(faults).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void offersContactsThroughTheWholeMonthAndMostOfThemOnWorkingMornings() {
        long[] byHour = new long[24];
        EVENTS.stream().filter(Sent.class::isInstance).map(Sent.class::cast).forEach(sent -> {
            var at = Instant.ofEpochMilli(sent.contact().offeredAt()).atOffset(ZoneOffset.UTC);
            assertThat(YearMonth.from(at)).isEqualTo(MARCH);
            byHour[at.getHour()]++;
        });
        assertThat(byHour).doesNotContain(0);
        assertThat(byHour[10]).isGreaterThan(byHour[3] * 20);
    }

    @Test
    void sharesNoRecordWithAPlanOfAnotherName() {
        Set<String> records = new HashSet<>();
        EVENTS.stream()
                .filter(Sent.class::isInstance)
                .forEach(event -> records.add(((Sent) event).contact().recordId()));
        assertThat(records).hasSize((int) PLAN.contacts());
        assertThat(events(new TrafficPlan("u", SEED, MARCH, 31, 20_000)).stream()
                        .filter(Sent.class::isInstance))
                .noneMatch(event -> records.contains(((Sent) event).contact().recordId()));
    }

    private static long perMille(long part, long whole) {
        return Math.round(part * 1000.0 / whole);
    }

    private static List<PlannedEvent> events(TrafficPlan plan) {
        List<PlannedEvent> events = new ArrayList<>();
        plan.forEach(events::add);
        return events;
    }
}
