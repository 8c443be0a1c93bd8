package sla.bench.measure;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured, the same things alike in every benchmark. */
public final class Output {
    private final PrintStream out;

    public Output(PrintStream out) {
        this.out = out;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
    public void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** As it is, several lines or one. */
    public void print(String text) {
        out.println(text);
    }

    /** Processor time by process; {@code events} are those that it was spent on. */
    public void costs(Map<String, Long> cpuMillis, Usage.MachineTime machine, long events) {
        long all = Math.max(
                1, cpuMillis.values().stream().mapToLong(Long::longValue).sum());
        say("  processor time               s   share  µs/event");
        cpuMillis.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(cost -> say(
                        "    %-20s %9.1f  %4.0f %%  %8.1f",
                        cost.getKey(),
                        cost.getValue() / 1000.0,
                        100.0 * cost.getValue() / all,
                        1000.0 * cost.getValue() / Math.max(1, events)));
        say("    %-20s %9.1f          %8.1f", "together", all / 1000.0, 1000.0 * all / Math.max(1, events));
        machine(machine, all);
    }

    /** What the machine did besides: without it, nobody knows what a figure is worth. */
    public void machine(Usage.MachineTime machine, long oursMillis) {
        say("    %-20s %9.1f", "others on the machine", Math.max(0, machine.busy() - oursMillis) / 1000.0);
        say("    %-20s %9.1f", "idle", machine.idle() / 1000.0);
        say("    %-20s %9.1f", "taken by the host", machine.stolen() / 1000.0);
    }

    public void memory(String title, Map<String, Usage.Memory> memory) {
        say("  %-20s  resident  proportional (MB)", title);
        memory.forEach(
                (name, most) -> say("    %-20s %7d  %7d", name, most.resident() >> 10, most.proportional() >> 10));
    }

    /** How a figure stands to what was promised. */
    public static String floor(boolean kept, String floor) {
        return "floor " + floor + ": " + (kept ? "kept" : "MISSED");
    }
}
