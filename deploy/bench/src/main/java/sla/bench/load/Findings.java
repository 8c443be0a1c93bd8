package sla.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.system.RestClient;
import sla.bench.system.Services;
import sla.bench.system.Waiting;
import sla.model.event.RejectionCode;

/** Compares what the product has made of the events with what the plan said before they were sent. */
public final class Findings {
    private static final Duration INTAKE_LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Pattern DUPLICATES =
            Pattern.compile("(?m)^sla_evaluator_duplicates_total\\{.*source=\"([^\"]+)\".*} ([0-9.E]+)$");

    private Findings() {}

    /** What this process of the evaluator has recognised as known; it forgets that when it ends. */
    public static Totals duplicates(RestClient evaluator) {
        Totals totals = new Totals();
        Matcher line = DUPLICATES.matcher(evaluator.getText("/q/metrics"));
        while (line.find()) {
            totals.add(line.group(1), Figure.DUPLICATES, Math.round(Double.parseDouble(line.group(2))));
        }
        return totals;
    }

    /**
     * Each difference in words; none if every sum of every attribution is as planned.
     *
     * @param duplicates as the evaluator's processes have recognised them
     */
    public static List<String> differences(Services product, CountsDatabase counts, Totals planned, Totals duplicates) {
        long messages = planned.sum(Figure.MESSAGES);
        Waiting.until(
                "the intake of sla-ingest does not come to " + messages + " messages",
                INTAKE_LIMIT,
                LOOK_EVERY,
                () -> intake(product.ingest()).sum(Figure.MESSAGES) >= messages);
        Totals received = intake(product.ingest());
        received.add(duplicates);
        List<String> differences = new ArrayList<>();
        for (int attribution : counts.attributions()) {
            Totals found = counts.counts(attribution);
            found.add(received);
            planned.differences(found)
                    .forEach(difference -> differences.add("by attribution " + attribution + ", " + difference));
        }
        return differences;
    }

    /** What {@code sla-ingest} says that it has received, by source. */
    public static Totals intake(RestClient ingest) {
        Totals totals = new Totals();
        for (JsonNode item : ingest.getJson("/v1/intake").get("items")) {
            String source = item.get("source").textValue();
            long accepted = item.get("accepted").longValue();
            long rejected = item.get("rejected").longValue();
            totals.add(source, Figure.MESSAGES, accepted + rejected);
            totals.add(source, Figure.ACCEPTED, accepted);
            totals.add(source, Figure.REJECTED, rejected);
            item.path("rejectedByReason")
                    .properties()
                    .forEach(reason -> totals.addRejected(
                            source,
                            RejectionCode.valueOf(reason.getKey()),
                            reason.getValue().longValue()));
        }
        return totals;
    }
}
