package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.number.Money;

/** A second quarter that pays for the first one, beside a line on both together. */
class OwedDifferencesTest {
    private static final Agreement AGREEMENT = read();

    @Test
    void aResultDiffersInNothingFromItself() {
        Evaluation frozen = second(1_000);
        assertThat(frozen.lines())
                .extracting(line -> line.key() + " " + line.amount())
                .containsExactly("failure@owed-2026-01-01 -1000.00 EUR", "failure@2026-01-01 0.00 EUR");
        assertThat(LineComparison.compare(frozen, Optional.of(frozen))).isEmpty();
    }

    /** Stored as the difference of what has an origin, it is known again: its date and its causes stay. */
    @Test
    void oneOfBeforeThereWasAKeyIsReadAsItWouldBeWrittenNow() throws JsonProcessingException {
        Evaluation frozen = second(1_000);
        Optional<Evaluation> live = Optional.of(second(1_100));
        LineDifference now =
                LineComparison.compare(frozen, live).getFirst().firstSeen(Instant.parse("2026-07-05T10:00:00Z"));
        assertThat(now.key()).isEqualTo("failure@owed-2026-01-01");
        assertThat(now.amount()).hasToString("-100.00 EUR");

        String json = Json.MAPPER.writeValueAsString(now).replace("\"owedFor\":", "\"origin\":");
        LineDifference stored = Json.MAPPER.readValue(json, LineDifference.class);
        assertThat(stored.key()).isEqualTo("failure@2026-01-01");
        assertThat(OwedDifferences.of(difference(stored), frozen, live).lines()).containsExactly(now);
        assertThat(OwedDifferences.of(difference(now), frozen, live)).isEqualTo(difference(now));
    }

    private static Difference difference(LineDifference line) {
        Money zero = Money.zero("EUR");
        return new Difference(
                "second",
                "owed",
                1,
                "va",
                "2026-04-01",
                1,
                line.firstSeen(),
                1,
                List.of(line),
                zero,
                line.amount(),
                List.of(),
                null,
                List.of(),
                List.of());
    }

    /** After a first one of 40 s, which leaves 10 % of what the second one's calls cost. */
    private static Evaluation second(long calls) {
        Evaluation first = of(LocalDate.of(2026, 1, 1), 40, 1, List.of());
        return of(LocalDate.of(2026, 4, 1), 20, calls, List.of(PastPeriod.of(first)));
    }

    private static Evaluation of(LocalDate day, int seconds, long calls, List<PastPeriod> past) {
        CountsOverTime counts =
                _ -> ContactList.of(ContactList.contact(Outcome.ANSWERED, Integer.toString(seconds), calls));
        return Evaluated.overTime(AGREEMENT, day, Map.of("asa", counts, "calls", counts), past);
    }

    private static Agreement read() {
        return Contracts.read("""
                agreement: owed
                version: 1
                title: Owed
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor}
                effectiveFrom: 2026-01-01
                period: {every: quarter}
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, metric: {type: average-speed-of-answer}, window: {last: 2}}
                  - {id: calls, title: Calls, lot: all, metric: {type: volume, of: answered}}
                charges: [{id: fee, title: Fee, kpi: calls, amount: 10}]
                bases: [{id: next, title: Next, charges: [fee], period: next}]
                rules: [{id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, percent: -10, of: next}], otherwise: 0}]
                """);
    }
}
