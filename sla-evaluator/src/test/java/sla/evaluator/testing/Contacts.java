package sla.evaluator.testing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.AcceptedRecord;
import sla.model.event.Channel;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Direction;
import sla.model.event.Interaction;
import sla.model.event.Outcome;

/** Contacts in which only what a test names matters. */
public final class Contacts {
    private static long offset;

    private Contacts() {}

    public static AcceptedRecord answered(String id, String offeredAt, long waitMillis) {
        return record(id, 1, contact("support", Outcome.ANSWERED, offeredAt, waitMillis, 60_000L));
    }

    public static AcceptedRecord abandoned(String id, String offeredAt, long waitMillis) {
        return record(id, 1, contact("support", Outcome.ABANDONED, offeredAt, waitMillis, null));
    }

    public static AcceptedRecord record(String id, long revision, Interaction contact) {
        return RecordStories.record("calls", id, revision, contact, offset++);
    }

    /** So many calls are expected, by a source that declares it of the vendor. */
    public static AcceptedRecord forecast(String id, long revision, String from, String to, int calls) {
        DeclaredMeasure forecast = new DeclaredMeasure(
                "va",
                "forecast",
                null,
                Instant.parse(from),
                Instant.parse(to),
                BigDecimal.valueOf(calls),
                null,
                "calls",
                null);
        return RecordStories.record("calls", id, revision, forecast, offset++);
    }

    /** One leg of a journey, answered. */
    public static Interaction leg(
            String vendor,
            String queue,
            String offeredAt,
            long waitMillis,
            @Nullable String journey,
            boolean transferred) {
        return contact(vendor, queue, Outcome.ANSWERED, offeredAt, waitMillis, 60_000L, journey, transferred);
    }

    public static Interaction contact(
            String queue, Outcome outcome, String offeredAt, long waitMillis, @Nullable Long talkMillis) {
        return contact("va", queue, outcome, offeredAt, waitMillis, talkMillis, null, null);
    }

    private static Interaction contact(
            String vendor,
            String queue,
            Outcome outcome,
            String offeredAt,
            long waitMillis,
            @Nullable Long talkMillis,
            @Nullable String journey,
            @Nullable Boolean transferred) {
        Instant offered = Instant.parse(offeredAt);
        Instant left = offered.plusMillis(waitMillis);
        boolean answered = outcome == Outcome.ANSWERED;
        return new Interaction(
                vendor,
                Channel.VOICE,
                Direction.INBOUND,
                queue,
                outcome,
                offered,
                answered ? left : null,
                answered ? null : left,
                answered && talkMillis != null ? left.plusMillis(talkMillis) : null,
                null,
                null,
                outcome.offered() ? Long.valueOf(waitMillis) : null,
                null,
                talkMillis,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                journey,
                transferred,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
