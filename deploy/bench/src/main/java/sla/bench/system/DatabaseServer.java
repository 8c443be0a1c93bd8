package sla.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import sla.embedded.EmbeddedDatabase;

/** A database whose owner is a process of its own, for as long as its starter keeps the input open. */
final class DatabaseServer {
    private DatabaseServer() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedDatabase _ = EmbeddedDatabase.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            while (System.in.read() >= 0) {
                // Nothing is said there; it is closed when the starter ends, however it ends.
            }
        }
        System.exit(0);
    }
}
