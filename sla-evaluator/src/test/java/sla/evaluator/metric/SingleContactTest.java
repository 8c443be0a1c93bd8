package sla.evaluator.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.Unit;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.evaluation.Measure;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.QualityEvaluation.Instrument;
import sla.model.event.QualityEvaluation.Status;

class SingleContactTest {
    private static final WaitBound TWENTY = new WaitBound(20, Bound.AT_MOST);

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void countsOnceUnderItsOwnOutcome(Outcome own) {
        Counts counts = new SingleContact(interaction(own, own.offered() ? 20_000L : null, null, null, null));
        for (Outcome outcome : Outcome.values()) {
            boolean waited = outcome == own && own.offered();
            assertThat(counts.contacts(outcome)).isEqualTo(outcome == own ? 1 : 0);
            assertThat(counts.waitMillis(outcome)).isEqualTo(waited ? 20_000 : 0);
            assertThat(counts.contactsWithin(outcome, TWENTY)).isEqualTo(waited ? 1 : 0);
            assertThat(counts.contactsWithin(outcome, new WaitBound(20, Bound.BELOW)))
                    .isZero();
        }
    }

    @Test
    void theWaitOfOneThatWasNeverOfferedDoesNotCount() {
        Counts counts = new SingleContact(interaction(Outcome.LEFT_IN_MENU, 5_000L, null, null, null));
        assertThat(counts.waitMillis(Outcome.LEFT_IN_MENU)).isZero();
        assertThat(counts.contactsWithin(Outcome.LEFT_IN_MENU, TWENTY)).isZero();
    }

    @Test
    void anOfferedContactNeedsItsWait() {
        assertThatThrownBy(() -> new SingleContact(interaction(Outcome.ABANDONED, null, null, null, null)))
                .hasMessage("An offered contact needs its wait");
    }

    @Test
    void isHandledIfAllChosenPartsAreKnown() {
        Counts counts = new SingleContact(interaction(Outcome.ANSWERED, 0L, 100L, 0L, null));
        assertThat(counts.handled(EnumSet.of(Part.TALK, Part.HOLD))).isEqualTo(new Counts.HandledContacts(1, 0, 100));
        assertThat(counts.handled(EnumSet.allOf(Part.class))).isEqualTo(new Counts.HandledContacts(0, 1, 0));
        assertThat(new SingleContact(interaction(Outcome.ABANDONED, 0L, 100L, 0L, 0L)).handled(EnumSet.of(Part.TALK)))
                .isEqualTo(new Counts.HandledContacts(0, 0, 0));
    }

    @Test
    void showsHowItCountsInAKpi() {
        ServiceLevel level = new ServiceLevel(TWENTY, ServiceLevel.Abandons.IGNORED_WITHIN_THRESHOLD, null, null);
        assertThat(measure(level, interaction(Outcome.ANSWERED, 20_000L, null, null, null)))
                .isEqualTo(Measure.of(1, 1, Unit.PERCENT, ""));
        assertThat(measure(level, interaction(Outcome.ANSWERED, 20_001L, null, null, null)))
                .isEqualTo(Measure.of(0, 1, Unit.PERCENT, ""));
        assertThat(measure(level, interaction(Outcome.ABANDONED, 20_000L, null, null, null)))
                .isInstanceOf(Measure.NotMeasured.class);
        assertThat(measure(
                        new AverageHandleTime(EnumSet.of(Part.WRAP_UP), null),
                        interaction(Outcome.ANSWERED, 0L, 100L, null, null)))
                .isInstanceOf(Measure.NotMeasured.class);
        assertThat(measure(new QualityScore(null, null), interaction(Outcome.ANSWERED, 0L, 100L, null, null)))
                .isInstanceOf(Measure.NotMeasured.class);
    }

    @Test
    void anEvaluationCountsByFormInstrumentAndStatus() {
        QualityScore calls = new QualityScore(Set.of("call"), EnumSet.of(Instrument.RANDOM_RECORDING));
        assertThat(scored(calls, "call", Instrument.RANDOM_RECORDING, Status.RELEASED))
                .isEqualTo(1);
        assertThat(scored(calls, "call", Instrument.RANDOM_RECORDING, Status.RE_SCORED))
                .isEqualTo(1);
        assertThat(scored(calls, "call", Instrument.RANDOM_RECORDING, Status.WITHDRAWN))
                .isZero();
        assertThat(scored(calls, "chat", Instrument.RANDOM_RECORDING, Status.RELEASED))
                .isZero();
        assertThat(scored(calls, "call", Instrument.MYSTERY_CALL, Status.RELEASED))
                .isZero();
        assertThat(scored(calls, "call", null, Status.RELEASED)).isZero();
        assertThat(scored(new QualityScore(null, null), "call", null, Status.RELEASED))
                .isEqualTo(1);
    }

    @Test
    void anEvaluationIsNoContactAndBringsItsScoreInThousandths() {
        Counts counts = new SingleEvaluation(evaluation("call", null, Status.RELEASED));
        assertThat(counts.scored(new QualityScore(null, null))).isEqualTo(new Counts.ScoredEvaluations(1, 87_125));
        assertThat(counts.contacts(Outcome.ANSWERED)).isZero();
        assertThat(counts.handled(EnumSet.of(Part.TALK))).isEqualTo(new Counts.HandledContacts(0, 0, 0));
    }

    private static long scored(QualityScore metric, String form, Instrument instrument, Status status) {
        return new SingleEvaluation(evaluation(form, instrument, status))
                .scored(metric)
                .evaluations();
    }

    private static Measure measure(sla.model.agreement.Metric metric, Interaction interaction) {
        return MetricFormula.measure(metric, new SingleContact(interaction)).measure();
    }

    private static QualityEvaluation evaluation(String form, Instrument instrument, Status status) {
        return new QualityEvaluation(
                "vendor",
                null,
                "sales",
                Channel.VOICE,
                Instant.parse("2026-01-15T10:00:00Z"),
                form,
                null,
                new BigDecimal("87.125"),
                null,
                instrument,
                status);
    }

    private static Interaction interaction(Outcome outcome, Long wait, Long talk, Long hold, Long wrapUp) {
        return new Interaction(
                "vendor",
                Channel.VOICE,
                Direction.INBOUND,
                "sales",
                outcome,
                Instant.parse("2026-01-15T10:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                wait,
                null,
                talk,
                hold,
                wrapUp,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
