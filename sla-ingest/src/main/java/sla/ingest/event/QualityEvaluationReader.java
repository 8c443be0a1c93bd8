package sla.ingest.event;

import static sla.ingest.event.Fields.NAME;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.QualityEvaluation;
import sla.model.event.QualityEvaluation.CriticalErrors;
import sla.model.event.RecordReference;

/** Reads and checks a quality evaluation. */
final class QualityEvaluationReader {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_ERRORS = 1000;

    private QualityEvaluationReader() {}

    static @Nullable QualityEvaluation read(Fields fields) {
        fields.require("vendor", "evaluatedAt", "form", "score", "status");
        String vendor = fields.text("vendor", NAME);
        RecordReference interaction = ReferenceReader.read(fields);
        String queue = fields.text("queue", NAME);
        Channel channel = fields.choice("channel", Choice.CHANNEL);
        Instant evaluatedAt = fields.instant("evaluatedAt");
        String form = fields.text("form", NAME);
        String formVersion = fields.text("formVersion", NAME);
        BigDecimal score = fields.numbers().decimal("score", BigDecimal.ZERO, HUNDRED, 3);
        Fields errors = fields.object("criticalErrors");
        var instrument = fields.choice("instrument", Choice.INSTRUMENT);
        var status = fields.choice("status", Choice.STATUS);
        CriticalErrors criticalErrors = errors == null ? null : criticalErrors(errors);
        if (vendor == null || evaluatedAt == null || form == null || score == null || status == null) {
            return null;
        }
        return new QualityEvaluation(
                vendor,
                interaction,
                queue,
                channel,
                evaluatedAt,
                form,
                formVersion,
                score,
                criticalErrors,
                instrument,
                status);
    }

    private static CriticalErrors criticalErrors(Fields fields) {
        Numbers numbers = fields.numbers();
        return new CriticalErrors(
                numbers.wholeInt("customer", 0, MOST_ERRORS),
                numbers.wholeInt("business", 0, MOST_ERRORS),
                numbers.wholeInt("compliance", 0, MOST_ERRORS));
    }
}
