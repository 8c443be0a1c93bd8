package sla.bench.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where a benchmark runs: the built product, and a folder of its own in which the launcher keeps its data.
 *
 * @param root the checked-out product
 * @param folder empty at first
 */
public record Installation(Path root, Path folder) {
    /** In a new temporary folder. */
    public static Installation temporary() {
        Path root = Path.of(System.getProperty("sla.root", "")).toAbsolutePath().normalize();
        try {
            return new Installation(root, Files.createTempDirectory("sla-bench-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary folder", e);
        }
    }

    Path kafka() {
        return folder.resolve("kafka");
    }

    Path database() {
        return folder.resolve("database");
    }

    public void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
