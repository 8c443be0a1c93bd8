package sla.local.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sla.embedded.FreePort;
import sla.local.state.Installation;
import sla.local.state.Loopback;
import sla.local.state.RunFile;
import sla.local.state.RunLock;

@Command(
        name = "up",
        description = "Starts a broker, a database and the three services, and stays until Ctrl-C.",
        footer = {
            "",
            "Data is kept in the folder .sla, so a second start goes on where the first one stopped.",
            "With --database, the user is taken from SLA_DATABASE_USER (sla if not set) and the password from"
                    + " SLA_DATABASE_PASSWORD."
        })
public final class UpCommand implements Callable<Integer> {
    private final Installation installation;
    private final Clock clock;
    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--fresh", description = "Deletes all data first. Not with --kafka or --database.")
    private boolean fresh;

    @Option(names = "--no-sample", description = "Does not load the sample.")
    private boolean noSample;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Uses this broker instead of starting one.")
    private @Nullable String kafka;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Uses this PostgreSQL (jdbc:postgresql://127.0.0.1:5432/sla) instead of starting one.")
    private @Nullable String database;

    @ArgGroup(exclusive = false, heading = "Ports:%n")
    private Ports ports = new Ports();

    public UpCommand(Installation installation, Clock clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        refuse("--kafka: ", kafka == null ? Optional.empty() : Loopback.problemOfAddress(kafka));
        refuse("--database: ", database == null ? Optional.empty() : Loopback.problemOfDatabase(database));
        refuse("--fresh: ", halfFresh());
        installation.create();
        Optional<RunLock> lock = RunLock.take(installation);
        if (lock.isEmpty()) {
            out.println("Already running" + launcherProcess() + ": ./sla status shows it, ./sla down stops it.");
            return 1;
        }
        try (RunLock _ = lock.get()) {
            return upWithLock();
        }
    }

    private int upWithLock() {
        Leftovers.stop(installation, out);
        Optional<String> problem =
                ports.problem(kafka == null, database == null, FreePort::isFree).or(this::missingService);
        if (problem.isPresent()) {
            out.println(problem.get());
            return 1;
        }
        if (fresh) {
            deleteData();
        }
        LauncherLog.writeTo(installation.log(KafkaPart.NAME));
        return new Launch(installation, ports, borrowed(), !noSample, clock, out).run();
    }

    private Borrowed borrowed() {
        return Borrowed.of(kafka, database, System.getenv());
    }

    /** Records without the counts made of them, or the other way round, would be worse than either. */
    private Optional<String> halfFresh() {
        return fresh && (kafka != null || database != null)
                ? Optional.of(
                        "deletes the data of the servers that are started here, and would leave that of --kafka or"
                                + " --database; empty those yourself, and start without it")
                : Optional.empty();
    }

    private void refuse(String option, Optional<String> problem) {
        problem.ifPresent(what -> {
            throw new ParameterException(spec.commandLine(), option + what);
        });
    }

    private String launcherProcess() {
        return RunFile.read(installation)
                .map(run -> " (process " + run.launcher().pid() + ")")
                .orElse("");
    }

    private Optional<String> missingService() {
        return Arrays.stream(Service.values())
                .filter(service -> !Files.exists(service.jar(installation.root())))
                .findFirst()
                .map(service -> service.label() + " is not built: there is no " + service.jar(installation.root())
                        + ". Build it with: mvn package -DskipTests");
    }

    private void deleteData() {
        for (Path path : List.of(
                installation.data(KafkaPart.NAME), installation.data(DatabasePart.NAME), installation.sampleMark())) {
            delete(path);
        }
        out.println("Deleted the data in " + installation.folder());
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + path, e);
        }
    }
}
