package sla.ingest.event;

import static sla.ingest.event.Fields.ID;
import static sla.ingest.event.Fields.NAME;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Interaction;
import sla.model.event.Line;
import sla.model.event.Outcome;

/** Reads, checks and completes an interaction. */
final class InteractionReader {
    private InteractionReader() {}

    /** Null if it cannot be built; whatever is wrong is noted. */
    static @Nullable Interaction read(Fields fields, long toleranceMillis) {
        fields.require("vendor", "channel", "direction", "queue", "outcome", "offeredAt");
        String vendor = fields.text("vendor", NAME);
        Channel channel = fields.choice("channel", Choice.CHANNEL);
        Direction direction = fields.choice("direction", Choice.DIRECTION);
        String queue = fields.text("queue", NAME);
        Outcome outcome = fields.choice("outcome", Choice.OUTCOME);
        Instant offeredAt = fields.instant("offeredAt");
        Instant answeredAt = fields.instant("answeredAt");
        Instant leftQueueAt = fields.instant("leftQueueAt");
        Instant endedAt = fields.instant("endedAt");
        Instant wrapUpEndedAt = fields.instant("wrapUpEndedAt");
        Instant firstResponseAt = fields.instant("firstResponseAt");
        Numbers numbers = fields.numbers();
        Long waitMillis = numbers.millis("waitMillis");
        Long ringMillis = numbers.millis("ringMillis");
        Long talkMillis = numbers.millis("talkMillis");
        Long holdMillis = numbers.millis("holdMillis");
        Long wrapUpMillis = numbers.millis("wrapUpMillis");

        Timeline timeline = new Timeline(fields, toleranceMillis, outcome, offeredAt, answeredAt, leftQueueAt);
        timeline.complete(waitMillis);
        timeline.checkOrder(endedAt, wrapUpEndedAt, firstResponseAt);
        timeline.checkDerivedEnd(talkMillis, holdMillis);
        timeline.checkParts(endedAt, wrapUpEndedAt, ringMillis, talkMillis, holdMillis, wrapUpMillis);

        String site = fields.text("site", NAME);
        String language = fields.text("language", NAME);
        Line line = fields.choice("line", Choice.LINE);
        String task = fields.text("task", NAME);
        String contactReason = fields.text("contactReason", NAME);
        String journeyId = fields.text("journeyId", ID);
        Boolean transferred = fields.truth("transferred");
        String handedBackTo = fields.text("handedBackTo", NAME);
        String disconnectedBy = fields.text("disconnectedBy", NAME);
        String agent = fields.text("agent", ID);
        String customerKey = fields.text("customerKey", ID);
        Boolean resolved = fields.truth("resolved");
        Fields revenue = fields.object("revenue");
        var money = revenue == null ? null : MoneyReader.read(revenue);
        String sourceFormat = fields.text("sourceFormat", NAME);
        if (vendor == null
                || channel == null
                || direction == null
                || queue == null
                || outcome == null
                || offeredAt == null) {
            return null;
        }
        return new Interaction(
                vendor,
                channel,
                direction,
                queue,
                outcome,
                offeredAt,
                timeline.answeredAt(),
                timeline.leftQueueAt(),
                endedAt,
                wrapUpEndedAt,
                firstResponseAt,
                timeline.waitMillis(),
                ringMillis,
                talkMillis,
                holdMillis,
                wrapUpMillis,
                site,
                language,
                line,
                task,
                contactReason,
                journeyId,
                transferred,
                handedBackTo,
                disconnectedBy,
                agent,
                customerKey,
                resolved,
                money,
                sourceFormat);
    }
}
