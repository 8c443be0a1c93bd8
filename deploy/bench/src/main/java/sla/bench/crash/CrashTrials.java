package sla.bench.crash;

import java.io.PrintStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import sla.bench.garbage.GarbageLoader;
import sla.bench.garbage.GarbagePlan;
import sla.bench.load.Stage;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.BenchException;
import sla.bench.system.FailingProduct;
import sla.bench.system.Installation;
import sla.bench.system.PartLog;
import sla.bench.system.PartName;
import sla.bench.system.Ports;

/**
 * Trials one after the other on one installation, whose data grows. Each has a seed of its own, by which it can be done
 * again alone.
 */
public final class CrashTrials {
    /** For which the scene must have agreements. */
    public static final YearMonth MONTH = YearMonth.of(2026, 3);

    private static final int DAYS = 3;

    private final Installation installation;
    private final Settings settings;
    private final PrintStream out;
    private final Ports ports;
    private final Tally tally = new Tally();
    private final Totals planned = new Totals();

    /**
     * @param trials at most
     * @param kills at which no further trial begins
     * @param seed of the first trial; the second one has the next number
     * @param events per trial, about
     */
    public record Settings(int trials, int kills, long seed, int events, FaultPlan.Settings faults) {}

    public CrashTrials(Installation installation, Ports ports, Settings settings, PrintStream out) {
        this.installation = installation;
        this.ports = ports;
        this.settings = settings;
        this.out = out;
    }

    /** Whether nothing was lost and nothing doubled; ends with the first trial in which something was. */
    boolean run() {
        try (FailingProduct product = FailingProduct.start(installation, ports, tally);
                Stage stage = Stage.borrow(product, ports)) {
            out.println(stage.describe(installation.root()));
            stage.register(MONTH);
            return run(product, new Totals());
        }
    }

    /**
     * The same with a product that runs and knows the scene.
     *
     * @param product tells {@link #log} what became of its processes
     * @param before what it was sent already
     */
    public boolean run(FailingProduct product, Totals before) {
        planned.add(before);
        boolean equal = true;
        for (int i = 0; i < settings.trials() && tally.sumOfKills() < settings.kills() && equal; i++) {
            equal = trial(product, i + 1, settings.seed() + i);
        }
        summary(equal);
        return equal;
    }

    /** Is to be told what becomes of processes. */
    public PartLog log() {
        return tally;
    }

    private boolean trial(FailingProduct product, int number, long seed) {
        TrafficPlan plan = new TrafficPlan("c" + seed, seed, MONTH, DAYS, settings.events());
        Totals expected = plan.totals();
        long messages = expected.sum(Figure.MESSAGES);
        List<Fault> faults = FaultPlan.of(seed, settings.faults());
        faults.forEach(fault -> {
            if (fault instanceof Fault.Garbage(var _, int more)) {
                expected.add(garbage(seed, more).totals());
            }
        });
        planned.add(expected);
        say("trial %d, seed %d: %,d messages in all", number, seed, expected.sum(Figure.MESSAGES));
        int killsBefore = tally.sumOfKills();
        int haltsBefore = tally.sumOfHalts();
        long begin = System.nanoTime();
        Supplier<Duration> sinceBegin = () -> Duration.ofNanos(System.nanoTime() - begin);
        tally.begin(sinceBegin);
        List<String> differences = new ArrayList<>();
        Aftermath aftermath = new Aftermath(product, ports);
        Duration calmAfter = Duration.ZERO;
        try {
            long repeated = loadAndSabotage(product, seed, plan, messages, faults, sinceBegin);
            Duration over = sinceBegin.get();
            aftermath.awaitCalm();
            calmAfter = sinceBegin.get().minus(over);
            differences.addAll(aftermath.differences(planned, repeated));
        } catch (BenchException e) {
            differences.add(e.getMessage());
        }
        tally.lines().forEach(out::println);
        say(
                "  %d kills, %d halts at failpoints; everything through %d s after the last; %,d counts verified,"
                        + " %d statements: %s",
                tally.sumOfKills() - killsBefore,
                tally.sumOfHalts() - haltsBefore,
                calmAfter.toSeconds(),
                aftermath.verified(),
                aftermath.statements(),
                differences.isEmpty() ? "equal to the plan" : "NOT EQUAL");
        differences.stream().limit(40).forEach(difference -> out.println("    " + difference));
        if (!differences.isEmpty()) {
            say("  again with: ./sla bench crash --trials 1 --seed %d and the other options of this run", seed);
        }
        return differences.isEmpty();
    }

    private long loadAndSabotage(
            FailingProduct product,
            long seed,
            TrafficPlan plan,
            long messages,
            List<Fault> faults,
            Supplier<Duration> sinceBegin) {
        AtomicLong repeated = new AtomicLong();
        Load load = new Load(
                ports.bootstrapServers(), plan, messages, settings.faults().load());
        try (var threads = java.util.concurrent.Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("load").factory())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(
                    () -> repeated.addAndGet(load.send(sinceBegin, () -> waitsForWork(product))), threads);
            new Sabotage(
                            product,
                            tally,
                            garbage -> repeated.addAndGet(sendGarbage(garbage(seed, garbage.messages()))),
                            () -> Growth.addPartition(ports.bootstrapServers()))
                    .run(faults, sinceBegin);
            sending.join();
        } catch (CompletionException e) {
            throw new BenchException("The load was not sent", e);
        }
        for (PartName name : PartName.values()) {
            product.part(name)
                    .forgetFailpoints()
                    .forEach(failpoint -> tally.say(name + " did not come to " + failpoint));
        }
        if (repeated.get() > 0) {
            tally.say(repeated.get() + " messages sent once more");
        }
        return repeated.get();
    }

    private static GarbagePlan garbage(long seed, int messages) {
        return new GarbagePlan("g" + seed, seed, messages);
    }

    private long sendGarbage(GarbagePlan plan) {
        try (GarbageLoader loader = new GarbageLoader(ports.bootstrapServers())) {
            loader.sendAll(plan);
            return loader.repeated();
        }
    }

    private static boolean waitsForWork(FailingProduct product) {
        for (PartName name : PartName.values()) {
            if (product.part(name).hasFailpoints()) {
                return true;
            }
        }
        return false;
    }

    private void summary(boolean equal) {
        say("kills: %d", tally.sumOfKills());
        tally.kills().forEach((what, count) -> say("  %-22s %5d", what, count));
        say("halts at failpoints: %d", tally.sumOfHalts());
        tally.halts().forEach((what, count) -> say("  %-34s %5d", what, count));
        say(
                "planned: %,d messages, %,d records, %,d rejections. Differences: %s",
                planned.sum(Figure.MESSAGES),
                planned.sum(Figure.RECORDS),
                planned.sum(Figure.REJECTED),
                equal ? "none" : "see above");
    }

    public int kills() {
        return tally.sumOfKills();
    }

    public int halts() {
        return tally.sumOfHalts();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
