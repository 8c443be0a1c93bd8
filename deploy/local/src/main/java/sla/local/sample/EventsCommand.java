package sla.local.sample;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "events",
        description = "Writes the synthetic vendor's records, one JSON object per line, as ./sla replay reads them.",
        footer = {"", "The same seed gives the same records, from the start of the month before DATE-TIME on."})
public final class EventsCommand implements Callable<Integer> {
    private final Clock clock;
    private final PrintStream out;

    @Option(
            names = "--source",
            paramLabel = "S",
            description = "meridian (${DEFAULT-VALUE}), buyer-quality or survey-house")
    private String source = SampleSources.MERIDIAN;

    @Option(names = "--until", paramLabel = "DATE-TIME", description = "2026-03-31T12:00:00Z; now if not given.")
    private @Nullable Instant until;

    @Option(names = "--seed", paramLabel = "N", description = "${DEFAULT-VALUE}")
    private long seed = SampleGenerator.SEED;

    public EventsCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() {
        List<SampleEvent> events = new SampleGenerator(seed).until(until == null ? clock.instant() : until);
        events.stream()
                .filter(sent -> sent.source().equals(source))
                // A bad record of several lines would become several bad lines.
                .map(sent -> sent.event().value().replace("\n", " "))
                .forEach(out::println);
        return 0;
    }
}
