package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.Tallied;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Kpi;
import sla.model.event.Outcome;

/** Where each call is rounded and where their sum is makes the price, call by call from a list. */
class PerCallRoundingTest {
    private static final Agreement AGREEMENT = Scenario.read(
                    Path.of("src/test/resources/scenarios/charges-by-the-minute.yaml"))
            .read();

    /** 61, 30 and 119 s: 2 + 1 + 2 minutes; 210 s are 4 started minutes, or 3.5; 61 + 60 + 119 s are 4. */
    @Test
    void roundsTheCallsOrTheirSum() {
        assertThat(charged(List.of(61_000L, 30_000L, 119_000L)))
                .containsExactly(
                        Map.entry("each", new BigDecimal("2.50")),
                        Map.entry("all", new BigDecimal("2.00")),
                        Map.entry("seconds", new BigDecimal("1.75")),
                        Map.entry("least", new BigDecimal("2.00")));
    }

    @Test
    void thePricesOfTheDocumentationAreThese() {
        assertThat(MarkdownText.of("agreements.md").text())
                .contains(
                        "Calls of 61, 30 and 119 s are five started minutes, 2.50",
                        "four started minutes in total, 2.00; without both 3.5 minutes, 1.75",
                        "atLeastSeconds: 60 }` 240 s, 2.00.");
    }

    @Test
    void chargesRandomCallsAsAList() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            List<Long> calls =
                    random.longs(1 + random.nextInt(20), 0, 400_000).boxed().toList();
            long cents = calls.stream()
                    .mapToLong(millis -> 50 * Math.ceilDiv(millis, 60_000L))
                    .sum();
            long ofTotal =
                    50 * Math.ceilDiv(calls.stream().mapToLong(Long::longValue).sum(), 60_000L);
            assertThat(charged(calls))
                    .as("%s", calls)
                    .containsEntry("each", BigDecimal.valueOf(cents, 2))
                    .containsEntry("all", BigDecimal.valueOf(ofTotal, 2));
        }
    }

    private static Map<String, BigDecimal> charged(List<Long> calls) {
        Map<String, Counts> counts = new LinkedHashMap<>();
        for (Kpi kpi : AGREEMENT.kpis()) {
            HandledMinutes.Each each = ((HandledMinutes) kpi.metric()).each();
            counts.put(kpi.id(), each == null ? list(calls) : tallied(calls, each));
        }
        Map<String, BigDecimal> charged = new LinkedHashMap<>();
        Evaluated.january(AGREEMENT, counts)
                .charges()
                .forEach(charge -> charged.put(charge.charge(), charge.amount().amount()));
        return charged;
    }

    private static ContactList list(List<Long> calls) {
        return new ContactList(
                calls.stream()
                        .map(millis -> new ContactList.Contact(
                                Outcome.ANSWERED,
                                BigDecimal.ONE,
                                BigDecimal.valueOf(millis, 3),
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                1L))
                        .toList(),
                List.of());
    }

    private static ContactList tallied(List<Long> calls, HandledMinutes.Each each) {
        return new ContactList(Map.of(
                Tallied.HANDLED,
                (long) calls.size(),
                Tallied.COUNTED_MILLIS,
                calls.stream().mapToLong(each::count).sum()));
    }
}
