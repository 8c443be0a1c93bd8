package sla.bench.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sla.bench.load.Consumption;
import sla.bench.load.CountsDatabase;
import sla.bench.load.Findings;
import sla.bench.load.Register;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.system.BenchException;
import sla.bench.system.FailingProduct;
import sla.bench.system.Ports;
import sla.bench.system.Verification;
import sla.bench.system.Waiting;
import sla.embedded.EmbeddedDatabase;
import sla.model.Topics;
import sla.model.json.Json;

/** Waits until everything has come through, and compares it with the plan. */
final class Aftermath {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration COMPARE_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** What a source's repetition of its own adds to. */
    private static final Set<Figure> GROWING = EnumSet.of(Figure.MESSAGES, Figure.ACCEPTED, Figure.REJECTED);

    private final FailingProduct product;
    private final Ports ports;
    private long verified;
    private int statements;

    Aftermath(FailingProduct product, Ports ports) {
        this.product = product;
        this.ports = ports;
    }

    /** Counts that {@code verify} compared. */
    long verified() {
        return verified;
    }

    /** Statements that were compared with the evaluations behind them. */
    int statements() {
        return statements;
    }

    /** Returns when all that was sent is counted, evaluated and published. */
    void awaitCalm() {
        product.awaitReady();
        try (CountsDatabase counts = open();
                Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
            await("sla-ingest has not judged everything", () -> consumption.hasIngested(Register.sources()));
            Map<Integer, Long> goal = consumption.goal();
            await("sla-evaluator has not stored everything", () -> consumption.hasReached(goal));
            await("not everything is evaluated and published", counts::isEvaluated);
        }
    }

    /**
     * Each difference in words.
     *
     * @param repeated messages that sources may have sent once more than planned
     */
    List<String> differences(Totals planned, long repeated) {
        List<String> differences = new ArrayList<>(verify());
        try (CountsDatabase counts = open()) {
            Totals received = received(planned, repeated);
            for (int attribution : counts.attributions()) {
                Totals found = counts.counts(attribution);
                found.add(received);
                planned.differences(found)
                        .forEach(difference -> differences.add("by attribution " + attribution + ", " + difference));
            }
            differences.addAll(unequalStatements(counts));
            try (Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
                compare(differences, consumption, Topics.INTERACTIONS, planned.sum(Figure.ACCEPTED));
                compare(differences, consumption, Topics.REJECTIONS, planned.sum(Figure.REJECTED));
            }
        }
        return differences;
    }

    /** What sla-ingest wrote twice, sla-evaluator would leave out: it shows here alone. */
    private static void compare(List<String> differences, Consumption consumption, String topic, long planned) {
        long found = consumption.committed(topic);
        if (found != planned) {
            differences.add(topic + ": planned " + planned + " messages, found " + found);
        }
    }

    /**
     * The intake. Duplicates are taken as planned: a process that dies forgets how many it has met, and one that was
     * counted twice shows in every other figure.
     */
    private Totals received(Totals planned, long repeated) {
        long messages = planned.sum(Figure.MESSAGES);
        try {
            Waiting.until(
                    "",
                    COMPARE_LIMIT,
                    LOOK_EVERY,
                    () -> Findings.intake(product.ingest()).sum(Figure.MESSAGES) >= messages);
        } catch (BenchException _) {
            // The comparison says what is missing.
        }
        Totals received = Findings.intake(product.ingest());
        if (repeated > 0) {
            Totals more = new Totals();
            for (String source : Register.sources()) {
                for (Figure figure : GROWING) {
                    long extra = received.get(source, figure) - planned.get(source, figure);
                    more.add(source, figure, Math.clamp(extra, 0, repeated));
                }
            }
            planned.add(more);
        }
        for (String source : Register.sources()) {
            received.add(source, Figure.DUPLICATES, planned.get(source, Figure.DUPLICATES));
        }
        return received;
    }

    private List<String> verify() {
        Verification verification = Verification.run(product.evaluator());
        verified = verification.rows();
        return verification.clean() ? List.of() : List.of("verify: " + verification.answer());
    }

    /** Of what contract-service shows, compared with what sla-evaluator has evaluated. */
    private List<String> unequalStatements(CountsDatabase counts) {
        List<String> differences = new ArrayList<>();
        Map<String, String> evaluations = counts.evaluations();
        statements = evaluations.size();
        evaluations.forEach((id, evaluation) -> {
            try {
                Waiting.until("", COMPARE_LIMIT, LOOK_EVERY, () -> unequal(id, evaluation) == null);
            } catch (BenchException _) {
                differences.add(unequal(id, evaluation) + " of statement " + id + " are not those of the evaluation");
            }
        });
        return differences;
    }

    private @org.jspecify.annotations.Nullable String unequal(String id, String evaluation) {
        try {
            JsonNode evaluated = Json.MAPPER.readTree(evaluation);
            JsonNode statement = product.contractService().getJson("/v1/statements/" + id);
            for (String part : List.of("lines", "kpis", "bonus", "malus")) {
                if (!evaluated.path(part).equals(statement.path(part))) {
                    return part;
                }
            }
            String[] names = id.split(":");
            JsonNode penalties = product.contractService()
                    .getJson("/v1/penalties?limit=200&agreement=" + names[0] + "&period=" + names[1])
                    .path("items");
            List<String> shown = new ArrayList<>();
            penalties.forEach(line -> shown.add(line.path("rule").asText() + ' ' + line.path("amount")));
            List<String> wanted = new ArrayList<>();
            evaluated.path("lines").forEach(line -> wanted.add(line.path("rule").asText() + ' ' + line.path("amount")));
            return shown.equals(wanted) ? null : "penalties";
        } catch (JsonProcessingException e) {
            throw new BenchException("Evaluation " + id + " is no JSON", e);
        } catch (BenchException _) {
            return "all parts"; // it is not there, or not yet
        }
    }

    private CountsDatabase open() {
        return CountsDatabase.open(ports.jdbcUrl(EmbeddedDatabase.NAME));
    }

    private static void await(String complaint, java.util.function.BooleanSupplier condition) {
        Waiting.until(complaint, LIMIT, LOOK_EVERY, condition);
    }
}
