package sla.local.run;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Logs of the parts: one file per start, and the one before it. */
final class LogFile {
    /** No more is read from the end of a log: enough for thousands of lines, whatever its size. */
    private static final int LOOK_BACK = 1 << 20;

    private LogFile() {}

    /** An empty file to write to; what was there becomes {@code .log.1}. */
    static Path fresh(Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.createFile(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin the log " + log, e);
        }
    }

    /** The last lines; none if there is no log. */
    static List<String> lastLines(Path log, int count) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - LOOK_BACK);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            Deque<String> last = new ArrayDeque<>();
            new String(bytes, StandardCharsets.UTF_8).lines().forEach(line -> {
                last.addLast(line);
                if (last.size() > count) {
                    last.removeFirst();
                }
            });
            return List.copyOf(last);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the log " + log, e);
        }
    }
}
