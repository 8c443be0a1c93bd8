package sla.bench.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import sla.embedded.EmbeddedKafka;

/** A broker in a process of its own, for as long as its owner keeps the input open. */
final class Broker {
    private static final Logger ROOT = Logger.getLogger("");

    private Broker() {}

    public static void main(String[] args) throws IOException {
        Arrays.stream(ROOT.getHandlers()).forEach(ROOT::removeHandler);
        ROOT.setLevel(Level.OFF);
        try (EmbeddedKafka _ = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // Nothing is said there; it is closed when the owner ends, however it ends.
            }
        }
        System.exit(0);
    }
}
