package sla.bench.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import sla.bench.plan.Figure;
import sla.bench.plan.PlannedEvent;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.Totals;
import sla.model.json.Json;

/** Counts messages the obvious way: reads each, keeps the highest revision of every record, and adds up in the end. */
final class SlowCount {
    private final Totals totals = new Totals();
    private final Map<String, JsonNode> records = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();

    void add(PlannedEvent event, byte[] value) throws IOException {
        if (event instanceof Faulty faulty) {
            totals.add(event.source().id(), Figure.MESSAGES, 1);
            totals.add(event.source().id(), Figure.REJECTED, 1);
            totals.addRejected(event.source().id(), faulty.fault().code(), 1);
            return;
        }
        JsonNode json = Json.MAPPER.readTree(value);
        String source = json.get("source").textValue();
        JsonNode data = json.get("data");
        totals.add(source, Figure.MESSAGES, 1);
        totals.add(source, Figure.ACCEPTED, 1);
        String record = source + '/' + data.get("recordId").textValue();
        String version = record + '/' + data.get("revision") + '/' + data;
        if (versions.merge(version, 1, Integer::sum) > 1) {
            totals.add(source, Figure.DUPLICATES, 1);
        }
        records.merge(
                record,
                data,
                (one, other) ->
                        one.get("revision").intValue() >= other.get("revision").intValue() ? one : other);
    }

    Totals totals() {
        records.forEach((record, data) -> {
            String source = record.substring(0, record.indexOf('/'));
            totals.add(source, Figure.RECORDS, 1);
            if (data.has("score")) {
                evaluation(source, data);
            } else {
                contact(source, data);
            }
        });
        return totals;
    }

    private void contact(String source, JsonNode data) {
        String outcome = data.get("outcome").textValue();
        totals.add(source, Figure.valueOf(outcome.replace('-', '_').toUpperCase(Locale.ROOT)), 1);
        long wait = data.path("waitMillis").longValue();
        switch (outcome) {
            case "answered" -> totals.add(source, Figure.WAIT_ANSWERED, wait);
            case "abandoned" -> totals.add(source, Figure.WAIT_ABANDONED, wait);
            case "overflowed" -> totals.add(source, Figure.WAIT_OVERFLOWED, wait);
            case "callback-requested" -> totals.add(source, Figure.WAIT_CALLBACK, wait);
            default -> {}
        }
        totals.add(source, Figure.TALK, data.path("talkMillis").longValue());
        totals.add(source, Figure.HOLD, data.path("holdMillis").longValue());
        totals.add(source, Figure.WRAP_UP, data.path("wrapUpMillis").longValue());
        totals.add(source, Figure.TRANSFERRED, data.path("transferred").asBoolean() ? 1 : 0);
    }

    private void evaluation(String source, JsonNode data) {
        totals.add(source, Figure.EVALUATIONS, 1);
        BigDecimal score = data.get("score").decimalValue();
        totals.add(
                source,
                Figure.SCORE_THOUSANDTHS,
                score.multiply(BigDecimal.valueOf(1000)).longValueExact());
        JsonNode errors = data.get("criticalErrors");
        totals.add(
                source,
                Figure.CUSTOMER_CRITICAL,
                Math.min(1, errors.get("customer").intValue()));
        totals.add(
                source,
                Figure.BUSINESS_CRITICAL,
                Math.min(1, errors.get("business").intValue()));
        totals.add(
                source,
                Figure.COMPLIANCE_CRITICAL,
                Math.min(1, errors.get("compliance").intValue()));
    }
}
