package sla.local.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import picocli.CommandLine.Option;
import sla.local.state.Loopback;

/** The ports on which everything listens. */
final class Ports {
    @Option(names = "--contract-port", paramLabel = "PORT", description = "contract-service (${DEFAULT-VALUE})")
    int contract = 8080;

    @Option(names = "--evaluator-port", paramLabel = "PORT", description = "sla-evaluator (${DEFAULT-VALUE})")
    int evaluator = 8081;

    @Option(names = "--ingest-port", paramLabel = "PORT", description = "sla-ingest (${DEFAULT-VALUE})")
    int ingest = 8082;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "the embedded broker (${DEFAULT-VALUE})")
    int kafka = 9092;

    @Option(names = "--database-port", paramLabel = "PORT", description = "the embedded PostgreSQL (${DEFAULT-VALUE})")
    int database = 5433;

    int of(Service service) {
        return switch (service) {
            case CONTRACT_SERVICE -> contract;
            case EVALUATOR -> evaluator;
            case INGEST -> ingest;
        };
    }

    /**
     * The first thing that is wrong with them, in one sentence that names the option to change.
     *
     * @param ownKafka whether a broker is started here, and so needs its port
     * @param ownDatabase likewise for the database
     */
    Optional<String> problem(boolean ownKafka, boolean ownDatabase, IntPredicate isFree) {
        Map<Integer, String> seen = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : needed(ownKafka, ownDatabase).entrySet()) {
            int port = entry.getValue();
            if (!Loopback.isPort(port)) {
                return Optional.of(entry.getKey() + ": a port is a number from 1 to 65535, not " + port);
            }
            String other = seen.putIfAbsent(port, entry.getKey());
            if (other != null) {
                return Optional.of(other + " and " + entry.getKey() + " both say " + port);
            }
            if (!isFree.test(port)) {
                return Optional.of(
                        "Port " + port + " is taken by another program; choose another one with " + entry.getKey());
            }
        }
        return Optional.empty();
    }

    private Map<String, Integer> needed(boolean ownKafka, boolean ownDatabase) {
        Map<String, Integer> needed = new LinkedHashMap<>();
        needed.put("--contract-port", contract);
        needed.put("--evaluator-port", evaluator);
        needed.put("--ingest-port", ingest);
        if (ownKafka) {
            needed.put("--kafka-port", kafka);
        }
        if (ownDatabase) {
            needed.put("--database-port", database);
        }
        return needed;
    }
}
