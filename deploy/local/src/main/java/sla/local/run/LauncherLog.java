package sla.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where the libraries in the launcher's JVM, above all the broker, write their warnings: never to the terminal. */
public final class LauncherLog {
    private static final int LARGEST = 10 << 20;
    /** The broker's controller warns of every normal start, its client of every normal stop. */
    private static final List<String> TOO_LOUD =
            List.of("org.apache.kafka.controller.QuorumController", "org.apache.kafka.clients.NetworkClient");
    /** Held, because java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIETENED =
            TOO_LOUD.stream().map(Logger::getLogger).toList();

    private LauncherLog() {}

    public static void silence() {
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.setLevel(Level.OFF);
    }

    static void writeTo(Path log) {
        System.setProperty(
                "java.util.logging.SimpleFormatter.format", "%1$tY-%1$tm-%1$tdT%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        try {
            FileHandler file = new FileHandler(LogFile.fresh(log).toString().replace("%", "%%"), LARGEST, 1, true);
            file.setFormatter(new SimpleFormatter());
            Logger root = Logger.getLogger("");
            root.addHandler(file);
            root.setLevel(Level.WARNING);
            QUIETENED.forEach(logger -> logger.setLevel(Level.SEVERE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log " + log, e);
        }
    }
}
