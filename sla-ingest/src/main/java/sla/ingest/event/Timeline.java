package sla.ingest.event;

import static sla.model.event.RejectionCode.CONTRADICTION;
import static sla.model.event.RejectionCode.INVALID_VALUE;
import static sla.model.event.RejectionCode.NEGATIVE_DURATION;
import static sla.model.event.RejectionCode.PARTS_EXCEED_WHOLE;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.Outcome;

/**
 * The times of one interaction. Completes what follows from the others and notes what cannot be true together. Clocks
 * differ and sources round, so whatever is off by no more than the source's tolerance is taken as it is.
 *
 * <p>Anything may be missing here, because a record with one fault is still searched for others.
 */
final class Timeline {
    private final Fields fields;
    private final long tolerance;
    private final @Nullable Outcome outcome;
    private final @Nullable Instant offeredAt;
    private @Nullable Instant answeredAt;
    private @Nullable Instant leftQueueAt;
    private @Nullable Long waitMillis;

    Timeline(
            Fields fields,
            long tolerance,
            @Nullable Outcome outcome,
            @Nullable Instant offeredAt,
            @Nullable Instant answeredAt,
            @Nullable Instant leftQueueAt) {
        this.fields = fields;
        this.tolerance = tolerance;
        this.outcome = outcome;
        this.offeredAt = offeredAt;
        this.answeredAt = answeredAt;
        this.leftQueueAt = leftQueueAt;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    Instant leftQueueAt() {
        return leftQueueAt;
    }

    @Nullable
    Long waitMillis() {
        return waitMillis;
    }

    /** Afterwards an offered contact has its wait and the instant at which the wait ended, unless a fault was noted. */
    void complete(@Nullable Long given) {
        waitMillis = given;
        if (outcome == null) {
            return;
        }
        if (outcome == Outcome.ANSWERED) {
            answeredAt = completeWait("answeredAt", answeredAt);
        } else if (outcome.offered()) {
            leftQueueAt = completeWait("leftQueueAt", leftQueueAt);
        }
        if (answeredAt != null && neverAnswered(outcome)) {
            contradiction("answeredAt", "answeredAt belongs to an answered contact, and the outcome is another");
        }
    }

    private @Nullable Instant completeWait(String end, @Nullable Instant endedAt) {
        if (!fields.has(end) && !fields.has("waitMillis")) {
            fields.missing(end, "with this outcome " + end + " or waitMillis is required");
        }
        if (offeredAt == null) {
            return endedAt;
        }
        if (endedAt == null) {
            if (waitMillis == null) {
                return null;
            }
            Instant derived = offeredAt.plusMillis(waitMillis);
            return fields.checkNotInFuture("waitMillis", derived) ? derived : null;
        }
        long between = Duration.between(offeredAt, endedAt).toMillis();
        if (waitMillis == null) {
            if (between > Numbers.LONGEST.toMillis()) {
                fields.add(INVALID_VALUE, end, end + " is more than 31 days after offeredAt");
            }
            // Reversed beyond the tolerance is noted with the order of the instants.
            waitMillis = Math.max(0, between);
        } else if (Math.abs(waitMillis - Math.max(0, between)) > tolerance && between >= -tolerance) {
            contradiction("waitMillis", "offeredAt and " + end + " are " + between + " ms apart");
        }
        return endedAt;
    }

    void checkOrder(@Nullable Instant endedAt, @Nullable Instant wrapUpEndedAt, @Nullable Instant firstResponseAt) {
        checkAfter("answeredAt", answeredAt, offeredAt);
        checkAfter("leftQueueAt", leftQueueAt, offeredAt);
        checkAfter("firstResponseAt", firstResponseAt, offeredAt);
        Instant conversation = later(later(offeredAt, answeredAt), leftQueueAt);
        checkAfter("endedAt", endedAt, conversation);
        checkAfter("wrapUpEndedAt", wrapUpEndedAt, later(conversation, endedAt));
    }

    private void checkAfter(String name, @Nullable Instant instant, @Nullable Instant earlier) {
        if (instant != null
                && earlier != null
                && Duration.between(instant, earlier).toMillis() > tolerance) {
            fields.add(NEGATIVE_DURATION, name, name + " is before " + earlier + ", which comes first" + beyond());
        }
    }

    /**
     * An end that was not sent is counted where talk and hold lead to from the end of the wait, so it may lie ahead no
     * more than one that was sent.
     */
    void checkDerivedEnd(@Nullable Long talkMillis, @Nullable Long holdMillis) {
        if (outcome == null || offeredAt == null || fields.has("endedAt")) {
            return;
        }
        Instant left = outcome == Outcome.ANSWERED ? answeredAt : leftQueueAt;
        if (left == null) {
            if (outcome.offered()) {
                // Its fault is noted already.
                return;
            }
            left = offeredAt.plusMillis(orZero(waitMillis));
        }
        String last = talkMillis != null ? "talkMillis" : holdMillis != null ? "holdMillis" : "waitMillis";
        fields.checkNotInFuture(last, left.plusMillis(orZero(talkMillis) + orZero(holdMillis)));
    }

    void checkParts(
            @Nullable Instant endedAt,
            @Nullable Instant wrapUpEndedAt,
            @Nullable Long ringMillis,
            @Nullable Long talkMillis,
            @Nullable Long holdMillis,
            @Nullable Long wrapUpMillis) {
        if (ringMillis != null && waitMillis != null && ringMillis - waitMillis > tolerance) {
            exceeds("ringMillis", "the phone rang longer than the contact waited, " + waitMillis + " ms");
        }
        long conversation = orZero(talkMillis) + orZero(holdMillis);
        String part = talkMillis == null ? "holdMillis" : "talkMillis";
        if (outcome != null && neverAnswered(outcome) && conversation > tolerance) {
            contradiction(part, "talk and hold belong to an answered contact, and the outcome is another");
        }
        Long whole = between(answeredAt, endedAt);
        if (whole != null && conversation - whole > tolerance) {
            exceeds(part, "talk and hold are " + conversation + " ms, from answer to end there are " + whole);
        }
        Long afterwards = between(endedAt, wrapUpEndedAt);
        if (afterwards != null && wrapUpMillis != null && wrapUpMillis - afterwards > tolerance) {
            exceeds("wrapUpMillis", "from endedAt to wrapUpEndedAt there are " + afterwards + " ms");
        }
    }

    /** A menu or a bot may well report an answer and a talk; a contact that left a queue without an agent cannot. */
    private static boolean neverAnswered(Outcome outcome) {
        return switch (outcome) {
            case ABANDONED, OVERFLOWED, CALLBACK_REQUESTED, REFUSED -> true;
            case ANSWERED, LEFT_IN_MENU, SELF_SERVED -> false;
        };
    }

    private static long orZero(@Nullable Long millis) {
        return millis == null ? 0 : millis;
    }

    private static @Nullable Long between(@Nullable Instant start, @Nullable Instant end) {
        if (start == null || end == null) {
            return null;
        }
        return Math.max(0, Duration.between(start, end).toMillis());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private void contradiction(String name, String message) {
        fields.add(CONTRADICTION, name, message + beyond());
    }

    private void exceeds(String name, String message) {
        fields.add(PARTS_EXCEED_WHOLE, name, message + beyond());
    }

    private String beyond() {
        return "; the source's tolerance is " + tolerance + " ms";
    }
}
