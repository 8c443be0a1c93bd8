package sla.local.event;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Interaction;
import sla.model.event.Line;
import sla.model.event.Outcome;

/** An inbound interaction in the making; what is not set is unknown. */
public final class InteractionDraft {
    private final String vendor;
    private final Channel channel;
    private final String queue;
    private final Instant offeredAt;
    private Outcome outcome = Outcome.LEFT_IN_MENU;
    private @Nullable Instant answeredAt;
    private @Nullable Instant leftQueueAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant wrapUpEndedAt;
    private @Nullable Instant firstResponseAt;
    private @Nullable Long waitMillis;
    private @Nullable Long talkMillis;
    private @Nullable Long holdMillis;
    private @Nullable Long wrapUpMillis;
    private @Nullable String site;
    private @Nullable String language;
    private @Nullable Line line;
    private @Nullable String journeyId;
    private @Nullable Boolean transferred;
    private @Nullable String agent;
    private @Nullable String sourceFormat;

    public InteractionDraft(String vendor, Channel channel, String queue, Instant offeredAt) {
        this.vendor = vendor;
        this.channel = channel;
        this.queue = queue;
        this.offeredAt = offeredAt;
    }

    /** Answered after the wait; the conversation is talk and, where known, hold. */
    public InteractionDraft answered(Duration wait, Duration talk, @Nullable Duration hold) {
        Instant answered = offeredAt.plus(wait);
        outcome = Outcome.ANSWERED;
        answeredAt = answered;
        waitMillis = wait.toMillis();
        talkMillis = talk.toMillis();
        holdMillis = hold == null ? null : hold.toMillis();
        endedAt = answered.plus(talk).plus(hold == null ? Duration.ZERO : hold);
        return this;
    }

    public InteractionDraft wrapUp(Duration wrapUp) {
        if (endedAt == null) {
            throw new IllegalStateException("Only an answered contact is wrapped up");
        }
        wrapUpMillis = wrapUp.toMillis();
        wrapUpEndedAt = endedAt.plus(wrapUp);
        return this;
    }

    /** Left the queue after the wait in another way than being answered. */
    public InteractionDraft left(Outcome how, Duration wait) {
        outcome = how;
        leftQueueAt = offeredAt.plus(wait);
        waitMillis = wait.toMillis();
        return this;
    }

    public InteractionDraft firstResponseAt(Instant at) {
        firstResponseAt = at;
        return this;
    }

    public InteractionDraft at(String itsSite, String itsLanguage, Line itsLine) {
        site = itsSite;
        language = itsLanguage;
        line = itsLine;
        return this;
    }

    public InteractionDraft journey(String id) {
        journeyId = id;
        return this;
    }

    public InteractionDraft transferred() {
        transferred = true;
        return this;
    }

    public InteractionDraft agent(@Nullable String pseudonym) {
        agent = pseudonym;
        return this;
    }

    public InteractionDraft sourceFormat(String format) {
        sourceFormat = format;
        return this;
    }

    /** The last that happened: when a source knows all of it. */
    public Instant finishedAt() {
        if (wrapUpEndedAt != null) {
            return wrapUpEndedAt;
        }
        if (endedAt != null) {
            return endedAt;
        }
        return leftQueueAt != null ? leftQueueAt : offeredAt;
    }

    public Interaction build() {
        return new Interaction(
                vendor,
                channel,
                Direction.INBOUND,
                queue,
                outcome,
                offeredAt,
                answeredAt,
                leftQueueAt,
                endedAt,
                wrapUpEndedAt,
                firstResponseAt,
                waitMillis,
                null,
                talkMillis,
                holdMillis,
                wrapUpMillis,
                site,
                language,
                line,
                null,
                null,
                journeyId,
                transferred,
                null,
                null,
                agent,
                null,
                null,
                null,
                sourceFormat);
    }
}
