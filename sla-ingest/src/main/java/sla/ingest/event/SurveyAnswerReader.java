package sla.ingest.event;

import static sla.ingest.event.Fields.NAME;
import static sla.model.event.RejectionCode.INVALID_VALUE;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.RecordReference;
import sla.model.event.SurveyAnswer;

/** Reads and checks a survey answer. */
final class SurveyAnswerReader {
    private static final int LARGEST_SCALE = 100;

    private SurveyAnswerReader() {}

    static @Nullable SurveyAnswer read(Fields fields) {
        fields.require("vendor", "respondedAt");
        String vendor = fields.text("vendor", NAME);
        RecordReference interaction = ReferenceReader.read(fields);
        String queue = fields.text("queue", NAME);
        Channel channel = fields.choice("channel", Choice.CHANNEL);
        Instant respondedAt = fields.instant("respondedAt");
        Numbers numbers = fields.numbers();
        Integer csat = numbers.wholeInt("csat", 1, LARGEST_SCALE);
        Integer csatScale = numbers.wholeInt("csatScale", 2, LARGEST_SCALE);
        Integer nps = numbers.wholeInt("nps", 0, 10);
        Boolean resolved = fields.truth("resolved");
        if (fields.has("csat") && !fields.has("csatScale")) {
            fields.missing("csatScale", "csatScale is required with csat: 4 of 5 is not 4 of 10");
        }
        if (csat != null && csatScale != null && csat > csatScale) {
            fields.add(INVALID_VALUE, "csat", "csat must be 1 to csatScale, which is " + csatScale);
        }
        if (vendor == null || respondedAt == null) {
            return null;
        }
        return new SurveyAnswer(vendor, interaction, queue, channel, respondedAt, csat, csatScale, nps, resolved);
    }
}
