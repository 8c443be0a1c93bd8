package sla.bench.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Sums up a recording: which methods, which of our methods, which threads, which allocations. */
public final class Hotspots {
    private static final String BY_CPU_TIME = "jdk.CPUTimeSample";
    private static final String BY_CLOCK = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";

    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> ours = new HashMap<>();
    private final Map<String, Long> threads = new HashMap<>();
    private final Map<String, Long> classes = new HashMap<>();
    private final Map<String, Long> allocators = new HashMap<>();
    private long samples;
    private long pauses;

    private Hotspots() {}

    public static Hotspots of(Path recording) {
        Hotspots hotspots = new Hotspots();
        boolean byCpuTime = has(recording, BY_CPU_TIME);
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                hotspots.add(file.readEvent(), byCpuTime ? BY_CPU_TIME : BY_CLOCK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + recording, e);
        }
        return hotspots;
    }

    /** The largest of each kind, one line each, with its share of all samples. */
    public String describe(int count) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "  %,d samples of Java code; garbage collection paused %,d ms%n",
                samples,
                pauses / 1_000_000));
        list(text, "by the method that ran", methods, count);
        list(text, "by the nearest method of ours above it, else of a library", ours, count);
        list(text, "by thread", threads, 5);
        list(text, "bytes allocated, by class", classes, 8);
        list(text, "bytes allocated, by the nearest method of ours", allocators, 8);
        return text.toString();
    }

    private static void list(StringBuilder text, String title, Map<String, Long> numbers, int count) {
        long all =
                Math.max(1, numbers.values().stream().mapToLong(Long::longValue).sum());
        text.append("  ").append(title).append('\n');
        numbers.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(count)
                .forEach(entry -> text.append(String.format(
                        Locale.ROOT, "    %5.1f %%  %s%n", 100.0 * entry.getValue() / all, entry.getKey())));
    }

    private static boolean has(Path recording, String event) {
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                if (file.readEvent().getEventType().getName().equals(event)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + recording, e);
        }
    }

    private void add(RecordedEvent event, String sample) {
        String type = event.getEventType().getName();
        if (type.equals(sample)) {
            samples++;
            count(methods, frames(event).findFirst(), 1);
            count(ours, owner(event), 1);
            RecordedThread thread =
                    event.hasField("sampledThread") ? event.getThread("sampledThread") : event.getThread();
            threads.merge(
                    thread == null || thread.getJavaName() == null ? "unknown" : thread.getJavaName(), 1L, Long::sum);
        } else if (type.equals(ALLOCATION)) {
            long bytes = event.getLong("weight");
            classes.merge(event.getClass("objectClass").getName(), bytes, Long::sum);
            count(allocators, owner(event), bytes);
        } else if (type.equals("jdk.GarbageCollection")) {
            pauses += event.getDuration("sumOfPauses").toNanos();
        }
    }

    private static Stream<RecordedMethod> frames(RecordedEvent event) {
        return event.getStackTrace() == null
                ? Stream.empty()
                : event.getStackTrace().getFrames().stream()
                        .filter(RecordedFrame::isJavaFrame)
                        .map(RecordedFrame::getMethod);
    }

    /** The nearest method of ours above what ran; where there is none, of the library whose thread it is. */
    private static Optional<RecordedMethod> owner(RecordedEvent event) {
        return frames(event)
                .filter(Hotspots::isOurs)
                .findFirst()
                .or(() -> frames(event).filter(Hotspots::isLibrary).findFirst());
    }

    private static boolean isLibrary(RecordedMethod method) {
        String name = method.getType().getName();
        return !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.");
    }

    private static boolean isOurs(RecordedMethod method) {
        return method.getType().getName().startsWith("sla.");
    }

    private static void count(Map<String, Long> numbers, Optional<RecordedMethod> method, long amount) {
        String name = method.map(found -> found.getType().getName() + '.' + found.getName())
                .orElse("(none)");
        numbers.merge(name, amount, Long::sum);
    }
}
