package sla.local.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sla.local.state.Installation;

@Command(
        name = "logs",
        description =
                "Shows the end of a log. SERVICE is contract-service, sla-evaluator, sla-ingest, kafka or database.")
public final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final Installation installation;
    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", description = "Whose log.")
    @SuppressWarnings("NullAway.Init") // required
    private String service;

    @Option(names = "-f", description = "Goes on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "How many lines (${DEFAULT-VALUE}).")
    private int lines = 50;

    public LogsCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> names = names();
        if (!names.contains(service)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no " + service + "; choose one of " + String.join(", ", names));
        }
        Path log = installation.log(service);
        if (!Files.exists(log)) {
            out.println("There is no log of " + service + " yet.");
            return 1;
        }
        LogFile.lastLines(log, lines).forEach(out::println);
        if (follow) {
            follow(log);
        }
        return 0;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        Arrays.stream(Service.values()).map(Service::label).forEach(names::add);
        names.add(KafkaPart.NAME);
        names.add(DatabasePart.NAME);
        return names;
    }

    /** A file that became shorter was begun anew. */
    private void follow(Path log) throws IOException, InterruptedException {
        long shown = Files.size(log);
        while (!out.checkError()) {
            long size = Files.exists(log) ? Files.size(log) : 0;
            if (size < shown) {
                shown = 0;
            }
            if (size > shown) {
                shown += copy(log, shown, size);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private long copy(Path log, long from, long to) throws IOException {
        byte[] bytes = new byte[(int) Math.min(to - from, 1 << 16)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            int read = file.read(bytes);
            out.write(bytes, 0, Math.max(read, 0));
            out.flush();
            return Math.max(read, 0);
        }
    }
}
