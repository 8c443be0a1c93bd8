package sla.local.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.local.event.OutgoingEvent;

/** Sends the records of one file. Used once. */
final class Replay {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
    private static final int MOST_REPORTED_ROWS = 20;

    private final RecordFile file;
    private final RecordFormat format;
    private final EventSink sink;
    private final Pace pace;
    private final Clock clock;
    private final PrintStream out;
    private long sent;
    private long unreadable;
    private Instant lastProgress;

    Replay(RecordFile file, RecordFormat format, EventSink sink, Pace pace, Clock clock, PrintStream out) {
        this.file = file;
        this.format = format;
        this.sink = sink;
        this.pace = pace;
        this.clock = clock;
        this.out = out;
        this.lastProgress = clock.instant();
    }

    /** What became of the lines. Lines that are no records, such as a header, are in neither count. */
    record Counts(long sent, long unreadable) {}

    /** By how many days all records are moved, so that the file's last day comes to lie there. */
    long daysTo(LocalDate lastDay) throws IOException {
        return ChronoUnit.DAYS.between(lastDayOfFile(), lastDay);
    }

    /**
     * Sends all.
     *
     * @param daysLater by how many days every record is moved
     */
    Counts run(long daysLater) throws IOException, InterruptedException {
        if (pace.needsOrder()) {
            sendInOrder(daysLater);
        } else {
            file.read((number, text) -> event(number, text, daysLater).ifPresent(this::send));
        }
        return new Counts(sent, unreadable);
    }

    /** Held in memory whole: records lie in a file as the source wrote them, not as they happened. */
    private void sendInOrder(long daysLater) throws IOException, InterruptedException {
        List<OutgoingEvent> events = new ArrayList<>();
        file.read((number, text) -> event(number, text, daysLater).ifPresent(events::add));
        events.sort(Comparator.comparing(OutgoingEvent::due));
        for (OutgoingEvent event : events) {
            pace.await(event.due());
            send(event);
        }
    }

    private void send(OutgoingEvent event) {
        sink.send(event);
        sent++;
        Instant now = clock.instant();
        if (Duration.between(lastProgress, now).compareTo(PROGRESS_EVERY) >= 0) {
            lastProgress = now;
            out.printf(Locale.ROOT, "  %,d records sent%n", sent);
        }
    }

    private Optional<OutgoingEvent> event(long number, String text, long daysLater) {
        try {
            return format.event(text, daysLater);
        } catch (UnreadableRowException e) {
            unreadable++;
            if (unreadable <= MOST_REPORTED_ROWS) {
                out.printf("  line %d is left out: %s%n", number, e.getMessage());
            }
            return Optional.empty();
        }
    }

    private LocalDate lastDayOfFile() throws IOException {
        LastDay last = new LastDay();
        file.read((_, text) -> last.see(text));
        if (last.day == null) {
            throw new ReplayException("No record of the file has a day, so --last-day has nothing to move.");
        }
        return last.day;
    }

    private final class LastDay {
        @Nullable
        LocalDate day;

        void see(String text) {
            try {
                format.day(text)
                        .filter(seen -> day == null || seen.isAfter(day))
                        .ifPresent(seen -> day = seen);
            } catch (UnreadableRowException _) {
                // Reported when its turn to be sent comes.
            }
        }
    }
}
