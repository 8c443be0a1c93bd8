package sla.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import sla.bench.measure.Machine;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.Services;
import sla.bench.system.Waiting;
import sla.embedded.EmbeddedDatabase;

/** A running product that knows the scene of the plan, with everything by which a benchmark looks at it. */
public final class Stage implements AutoCloseable {
    private static final Duration CALM_LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final Services services;
    private final Map<String, Long> processes;
    private final Ports ports;
    private final CountsDatabase counts;
    private final AutoCloseable owned;

    private Stage(
            Services services, Map<String, Long> processes, Ports ports, CountsDatabase counts, AutoCloseable owned) {
        this.services = services;
        this.processes = new LinkedHashMap<>(processes);
        this.ports = ports;
        this.counts = counts;
        this.owned = owned;
    }

    /** Starts the product on its data; returns when all services are ready. */
    public static Stage start(Installation installation, Ports ports) {
        Product product = Product.start(installation, ports);
        try {
            product.awaitReady();
            return new Stage(product, product.processes(), ports, open(ports), product);
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    /** The same with an empty folder: makes the scene known. */
    public static Stage prepare(Installation installation, Ports ports, YearMonth month) {
        Stage stage = start(installation, ports);
        try {
            stage.register(month);
            return stage;
        } catch (RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** A product that somebody else starts and stops. */
    public static Stage borrow(Services services, Ports ports) {
        return new Stage(services, Map.of(), ports, open(ports), () -> {});
    }

    private static CountsDatabase open(Ports ports) {
        return CountsDatabase.open(ports.jdbcUrl(EmbeddedDatabase.NAME));
    }

    /** Vendors, sources, agreements for the month, and every topic of the plan. */
    public void register(YearMonth month) {
        Register.all(services, counts, month);
        Loader.createStrangersTopic(ports.bootstrapServers());
    }

    /** The machine, the versions. */
    public String describe(Path root) {
        return Machine.describe(root, counts.version());
    }

    public Services services() {
        return services;
    }

    public Ports ports() {
        return ports;
    }

    public CountsDatabase counts() {
        return counts;
    }

    /** Process ids by name; none of a product that is borrowed. */
    public Map<String, Long> processes() {
        return new LinkedHashMap<>(processes);
    }

    public String jdbcUrl() {
        return ports.jdbcUrl(EmbeddedDatabase.NAME);
    }

    /** Returns when everything that was sent is counted, folded and evaluated. */
    public void awaitCalm() {
        try (Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
            Waiting.until(
                    "sla-ingest does not come to the end",
                    CALM_LIMIT,
                    LOOK_EVERY,
                    () -> consumption.hasIngested(Register.sources()));
            Map<Integer, Long> goal = consumption.goal();
            Waiting.until(
                    "sla-evaluator does not come to the end",
                    CALM_LIMIT,
                    LOOK_EVERY,
                    () -> consumption.hasReached(goal) && counts.isFolded() && counts.isEvaluated());
        }
    }

    @Override
    public void close() {
        counts.close();
        try {
            owned.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
