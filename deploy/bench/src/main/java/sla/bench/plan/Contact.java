package sla.bench.plan;

import sla.model.event.Outcome;

/**
 * One revision of a contact. Made millions of times a run, so its times are plain milliseconds, since 1970 or long.
 *
 * @param waitMillis of offered contacts
 * @param talkMillis of answered contacts, as all that follow
 * @param holdMillis {@link #UNKNOWN} where the channel has none
 * @param agent number of the pseudonym
 */
public record Contact(
        String recordId,
        int revision,
        Queue queue,
        String site,
        String language,
        Outcome outcome,
        long offeredAt,
        long waitMillis,
        long talkMillis,
        long holdMillis,
        long wrapUpMillis,
        boolean transferred,
        int agent) {

    public static final long UNKNOWN = -1;

    public boolean answered() {
        return outcome == Outcome.ANSWERED;
    }

    public long leftQueueAt() {
        return offeredAt + waitMillis;
    }

    public long endedAt() {
        return leftQueueAt() + talkMillis + Math.max(0, holdMillis);
    }

    public long wrapUpEndedAt() {
        return endedAt() + wrapUpMillis;
    }

    Contact corrected(Queue otherQueue, long longerWrapUp) {
        return new Contact(
                recordId,
                revision + 1,
                otherQueue,
                site,
                language,
                outcome,
                offeredAt,
                waitMillis,
                talkMillis,
                holdMillis,
                wrapUpMillis + longerWrapUp,
                transferred,
                agent);
    }
}
