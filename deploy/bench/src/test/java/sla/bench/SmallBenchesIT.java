package sla.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import sla.bench.counts.CountRows;
import sla.bench.counts.CountsOfPlan;
import sla.bench.crash.CrashTrials;
import sla.bench.crash.FaultPlan;
import sla.bench.freshness.Freshness;
import sla.bench.freshness.FreshnessCommand;
import sla.bench.load.Loader;
import sla.bench.load.Stage;
import sla.bench.plan.Totals;
import sla.bench.plan.TrafficPlan;
import sla.bench.simulation.Simulation;
import sla.bench.simulation.SimulationCommand;
import sla.bench.system.FailingProduct;
import sla.bench.system.Installation;
import sla.bench.system.Ports;

/** The small runs of {@code ./sla bench}, one after another on one product: the services as they are built. */
@TestMethodOrder(OrderAnnotation.class)
class SmallBenchesIT {
    /** Of the repository; tests run in the folder of their module. */
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final YearMonth MONTH = CrashTrials.MONTH;
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final long SEED = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final Ports PORTS = Ports.choose();
    /** Of everything that was sent before the trial. */
    private static final Totals SENT = new Totals();

    private static Installation installation;
    private static CrashTrials trials;
    private static FailingProduct product;
    private static Stage stage;

    @BeforeAll
    static void start() {
        installation = new Installation(ROOT, folder);
        // Every failpoint has a test in the module of its service; here it is one of each.
        FaultPlan.Settings faults =
                new FaultPlan.Settings(5, 1, Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofSeconds(8));
        trials = new CrashTrials(installation, PORTS, new CrashTrials.Settings(1, 100, 11, 8_000, faults), OUT);
        product = FailingProduct.start(installation, PORTS, trials.log());
        stage = Stage.borrow(product, PORTS);
        stage.register(MONTH);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
        if (product != null) {
            product.close();
        }
    }

    /** A month with the change to summer time in it. */
    @Test
    @Order(1)
    void theCountsThatAreWrittenDirectlyAreThoseThatTheProductComesTo() throws SQLException {
        TrafficPlan plan = TrafficPlan.ofContacts("g", SEED, MONTH, 2_000);
        SENT.add(plan.totals());
        Loader.send(PORTS.bootstrapServers(), plan);
        stage.awaitCalm();
        CountRows generated = new CountRows();
        CountsOfPlan.give(plan, ZONE, generated);
        Set<String> counted = CountRows.stored(stage.jdbcUrl());
        assertThat(counted).hasSizeGreaterThan(2_000);
        assertThat(generated.rows()).isEqualTo(counted);
    }

    @Test
    @Order(2)
    void nothingIsLostAndNothingCountedTwiceWhateverIsKilled() {
        assertThat(trials.run(product, SENT))
                .as("what was found is printed above")
                .isTrue();
        assertThat(trials.kills()).isGreaterThanOrEqualTo(5);
        assertThat(trials.halts()).as("failpoints that were reached").isPositive();
    }

    @Test
    @Order(3)
    void everyPushIsSeenOverRest() {
        Freshness freshness = new Freshness(
                installation,
                PORTS,
                new FreshnessCommand.Settings(
                        List.of(200),
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(50),
                        SEED,
                        MONTH,
                        false),
                OUT);
        assertThat(freshness.product(stage, 200))
                .as("what was found is printed above")
                .isTrue();
    }

    /** Of what the runs before have left. */
    @Test
    @Order(4)
    void otherTermsAreSimulated() {
        Simulation simulation =
                new Simulation(installation, PORTS, new SimulationCommand.Settings(0, SEED, MONTH, 2), OUT);
        assertThat(simulation.ask(product))
                .as("what was found is printed above")
                .isTrue();
    }
}
