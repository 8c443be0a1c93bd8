package sla.evaluator.tally;

import java.time.Instant;
import java.util.List;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedSurvey;
import sla.evaluator.fact.Identity;
import sla.model.event.DeclaredMeasure;
import sla.model.event.EventType;

/**
 * What a KPI counts as one.
 *
 * @param at by which it is in the window
 * @param identity of the record; of the first leg of a journey
 * @param legs the other legs of the journey, in the order of their offers
 */
public record TalliedRecord(
        Instant at, Identity identity, long revision, EventType type, What what, List<Identity> legs) {

    /** What is counted. */
    public sealed interface What {
        record OfContact(Contact contact) implements What {}

        record OfEvaluation(CountedEvaluation evaluation) implements What {}

        record OfSurvey(CountedSurvey answer) implements What {}

        record OfMeasure(DeclaredMeasure measure) implements What {}
    }

    /** When the contact ended; of what is none, by when it is in the window. */
    Instant endedAt() {
        return what instanceof What.OfContact(Contact contact)
                ? Instant.ofEpochMilli(contact.counted().endedAt())
                : at;
    }

    public void addTo(RecordCounts counts) {
        switch (what) {
            case What.OfContact(Contact contact) -> counts.add(contact);
            case What.OfEvaluation(CountedEvaluation evaluation) -> counts.add(evaluation);
            case What.OfSurvey(CountedSurvey answer) -> counts.add(answer);
            case What.OfMeasure(DeclaredMeasure measure) -> counts.add(measure);
        }
    }

    /** Takes records one after another. */
    @FunctionalInterface
    public interface Visitor {
        void visit(TalliedRecord record);
    }
}
