package sla.local.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sla.local.state.Installation;
import sla.local.state.Loopback;
import sla.local.state.RunFile;
import sla.local.state.RunningPart;

@Command(
        name = "replay",
        description = "Acts as a source: sends the records of a file to the source's topic.",
        footer = {
            "",
            "FILE holds call records of the Anonymous Bank (tab-separated) or CloudEvents, one JSON object per line;"
                    + " gzip is recognised.",
            "A line that cannot be read is reported with its number and left out; the others are sent.",
            "What is sent may still be refused: GET /v1/rejections?source=S at sla-ingest has each reason.",
            "Ends with 0 if every line was read, 1 if nothing can be sent, 2 if the command is wrong, 3 if lines were"
                    + " left out."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int MOST_DAYS = 36_500;
    private static final int LINES_LEFT_OUT = 3;
    private static final String USUAL_BROKER = "127.0.0.1:9092";

    private final Installation installation;
    private final Clock clock;
    private final PrintStream out;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to send.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(names = "--source", required = true, paramLabel = "S", description = "Id of the source to act as.")
    @SuppressWarnings("NullAway.Init") // required
    private String source;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "N times as fast as it happened; as fast as possible if not given.")
    private @Nullable Double speed;

    @Option(
            names = "--last-day",
            paramLabel = "DATE",
            description = "Moves all records by whole days so that the file's last day becomes DATE (2026-03-31)."
                    + " Records later than now wait for their time.")
    private @Nullable LocalDate lastDay;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Moves all records by exactly N days. Moved records get other ids, with N in them: files that"
                    + " refer to each other, such as calls and their evaluations, go on doing so only if all are moved"
                    + " by the same N, which --last-day does not do.")
    private @Nullable Integer days;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Broker; the running one if not given.")
    private @Nullable String kafka;

    public ReplayCommand(Installation installation, Clock clock, PrintStream out) {
        this.installation = installation;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        RecordFile records = RecordFile.of(() -> Files.newInputStream(file));
        RecordFormat format = RecordFormat.of(records.firstLine(), source)
                .orElseThrow(() -> new ReplayException(file + " is neither a file of the Anonymous Bank, which begins"
                        + " with \"vru+line\", nor one JSON object per line."));
        Pace pace = new Pace(clock, speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed), moved());
        Instant start = clock.instant();
        try (SourceTopic topic = SourceTopic.open(broker(), source)) {
            out.println("Sending " + file + " to " + topic.topic());
            Replay replay = new Replay(records, format, topic, pace, clock, out);
            Replay.Counts counts = replay.run(daysLater(replay));
            topic.flush();
            out.println(summary(counts, Duration.between(start, clock.instant())));
            out.println("What of it was refused: ./sla rejections --source " + source + " --list");
            return counts.unreadable() == 0 ? CommandLine.ExitCode.OK : LINES_LEFT_OUT;
        }
    }

    private boolean moved() {
        return lastDay != null || days != null;
    }

    private long daysLater(Replay replay) throws IOException {
        if (lastDay != null) {
            return replay.daysTo(lastDay);
        }
        return days == null ? 0 : days;
    }

    private void check() {
        if (!SOURCE.matcher(source).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--source: not a source id (a-z, 0-9 and hyphens): " + source);
        }
        if (speed != null && !(speed > 0 && speed <= 1_000_000)) {
            throw new ParameterException(spec.commandLine(), "--speed: must be above 0 and at most 1000000");
        }
        if (days != null && lastDay != null) {
            throw new ParameterException(spec.commandLine(), "--days: cannot be used together with --last-day");
        }
        if (days != null && Math.abs((long) days) > MOST_DAYS) {
            throw new ParameterException(spec.commandLine(), "--days: must be from -" + MOST_DAYS + " to " + MOST_DAYS);
        }
        if (kafka != null) {
            Loopback.problemOfAddress(kafka).ifPresent(problem -> {
                throw new ParameterException(spec.commandLine(), "--kafka: " + problem);
            });
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
    }

    private String broker() {
        if (kafka != null) {
            return kafka;
        }
        return RunFile.read(installation)
                .flatMap(run -> run.part("kafka"))
                .map(RunningPart::address)
                .orElse(USUAL_BROKER);
    }

    private static String summary(Replay.Counts counts, Duration took) {
        String seconds = String.format(Locale.ROOT, "%d.%d", took.toSeconds(), took.toMillisPart() / 100);
        String text = String.format(Locale.ROOT, "%,d records sent in %s s", counts.sent(), seconds);
        return counts.unreadable() == 0
                ? text + "."
                : text + String.format(Locale.ROOT, "; lines that could not be read: %,d.", counts.unreadable());
    }
}
