package sla.bench.garbage;

import java.io.PrintStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.bench.load.Consumption;
import sla.bench.load.CountsDatabase;
import sla.bench.load.Findings;
import sla.bench.load.Loader;
import sla.bench.load.Register;
import sla.bench.measure.Machine;
import sla.bench.measure.Usage.Memory;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.plan.TrafficPlan;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.Verification;
import sla.bench.system.Waiting;
import sla.embedded.EmbeddedDatabase;

/** Good records alone, then beside garbage, then the comparison of all that came of it with the plan. */
final class GarbageTrial {
    private static final YearMonth MONTH = YearMonth.of(2026, 3);
    private static final int DAYS = 3;
    private static final Duration ALONE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** So much longer than alone, at the 99th percentile, good records may take. */
    private static final Duration ON_TIME = Duration.ofSeconds(10);
    /** Before that not everything has been needed once. */
    private static final Duration FLAT_AFTER = Duration.ofMinutes(3);
    /** By so many percent the end may lie above the first third, */
    private static final int MORE_MEMORY = 10;
    /** and by so many megabytes: batches differ. */
    private static final int MORE_MEGABYTES = 16;

    private final Installation installation;
    private final Settings settings;
    private final PrintStream out;
    private final Ports ports = Ports.choose();
    private final Totals planned = new Totals();
    private final Ledger ledger = new Ledger();
    private final List<String> differences = new ArrayList<>();

    /** @param rate of the garbage and {@code good} of the others, per second */
    record Settings(long messages, int rate, int good, long seed) {}

    GarbageTrial(Installation installation, Settings settings, PrintStream out) {
        this.installation = installation;
        this.settings = settings;
        this.out = out;
    }

    /** Whether everything came out as planned. */
    boolean run() {
        try (Product product = Product.start(installation, ports)) {
            product.awaitReady();
            try (CountsDatabase counts = CountsDatabase.open(ports.jdbcUrl(EmbeddedDatabase.NAME));
                    Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
                out.println(Machine.describe(installation.root(), counts.version()));
                Register.all(product, counts, MONTH);
                Loader.createStrangersTopic(ports.bootstrapServers());
                send(product);
                awaitAll(consumption, counts);
                compare(product, counts);
            }
        }
        differences.stream().limit(60).forEach(difference -> out.println("  " + difference));
        say("result      %s", differences.isEmpty() ? "as planned" : differences.size() + " DIFFERENCES");
        return differences.isEmpty();
    }

    private void send(Product product) {
        GarbagePlan garbage = new GarbagePlan("g" + settings.seed(), settings.seed(), settings.messages());
        Duration time = Duration.ofMillis(settings.messages() * 1000 / settings.rate());
        TrafficPlan alone = traffic("a", ALONE);
        TrafficPlan beside = traffic("b", time);
        planned.add(alone.totals());
        planned.add(beside.totals());
        planned.add(garbage.totals());
        say(
                "plan        seed %d: %,d messages of %d kinds, of which %,d must be rejected, with %,d good ones; written"
                        + " before sending",
                settings.seed(),
                settings.messages(),
                Kind.values().length,
                garbage.totals().sum(Figure.REJECTED),
                alone.totals().sum(Figure.MESSAGES) + beside.totals().sum(Figure.MESSAGES));
        try (Punctuality punctuality = new Punctuality(ports.jdbcUrl(EmbeddedDatabase.NAME))) {
            GoodLoad good = new GoodLoad(ports.bootstrapServers(), punctuality);
            good.send(alone, ALONE);
            List<Long> before = punctuality.take(LIMIT);
            Map<String, Long> processes = product.processes();
            Map<String, Memory> memoryBefore = MemoryWatch.now(processes);
            List<Map<String, Long>> heaps = new ArrayList<>();
            heaps.add(MemoryWatch.liveHeaps(product, processes));
            List<Long> during;
            try (MemoryWatch memory = new MemoryWatch(processes)) {
                Thread sending = Thread.ofPlatform().name("good").start(() -> good.send(beside, time));
                sendGarbage(garbage, time, () -> heaps.add(MemoryWatch.liveHeaps(product, processes)));
                join(sending);
                during = punctuality.take(LIMIT);
                heaps.add(MemoryWatch.liveHeaps(product, processes));
                report(memory, memoryBefore);
                reportHeaps(heaps, memory.lastsFor(FLAT_AFTER));
            }
            if (!processes.equals(product.processes())) {
                differences.add("a process has ended and was started again");
            }
            punctual(before, during);
        }
    }

    private TrafficPlan traffic(String name, Duration time) {
        return new TrafficPlan(
                name + settings.seed(), settings.seed(), MONTH, DAYS, settings.good() * Math.max(1, time.toSeconds()));
    }

