package sla.bench.garbage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sla.bench.measure.Usage;
import sla.bench.measure.Usage.Memory;
import sla.bench.system.BenchException;
import sla.bench.system.Services;
import sla.bench.system.Waiting;

/** The memory of all processes, once a second, on a thread of its own. */
final class MemoryWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Pattern USED_HEAP =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{.*area=\"heap\".*} ([0-9.E]+)$");

    private final Map<String, Long> processes;
    private final List<Map<String, Memory>> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** @param processes ids by name */
    MemoryWatch(Map<String, Long> processes) {
        this.processes = processes;
        this.thread = Thread.ofPlatform().name("memory").start(this::run);
    }

    private void run() {
        while (!stopped) {
            Map<String, Memory> sample = now(processes);
            synchronized (samples) {
                samples.add(sample);
            }
            Waiting.pause(EVERY);
        }
    }

    static Map<String, Memory> now(Map<String, Long> processes) {
        Usage usage = new Usage(processes);
        usage.sampleMemory();
        return usage.mostMemory();
    }

    /**
     * The most of each process while part of the time passed.
     *
     * @param from of {@code parts}, 0 for the first one
     */
    Map<String, Memory> most(int from, int parts) {
        synchronized (samples) {
            Map<String, Memory> most = new LinkedHashMap<>();
            int begin = samples.size() * from / parts;
            int end = Math.max(begin + 1, samples.size() * (from + 1) / parts);
            samples.subList(Math.min(begin, samples.size()), Math.min(end, samples.size()))
                    .forEach(sample -> sample.forEach((name, memory) -> most.merge(name, memory, Memory::max)));
            return most;
        }
    }

    /** Whether it has watched for that long. */
    boolean lastsFor(Duration time) {
        synchronized (samples) {
            return EVERY.multipliedBy(samples.size()).compareTo(time) >= 0;
        }
    }

    /** Megabytes that live on the heap of each service that reads garbage: what is left after a collection. */
    static Map<String, Long> liveHeaps(Services services, Map<String, Long> processes) {
        Map<String, Long> heaps = new LinkedHashMap<>();
        new TreeMap<>(Map.of("sla-ingest", services.ingest(), "sla-evaluator", services.evaluator()))
                .forEach((name, service) -> {
                    collectGarbage(processes.getOrDefault(name, 0L));
                    Matcher line = USED_HEAP.matcher(service.getText("/q/metrics"));
                    double bytes = 0;
                    while (line.find()) {
                        bytes += Double.parseDouble(line.group(1));
                    }
                    heaps.put(name, Math.round(bytes / 1048576));
                });
        return heaps;
    }

    private static void collectGarbage(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new BenchException("jcmd cannot have process " + pid + " collect its garbage");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
