package sla.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Linux tells of processes under {@code /proc}. A process that has ended uses nothing. */
final class Proc {
    private static final Path ROOT = Path.of("/proc");
    /** One tick of the kernel's accounting, the same on all Linux machines of today. */
    private static final long TICK_MILLIS = 10;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private Proc() {}

    /** Processor time of the process itself. */
    static long cpuMillis(long pid) {
        long[] numbers = stat(ROOT.resolve(Long.toString(pid)).resolve("stat"));
        return (numbers[USER] + numbers[SYSTEM]) * TICK_MILLIS;
    }

    /** Processor time of the process, of the children it has, and of those that have ended. */
    static long cpuMillisWithChildren(long pid) {
        long[] numbers = stat(ROOT.resolve(Long.toString(pid)).resolve("stat"));
        long own = numbers[USER] + numbers[SYSTEM] + numbers[CHILDREN_USER] + numbers[CHILDREN_SYSTEM];
        return own * TICK_MILLIS
                + children(pid).stream().mapToLong(Proc::cpuMillis).sum();
    }

    /** Processor time per name of a thread; the kernel cuts names to 15 characters. */
    static Map<String, Long> threads(long pid) {
        Map<String, Long> millis = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(ROOT.resolve(Long.toString(pid)).resolve("task"))) {
            tasks.forEach(task -> {
                long[] numbers = stat(task.resolve("stat"));
                String name = text(task.resolve("comm")).strip();
                millis.merge(name, (numbers[USER] + numbers[SYSTEM]) * TICK_MILLIS, Long::sum);
            });
        } catch (IOException _) {
            // It has ended.
        }
        return millis;
    }

    /** Kilobytes in memory, pages shared with others counted in full. */
    static long residentKilobytes(long pid) {
        return rollup(pid, "Rss:");
    }

    /** Kilobytes in memory, pages shared with others counted by their share. */
    static long proportionalKilobytes(long pid) {
        return rollup(pid, "Pss:");
    }

    /** Kilobytes of its own that no file stands behind: what it has asked for and uses. */
    static long anonymousKilobytes(long pid) {
        return rollup(pid, "Pss_Anon:");
    }

    static List<Long> children(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Milliseconds since the start that all processors were busy, idle, and taken away by the host. */
    static long[] machineMillis() {
        String[] words =
                text(ROOT.resolve("stat")).lines().findFirst().orElse("").split("\\s+");
        long[] numbers = new long[10];
        for (int i = 1; i < Math.min(words.length, numbers.length + 1); i++) {
            numbers[i - 1] = Long.parseLong(words[i]) * TICK_MILLIS;
        }
        long busy = numbers[0] + numbers[1] + numbers[2] + numbers[5] + numbers[6];
        return new long[] {busy, numbers[3] + numbers[4], numbers[7]};
    }

    static long memoryKilobytes() {
        return number(text(ROOT.resolve("meminfo")), "MemTotal:");
    }

    private static long rollup(long pid, String field) {
        return number(text(ROOT.resolve(Long.toString(pid)).resolve("smaps_rollup")), field);
    }

    private static long number(String text, String field) {
        return text.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** The numbers behind the name, which may hold blanks and brackets itself; the state stands as 0. */
    private static long[] stat(Path file) {
        String text = text(file);
        if (text.isEmpty()) {
            return new long[CHILDREN_SYSTEM + 1];
        }
        return Stream.of(text.substring(text.lastIndexOf(')') + 2).strip().split(" "))
                .limit(CHILDREN_SYSTEM + 1)
                .mapToLong(word -> Character.isLetter(word.charAt(0)) ? 0 : Long.parseLong(word))
                .toArray();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return "";
        }
    }
}
