package sla.evaluator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.evaluation.Correction;
import sla.model.evaluation.KpiResult.TargetState;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.PastPeriod.PastLine;
import sla.model.evaluation.PastPeriod.PastValue;
import sla.model.time.Period;

/** January is frozen with a failure of 100 and turns out to have none. What does February look back on? */
class SimulatedPastTest {
    private static final Period JANUARY =
            new Period("2026-01", Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-01-31T23:00:00Z"));
    private static final Period FEBRUARY =
            new Period("2026-02", JANUARY.endExclusive(), Instant.parse("2026-02-28T23:00:00Z"));

    private static final PastLine FAILURE = line("failure", -100);
    private static final PastPeriod FROZEN = january(FAILURE, line("kept", -7));
    private static final PastPeriod CORRECTED = Correction.of(FROZEN, january(line("kept", -7)), Optional.empty(), 1)
            .orElseThrow();

    @Test
    void whatIsLeftAloneStaysAsCorrected() {
        SimulatedPast past = past(FROZEN, january(FAILURE, line("kept", -8)));
        assertThat(past.over(List.of(CORRECTED), february("failure")))
                .containsExactly(january(corrected("failure"), line("kept", -8)));
    }

    /** For a period that was frozen before it was corrected. */
    @Test
    void whoLooksBackOnItAsItWasFrozenStillDoes() {
        PastPeriod after = january(FAILURE, line("kept", -8));
        assertThat(past(FROZEN, after).over(List.of(FROZEN), february("failure")))
                .containsExactly(after);
    }

    /** On the counts of now it is a failure of 50 under the changed terms. */
    @Test
    void whatIsChangedIsWhatTheTermsMakeOfTheCountsOfNow() {
        PastPeriod is = january(line("kept", -7));
        PastPeriod after = january(line("failure", -90), line("kept", -7));
        PastPeriod wouldBe = january(line("failure", -50), line("kept", -7));
        PastPeriod shown =
                Correction.of(after, wouldBe, Optional.of(CORRECTED), 1).orElseThrow();
        SimulatedPast past = new SimulatedPast();
        past.add(Trial.of(FROZEN, after), after, new Trial(is, wouldBe, shown));
        List<PastLine> lines =
                past.over(List.of(CORRECTED), february("failure")).getFirst().lines();
        assertThat(lines).extracting(PastLine::key).containsExactly("failure", "kept");
        assertThat(lines.getFirst().paid()).isEqualByComparingTo("-50");
        assertThat(lines.getFirst().frozen().paid()).isEqualByComparingTo("-90");
    }

    /** It is the same rule, whatever it is called in the draft. */
    @Test
    void aRuleThatIsOnlyCalledOtherwiseStaysAsCorrected() {
        SimulatedPast past = past(FROZEN, january(line("fault", -100), line("kept", -7)));
        assertThat(past.over(List.of(CORRECTED), february("fault, formerly: [failure]")))
                .containsExactly(january(corrected("failure"), line("kept", -7)));
    }

    @Test
    void aTargetThatIsLeftAloneStaysAsItTurnedOut() {
        PastPeriod frozen = with(FROZEN, TargetState.MISSED, TargetState.MISSED);
        PastPeriod turnedOut = with(CORRECTED, TargetState.MET, TargetState.MET);
        SimulatedPast past = past(frozen, with(FROZEN, TargetState.MISSED, TargetState.NO_TARGET));
        assertThat(past.over(List.of(turnedOut), february("failure")).getFirst().values())
                .extracting(PastValue::state)
                .containsExactly(TargetState.MET, TargetState.NO_TARGET);
    }

    @Test
    void nothingIsOtherwiseWhereNothingIsTried() {
        SimulatedPast past = past(FROZEN, FROZEN);
        assertThat(past.isEmpty()).isTrue();
        assertThat(past.over(List.of(CORRECTED), february("failure"))).containsExactly(CORRECTED);
    }

    private static SimulatedPast past(PastPeriod before, PastPeriod after) {
        SimulatedPast past = new SimulatedPast();
        past.add(before, after);
        return past;
    }

    private static PastLine line(String rule, int paid) {
        return new PastLine(rule, null, true, BigDecimal.valueOf(paid), null, null, null, null, null, null);
    }

    private static PastLine corrected(String rule) {
        return CORRECTED.lines().stream()
                .filter(line -> line.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static PastPeriod january(PastLine... lines) {
        return new PastPeriod(JANUARY, List.of(lines), List.of(), List.of(), List.of());
    }

    private static PastPeriod with(PastPeriod period, TargetState... states) {
        List<PastValue> values = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            values.add(new PastValue(i == 0 ? "asa" : "sl", null, states[i], null));
        }
        return new PastPeriod(JANUARY, period.lines(), values, List.of(), List.of());
    }

    private static AgreementPeriod february(String rule) {
        Agreement agreement = Contracts.read("""
                agreement: simulated
                version: 1
                title: Looks back
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}
                  - {id: sl, title: Delay, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}
                rules:
                  - {id: %s, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -100}], otherwise: 0,
                     repeats: {last: 3, times: [1, 2]}}
                  - {id: asa-periods, periods: {kpi: asa, target: missed, last: 3}, shape: tiers,
                     tiers: [{atLeast: 3, amount: -1}], otherwise: 0}
                  - {id: sl-periods, periods: {kpi: sl, target: missed, last: 3}, shape: tiers,
                     tiers: [{atLeast: 3, amount: -1}], otherwise: 0}
                """.formatted(rule));
        return new AgreementPeriod(agreement, FEBRUARY, ContractDays.of(agreement));
    }
}
