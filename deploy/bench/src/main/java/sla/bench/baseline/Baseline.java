package sla.bench.baseline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import sla.bench.measure.Progress;
import sla.bench.measure.Usage;
import sla.bench.system.BenchException;
import sla.bench.system.Installation;
import sla.bench.system.JavaProcess;
import sla.bench.system.Ports;
import sla.bench.system.Servers;
import sla.bench.system.Waiting;
import sla.model.Topics;

/** One run of the bare parts over everything that lies in the topics of the sources. */
public final class Baseline {
    private static final String TOPIC = "bench.baseline";
    private static final String DATABASE = "baseline";
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /**
     * What came of it.
     *
     * @param events read, those that cannot be parsed included
     * @param nanos from the word to begin until the last row was in
     */
    public record Result(
            long events,
            long nanos,
            Progress progress,
            long begin,
            Map<String, Long> cpuMillis,
            Usage.MachineTime machine) {}

    private Baseline() {}

    /** Heaps are those of the services in whose place they stand. */
    public static Result run(
            Installation installation, Ports ports, Servers servers, List<String> sources, long events) {
        servers.createDatabase(DATABASE);
        createTopic(ports.bootstrapServers(), TOPIC);
        List<String> first = new ArrayList<>(List.of(ports.bootstrapServers(), TOPIC));
        sources.forEach(source -> first.add(Topics.records(source)));
        List<String> second = List.of(ports.bootstrapServers(), TOPIC, ports.jdbcUrl(DATABASE));
        try (JavaProcess reader = JavaProcess.start(installation, "first-half", 448, FirstHalf.class, first);
                JavaProcess writer = JavaProcess.start(installation, "second-half", 640, SecondHalf.class, second)) {
            reader.await("ready");
            writer.await("ready");
            Map<String, Long> processes = new LinkedHashMap<>();
            processes.put("first half", reader.pid());
            processes.put("second half", writer.pid());
            processes.putAll(servers.processes());
            processes.put("the benchmark", ProcessHandle.current().pid());
            return measure(reader, writer, new Usage(processes), events);
        }
    }

    private static Result measure(JavaProcess reader, JavaProcess writer, Usage usage, long events) {
        AtomicLong read = new AtomicLong();
        AtomicLong passed = new AtomicLong();
        Progress progress = new Progress();
        long begin = System.nanoTime();
        progress.add(begin, 0);
        reader.listen(line -> {
            int blank = line.indexOf(' ');
            passed.set(Long.parseLong(line.substring(blank + 1)));
            read.set(Long.parseLong(line.substring(0, blank)));
        });
        writer.listen(line -> progress.add(System.nanoTime(), Long.parseLong(line)));
        reader.tell("begin");
        writer.tell("begin");
        Waiting.until("the baseline does not end", LIMIT, LOOK_EVERY, () -> {
            reader.requireAlive();
            writer.requireAlive();
            return read.get() >= events && progress.events() >= passed.get();
        });
        long end = progress.reachedAt(passed.get());
        return new Result(events, end - begin, progress, begin, usage.cpuMillis(), usage.machine());
    }

    static void createTopic(String kafka, String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException("The topic of the baseline cannot be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
