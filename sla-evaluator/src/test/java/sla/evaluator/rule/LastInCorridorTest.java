package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.Tallied;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.Arrival;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.LastIn;
import sla.model.evaluation.LeftOut;
import sla.model.evaluation.ReliefResult;
import sla.model.event.Outcome;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * 1,000 a day forecast and 110 % to be taken; 1,320 come on the first day, 990 of them in time, and 1,000 on the second, 850
 * of them in time. Of the 220 that came last on the first day 110 were in time.
 */
class LastInCorridorTest {
    private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-01-06T08:00:00Z");
    private static final Instant START = Instant.parse("2026-01-04T23:00:00Z");

    /** (990 - 110 + 850) / (1,320 - 220 + 1,000) = 1,730 / 2,100 = 82.38. */
    @Test
    void theFirst1100OfTheDayCount() {
        Agreement agreement = agreement();
        Evaluation evaluation = evaluate(
                agreement,
                List.of(new LastIn(
                        0,
                        "corridor",
                        START,
                        new Arrival(FIRST, "acd", "c-1101"),
                        List.of(new LeftOut(
                                "in-time",
                                List.of(new LeftOut.Interval(
                                        FIRST, Map.of("answered", 220L, "answeredWithin20s", 110L))))))));

        KpiResult kpi = evaluation.kpis().getFirst();
        assertThat(kpi.value()).isEqualByComparingTo("82.38");
        assertThat(kpi.counts()).containsEntry("answered", 2_100L).containsEntry("answeredWithinThreshold", 1_730L);
        assertThat(evaluation.lines().getFirst().sentence())
                .contains("without what came last in 1 day above 110 % of Forecast (corridor)");
        assertThat(SentenceAlone.redo(evaluation.lines().getFirst().sentence())).isEqualByComparingTo("-500");
        ReliefResult relief = evaluation.reliefs().getFirst();
        assertThat(relief.sentence())
                .isEqualTo(
                        "The vendor has to take 110 % of Forecast of each day; of a day in which more comes, what came"
                                + " last does not count. 1 of 31 is above it: 2026-01-05 with 1320, at most 1100. Nothing was"
                                + " forecast, so nothing is left out, for 2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04,"
                                + " 2026-01-07, 2026-01-08, 2026-01-09, 2026-01-10, 2026-01-11, 2026-01-12, 2026-01-13,"
                                + " 2026-01-14 and 17 more.");
        assertThat(relief.spans())
                .singleElement()
                .satisfies(span -> assertThat(span.firstLeftOut()).isEqualTo(new Arrival(FIRST, "acd", "c-1101")));
        assertThat(relief.kpis()).singleElement().satisfies(change -> {
            assertThat(change.without()).isEqualByComparingTo("79.31");
            assertThat(change.with()).isEqualByComparingTo("82.38");
        });
    }

    @Test
    void saysHowManyAreTooMany() {
        Agreement agreement = agreement();
        assertThat(Overflow.of(agreement, period(agreement), ContractDays.of(agreement), counts()))
                .singleElement()
                .satisfies(overflow -> {
                    assertThat(overflow.beyond()).isEqualTo(220);
                    assertThat(overflow.span()).isEqualTo(new Span(START, Instant.parse("2026-01-05T23:00:00Z")));
                });
    }

    /** Rather no result than one that counts them. */
    @Test
    void doesNotGoOnWithoutKnowingWhoCameLast() {
        Agreement agreement = agreement();
        assertThatThrownBy(() -> evaluate(agreement, List.of())).hasMessageContaining("corridor is missing");
    }

    private static Evaluation evaluate(Agreement agreement, List<LastIn> lastIn) {
        return AgreementEvaluator.evaluate(
                agreement,
                period(agreement),
                ContractDays.of(agreement),
                counts(),
                List.of(),
                List.of(),
                lastIn,
                List.of());
    }

    private static Period period(Agreement agreement) {
        return agreement.periodOf(LocalDate.of(2026, 1, 1));
    }

    private static Map<String, CountsOverTime> counts() {
        CountsOverTime calls = over(Map.of(FIRST, calls(990, 330), SECOND, calls(850, 150)));
        ContactList thousand = new ContactList(
                Map.of(Tallied.MEASURES, 1L, Tallied.NUMERATOR, 1_000_000_000L, Tallied.DENOMINATOR, 0L));
        return Map.of("in-time", calls, "offered", calls, "forecast", over(Map.of(FIRST, thousand, SECOND, thousand)));
    }

    private static ContactList calls(long inTime, long late) {
        return ContactList.of(
                ContactList.contact(Outcome.ANSWERED, "20", inTime), ContactList.contact(Outcome.ANSWERED, "21", late));
    }

    private static CountsOverTime over(Map<Instant, ContactList> moments) {
        return spans -> moments.entrySet().stream()
                .filter(each -> spans.stream().anyMatch(span -> span.contains(each.getKey())))
                .map(Map.Entry::getValue)
                .reduce(ContactList.NONE, ContactList::plus);
    }

    private static Agreement agreement() {
        String document = """
                agreement: last-in
                version: 1
                title: Last in
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: in-time, title: Answered in time, lot: all, rounding: {decimals: 2, mode: half-up},
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
                  - {id: offered, title: Calls, lot: all, metric: {type: volume, of: offered}}
                  - {id: forecast, title: Forecast, lot: all, metric: {type: declared-measure, measure: forecast, as: sum}}
                rules: [{id: failure, kpi: in-time, shape: tiers, tiers: [{below: 85, amount: -500}], otherwise: 0}]
                relief:
                  - {id: corridor, kind: corridor, volume: offered, forecast: forecast, every: day, abovePercent: 110,
                     surplus: last-in, kpis: [in-time]}
                """;
        return Contracts.read(document);
    }
}
