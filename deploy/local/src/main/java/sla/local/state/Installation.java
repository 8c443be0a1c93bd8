package sla.local.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of an installation.
 *
 * @param root the checked-out product with its built services
 * @param folder everything that running it leaves behind; never under version control
 */
public record Installation(Path root, Path folder) {

    /** From the system properties {@code sla.root} and {@code sla.folder}, which the script {@code sla} sets. */
    public static Installation ofThisJvm() {
        Path root = Path.of(System.getProperty("sla.root", "")).toAbsolutePath().normalize();
        String folder = System.getProperty("sla.folder");
        return new Installation(
                root, folder == null ? root.resolve(".sla") : Path.of(folder).toAbsolutePath());
    }

    public Path data(String part) {
        return folder.resolve(part);
    }

    public Path log(String part) {
        return folder.resolve("log").resolve(part + ".log");
    }

    /** Written when the whole sample is loaded. */
    public Path sampleMark() {
        return folder.resolve("sample-loaded");
    }

    Path runFile() {
        return folder.resolve("running.json");
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    /** Makes the folders. The database in them trusts whoever reaches it, so they are closed to other users. */
    public void create() {
        try {
            Files.createDirectories(folder);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            Files.createDirectories(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder " + folder, e);
        }
    }
}
