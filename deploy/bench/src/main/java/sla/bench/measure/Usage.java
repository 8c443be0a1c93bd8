package sla.bench.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processor time and memory of some processes from one moment on. The sampler's thread and its owner's may use it. */
public final class Usage {
    /** The name of PostgreSQL, whose work is done by its children. */
    private static final String DATABASE = "database";

    private final Map<String, Long> pids;
    private final Map<String, Long> cpuAtStart = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> threadsAtStart = new LinkedHashMap<>();
    private final Map<String, Memory> most = new LinkedHashMap<>();
    private final long[] machineAtStart;

    /**
     * Kilobytes.
     *
     * @param proportional with pages that are shared with others by their share
     * @param anonymous of its own that no file stands behind; without shared buffers
     */
    public record Memory(long resident, long proportional, long anonymous) {
        public Memory max(Memory other) {
            return new Memory(
                    Math.max(resident, other.resident),
                    Math.max(proportional, other.proportional),
                    Math.max(anonymous, other.anonymous));
        }
    }

    /** Processor time of a thread, or of several with one name. */
    public record ThreadTime(String name, long millis) {}

    /** How the machine was used, in milliseconds of all its processors. */
    public record MachineTime(long busy, long idle, long stolen) {}

    /** @param pids process ids by name */
    public Usage(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
        this.pids.forEach((name, pid) -> {
            cpuAtStart.put(name, cpu(name, pid));
            threadsAtStart.put(name, Proc.threads(pid));
        });
        machineAtStart = Proc.machineMillis();
    }

    /** Looks at the memory now; the most that was ever seen is kept. */
    public synchronized void sampleMemory() {
        pids.forEach((name, pid) -> most.merge(name, memory(name, pid), Memory::max));
    }

    public synchronized Map<String, Memory> mostMemory() {
        return new LinkedHashMap<>(most);
    }

    /** Milliseconds of processor time since the start, by process. */
    public Map<String, Long> cpuMillis() {
        Map<String, Long> used = new LinkedHashMap<>();
        pids.forEach((name, pid) -> used.put(name, Math.max(0, cpu(name, pid) - cpuAtStart.getOrDefault(name, 0L))));
        return used;
    }

    public MachineTime machine() {
        long[] now = Proc.machineMillis();
        return new MachineTime(now[0] - machineAtStart[0], now[1] - machineAtStart[1], now[2] - machineAtStart[2]);
    }

    /** The busiest threads of a process since the start. One that has ended meanwhile is not among them. */
    public List<ThreadTime> busiestThreads(String name, int count) {
        Map<String, Long> before = threadsAtStart.getOrDefault(name, Map.of());
        Map<String, Long> now = new TreeMap<>(Proc.threads(pids.getOrDefault(name, 0L)));
        return now.entrySet().stream()
                .map(entry ->
                        new ThreadTime(entry.getKey(), entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
                .sorted((one, other) -> Long.compare(other.millis(), one.millis()))
                .limit(count)
                .toList();
    }

    private static long cpu(String name, long pid) {
        return name.equals(DATABASE) ? Proc.cpuMillisWithChildren(pid) : Proc.cpuMillis(pid);
    }

    private static Memory memory(String name, long pid) {
        Memory own =
                new Memory(Proc.residentKilobytes(pid), Proc.proportionalKilobytes(pid), Proc.anonymousKilobytes(pid));
        if (!name.equals(DATABASE)) {
            return own;
        }
        long resident = own.resident();
        long proportional = own.proportional();
        long anonymous = own.anonymous();
        for (long child : Proc.children(pid)) {
            // Their shared memory is one: resident sizes must not be added, the largest stands for all.
            resident = Math.max(resident, Proc.residentKilobytes(child));
            proportional += Proc.proportionalKilobytes(child);
            anonymous += Proc.anonymousKilobytes(child);
        }
        return new Memory(resident, proportional, anonymous);
    }
}