    /** @param afterAThird done when a third has been sent */
    private void sendGarbage(GarbagePlan plan, Duration time, Runnable afterAThird) {
        long begin = System.nanoTime();
        try (GarbageLoader loader = new GarbageLoader(ports.bootstrapServers())) {
            plan.forEach(one -> {
                Duration left = time.multipliedBy(one.number())
                        .dividedBy(plan.messages())
                        .minus(Duration.ofNanos(System.nanoTime() - begin));
                if (left.compareTo(LOOK_EVERY) > 0) {
                    Waiting.pause(left);
                }
                if (one.number() == plan.messages() / 3) {
                    afterAThird.run();
                }
                loader.send(one, ledger);
            });
            loader.flush();
        }
        long seconds = Math.max(1, (System.nanoTime() - begin) / 1_000_000_000);
        say(
                "sent        %,d messages in %d s, %,d/s; asked for %,d/s",
                settings.messages(), seconds, settings.messages() / seconds, settings.rate());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    private void report(MemoryWatch memory, Map<String, Memory> before) {
        Map<String, Memory> first = memory.most(0, 3);
        Map<String, Memory> last = memory.most(2, 3);
        say(
                "memory      resident MB (of the database: without shared buffers): before; most of each third of the time");
        before.forEach((name, sample) -> {
            long early = megabytes(name, first.get(name));
            long late = megabytes(name, last.get(name));
            say(
                    "  %-17s %5d %5d %5d %5d",
                    name,
                    megabytes(name, sample),
                    early,
                    megabytes(name, memory.most(1, 3).get(name)),
                    late);
            // The heaps of the other two grow to what they are allowed to have: what lives on them is told apart.
            if (!name.equals("sla-ingest") && !name.equals("sla-evaluator")) {
                requireFlat(name, early, late, memory.lastsFor(FLAT_AFTER));
            }
        });
    }

    /** @param heaps megabytes by service: before, after a third, at the end */
    private void reportHeaps(List<Map<String, Long>> heaps, boolean lasted) {
        say("live        MB on the heap after a collection: before; after a third; at the end");
        heaps.getFirst().forEach((name, before) -> {
            long early = heaps.get(1).getOrDefault(name, 0L);
            long late = heaps.getLast().getOrDefault(name, 0L);
            say("  %-17s %5d %5d %5d", name, before, early, late);
            requireFlat("the heap of " + name, early, late, lasted);
        });
    }

    private void requireFlat(String what, long early, long late, boolean lasted) {
        if (lasted && late > early * (100 + MORE_MEMORY) / 100 + MORE_MEGABYTES) {
            differences.add(what + " grew from " + early + " to " + late + " MB after the first third");
        }
    }

    private static long megabytes(String name, @Nullable Memory memory) {
        if (memory == null) {
            return 0;
        }
        return (name.equals("database") ? memory.anonymous() : memory.resident()) / 1024;
    }

    private void punctual(List<Long> before, List<Long> during) {
        say("good ones   ms from acknowledgement to counts     50 %%    90 %%    99 %%     most");
        line("alone", before);
        line("beside garbage", during);
        if (Punctuality.percentile(during, 99) > Punctuality.percentile(before, 99) + ON_TIME.toMillis()) {
            differences.add(
                    "good records were late: more than " + ON_TIME.toSeconds() + " s beyond what they take alone");
        }
    }

    private void line(String what, List<Long> millis) {
        say(
                "  %-40s %8d %8d %8d %8d",
                what + ", " + millis.size() + " records",
                Punctuality.percentile(millis, 50),
                Punctuality.percentile(millis, 90),
                Punctuality.percentile(millis, 99),
                millis.getLast());
    }

    private void awaitAll(Consumption consumption, CountsDatabase counts) {
        Waiting.until(
                "sla-ingest has not judged everything",
                LIMIT,
                LOOK_EVERY,
                () -> consumption.hasIngested(Register.sources()));
        Map<Integer, Long> goal = consumption.goal();
        Waiting.until("sla-evaluator has not stored everything", LIMIT, LOOK_EVERY, () -> consumption.hasReached(goal));
        Waiting.until("not everything is evaluated and published", LIMIT, LOOK_EVERY, counts::isEvaluated);
    }

    private void compare(Product product, CountsDatabase counts) {
        new Outcomes(ports.bootstrapServers(), ledger).read();
        differences.addAll(ledger.differences());
        ledger.sent()
                .forEach((kind, sent) -> say(
                        "  %-28s %,9d  %s",
                        kind, sent, kind.codes().isEmpty() ? "accepted" : "rejected: " + kind.codes()));
        Totals duplicates = Findings.duplicates(product.evaluator());
        differences.addAll(Findings.differences(product, counts, planned, duplicates));
        Verification verification = Verification.run(product.evaluator());
        say("verify      %,d counts, %s", verification.rows(), verification.clean() ? "clean" : "NOT CLEAN");
        if (!verification.clean()) {
            differences.add("verify: " + verification.answer());
        }
        shown(product);
    }

    private void shown(Product product) {
        long begin = System.nanoTime();
        long shown = new Outcomes(ports.bootstrapServers(), ledger)
                .shown(product.ingest()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        long rejected = new GarbagePlan("g" + settings.seed(), settings.seed(), settings.messages())
                .totals()
                .sum(Figure.REJECTED);
        say(
                "REST        %,d rejections of the plan read with their reasons, in %d s",
                shown, (System.nanoTime() - begin) / 1_000_000_000);
        if (shown != rejected) {
            differences.add("over REST: planned " + rejected + " rejections, found " + shown);
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
