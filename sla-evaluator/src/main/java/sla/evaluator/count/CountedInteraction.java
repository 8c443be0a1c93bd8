package sla.evaluator.count;

import sla.model.agreement.Attribution;
import sla.model.event.Outcome;

/**
 * What counting needs of an interaction. Instants are milliseconds since 1970, durations milliseconds; a duration that
 * is unknown is 0 here, and the series says that it is unknown.
 *
 * @param offeredAt the offer
 * @param leftQueueAt when it left the queue by any way
 * @param endedAt when the conversation ended
 */
public record CountedInteraction(
        int seriesId,
        Outcome outcome,
        long offeredAt,
        long leftQueueAt,
        long endedAt,
        long waitMillis,
        long talkMillis,
        long holdMillis,
        long wrapUpMillis,
        boolean transferred,
        boolean handedBack) {

    public CountedInteraction withWait(long millis) {
        return new CountedInteraction(
                seriesId,
                outcome,
                offeredAt,
                leftQueueAt,
                endedAt,
                millis,
                talkMillis,
                holdMillis,
                wrapUpMillis,
                transferred,
                handedBack);
    }

    /** The moment that puts it into an interval; only for attributions by the contact. */
    public long at(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> offeredAt;
            case LEFT_QUEUE -> leftQueueAt;
            case ENDED -> endedAt;
            case EVALUATED -> throw new IllegalArgumentException("a contact has no moment of evaluation");
        };
    }
}
