package sla.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.bench.load.Consumption;
import sla.bench.load.CountsDatabase;
import sla.bench.measure.Progress;
import sla.bench.measure.Usage;
import sla.bench.plan.Figure;
import sla.bench.plan.Totals;
import sla.bench.profile.Recording;
import sla.bench.profile.Statements;
import sla.bench.system.Ports;
import sla.bench.system.Product;
import sla.bench.system.Waiting;

/** Watches the running product until it has counted what lies in the topics. */
final class Measurement {
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration FOLD_LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** The broker is asked more rarely than the database. */
    private static final int ROUNDS_PER_REQUEST = 5;
    /** For memory the kernel walks through all pages of a process, at the price of a tenth of a second or so. */
    private static final int ROUNDS_PER_MEMORY = 100;

    private static final List<String> PROFILED = List.of("sla-ingest", "sla-evaluator");

    private final Product product;
    private final CountsDatabase counts;
    private final Ports ports;
    private final @Nullable Path profile;

    Measurement(Product product, CountsDatabase counts, Ports ports, @Nullable Path profile) {
        this.product = product;
        this.counts = counts;
        this.ports = ports;
        this.profile = profile;
    }

    /**
     * What was seen. Times are nanoseconds from the moment at which all services were ready.
     *
     * @param headStart events that sla-ingest had passed on before that moment; not counted as work of the time measured
     * @param ingestedAfter until sla-ingest had committed everything
     * @param countedAfter until every event was committed in counts
     * @param foldedAfter until the counts had been folded into cells
     * @param contacts counted, those of a run before included
     * @param cells that hold them, by the offer
     * @param machine over the time measured
     * @param recordings of the flight recorder by process
     * @param statements the costliest of the database; absent without a profile
     */
    record Result(
            long messages,
            long headStart,
            long begin,
            long ingestedAfter,
            long countedAfter,
            long foldedAfter,
            long contacts,
            long cells,
            Progress counted,
            Map<String, Long> cpuMillis,
            Usage.MachineTime machine,
            Usage usage,
            Map<String, List<Usage.ThreadTime>> threads,
            Map<String, Path> recordings,
            @Nullable String statements,
            List<String> differences) {

        long eventsPerSecond() {
            return (messages - headStart) * 1_000_000_000L / countedAfter;
        }

        Result withDifferences(List<String> found) {
            return new Result(
                    messages,
                    headStart,
                    begin,
                    ingestedAfter,
                    countedAfter,
                    foldedAfter,
                    contacts,
                    cells,
                    counted,
                    cpuMillis,
                    machine,
                    usage,
                    threads,
                    recordings,
                    statements,
                    found);
        }
    }

    /**
     * @param messages to be measured
     * @param planned with those that were counted earlier
     */
    Result run(long messages, Totals planned) {
        long all = planned.sum(Figure.MESSAGES);
        Map<String, Recording> recordings = startRecordings();
        try (Consumption consumption = new Consumption(ports.bootstrapServers(), counts)) {
            Map<String, Long> processes = new LinkedHashMap<>(product.processes());
            processes.put("the benchmark", ProcessHandle.current().pid());
            Usage usage = new Usage(processes);
            long begin = System.nanoTime();
            long headStart = Math.max(0, consumption.ingested() - (all - messages));
            Progress offsets = new Progress();
            long ingestedAt = awaitIngested(consumption, usage, offsets, all);
            Map<Integer, Long> goal = new HashMap<>(consumption.goal());
            awaitCounted(consumption, usage, offsets, goal);
            long countedAt = System.nanoTime();
            Map<String, Long> cpuMillis = usage.cpuMillis();
            Usage.MachineTime machine = usage.machine();
            Map<String, List<Usage.ThreadTime>> threads = new LinkedHashMap<>();
            PROFILED.forEach(name -> threads.put(name, usage.busiestThreads(name, 6)));
            Waiting.until("the counts are not folded", FOLD_LIMIT, LOOK_EVERY, counts::isFolded);
            long foldedAt = System.nanoTime();
            Map<String, Path> files = new LinkedHashMap<>();
            recordings.forEach((name, recording) -> files.put(name, recording.stop()));
            long end = goal.values().stream().mapToLong(Long::longValue).sum();
            return new Result(
                    messages,
                    headStart,
                    begin,
                    ingestedAt - begin,
                    countedAt - begin,
                    foldedAt - begin,
                    planned.sum(Figure.RECORDS) - planned.sum(Figure.EVALUATIONS),
                    counts.cells(),
                    offsets.scaled(end, all),
                    cpuMillis,
                    machine,
                    usage,
                    threads,
                    files,
                    profile == null ? null : new Statements(ports.jdbcUrl("sla")).describe(12),
                    List.of());
        }
    }

    private long awaitIngested(Consumption consumption, Usage usage, Progress offsets, long all) {
        int[] round = {0};
        Waiting.until("sla-ingest does not come to the end", LIMIT, LOOK_EVERY, () -> {
            look(consumption, usage, offsets, round);
            return round[0] % ROUNDS_PER_REQUEST == 0 && consumption.ingested() >= all;
        });
        return System.nanoTime();
    }

    private void awaitCounted(Consumption consumption, Usage usage, Progress offsets, Map<Integer, Long> goal) {
        int[] round = {0};
        Waiting.until("sla-evaluator does not come to the end", LIMIT, LOOK_EVERY, () -> {
            look(consumption, usage, offsets, round);
            return consumption.hasReached(goal);
        });
        usage.sampleMemory();
    }

    private void look(Consumption consumption, Usage usage, Progress offsets, int[] round) {
        product.requireAlive();
        offsets.add(System.nanoTime(), consumption.storedOffsets());
        if (++round[0] % ROUNDS_PER_MEMORY == 0) {
            usage.sampleMemory();
        }
    }

    private Map<String, Recording> startRecordings() {
        Map<String, Recording> recordings = new LinkedHashMap<>();
        Path folder = profile;
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot make the folder " + folder, e);
            }
            new Statements(ports.jdbcUrl("sla")).reset();
            Map<String, Long> processes = product.processes();
            for (String name : PROFILED) {
                Long pid = processes.get(name);
                if (pid != null) {
                    recordings.put(name, Recording.start(pid, folder.resolve(name + ".jfr")));
                }
            }
        }
        return recordings;
    }
}
