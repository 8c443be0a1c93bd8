package sla.local.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sla.local.event.CloudEvents;
import sla.model.event.QualityEvaluation;
import sla.model.event.QualityEvaluation.CriticalErrors;
import sla.model.event.QualityEvaluation.Instrument;
import sla.model.event.QualityEvaluation.Status;
import sla.model.event.RecordReference;
import sla.model.event.SurveyAnswer;

/** What others say about a contact after its end: the buyer's quality team days later, the customer within a day. */
final class Afterwards {
    private static final int EVALUATED_PER_MILLE = 70;
    private static final int ANSWERING_PER_MILLE = 50;

    private final Chance chance;
    private final RecordReference contact;
    private final Instant endedAt;
    private final List<SampleEvent> events = new ArrayList<>();

    Afterwards(Chance chance, String recordId, Instant endedAt) {
        this.chance = chance;
        this.contact = new RecordReference(SampleSources.MERIDIAN, recordId);
        this.endedAt = endedAt;
    }

    List<SampleEvent> events() {
        if (chance.perMille(EVALUATED_PER_MILLE)) {
            addEvaluations();
        }
        if (chance.perMille(ANSWERING_PER_MILLE)) {
            addAnswer();
        }
        return events;
    }

    private void addEvaluations() {
        Instant evaluatedAt = endedAt.plus(Duration.ofMinutes(chance.between(6 * 60, 6 * 24 * 60)));
        int score = 100 - chance.between(0, 12) - (chance.perMille(150) ? chance.between(10, 45) : 0);
        int serious = score < 70 ? 1 : 0;
        add(1, evaluatedAt, score, serious, Status.RELEASED);
        Instant later = evaluatedAt.plus(Duration.ofDays(2));
        if (chance.perMille(60)) {
            add(2, later, Math.min(100, score + 5), serious, Status.RE_SCORED);
        } else if (chance.perMille(25)) {
            add(2, later, score, serious, Status.WITHDRAWN);
        }
    }

    private void add(int revision, Instant at, int score, int serious, Status status) {
        QualityEvaluation evaluation = new QualityEvaluation(
                SampleSources.MERIDIAN,
                contact,
                null,
                null,
                at,
                "conversation",
                "3",
                BigDecimal.valueOf(score),
                new CriticalErrors(serious, 0, 0),
                Instrument.RANDOM_RECORDING,
                status);
        String recordId = "q-" + contact.recordId();
        events.add(new SampleEvent(
                SampleSources.BUYER_QUALITY,
                CloudEvents.of(SampleSources.BUYER_QUALITY, recordId, revision, at, evaluation)));
    }

    private void addAnswer() {
        Instant respondedAt = endedAt.plus(Duration.ofMinutes(chance.between(5, 20 * 60)));
        int satisfaction = chance.perMille(780) ? chance.between(4, 5) : chance.between(1, 3);
        SurveyAnswer answer = new SurveyAnswer(
                SampleSources.MERIDIAN,
                contact,
                null,
                null,
                respondedAt,
                satisfaction,
                5,
                2 * satisfaction - chance.between(0, 1),
                satisfaction >= 3);
        events.add(new SampleEvent(
                SampleSources.SURVEY_HOUSE,
                CloudEvents.of(SampleSources.SURVEY_HOUSE, "s-" + contact.recordId(), 1, respondedAt, answer)));
    }
}
