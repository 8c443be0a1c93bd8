package sla.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one server, held by a lock while in use. The system releases the lock when the process ends by any
 * way, so whoever gets it knows that what still runs in the folder has lost its owner.
 */
final class Folder implements AutoCloseable {
    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private Folder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock(path);
    }

    static Folder kept(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder " + path, e);
        }
        return new Folder(path.toAbsolutePath().normalize(), false);
    }

    /** Deleted when closed. */
    static Folder temporary(String name) {
        try {
            return new Folder(Files.createTempDirectory("sla-" + name + "-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary folder", e);
        }
    }

    Path path() {
        return path;
    }

    boolean isTemporary() {
        return temporary;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot release the folder " + path, e);
        }
    }

    static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // Nothing there is what was asked for.
        }
    }

    private static FileChannel lock(Path path) {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                throw new IllegalStateException(path + " is in use by another server");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the folder " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }
}
