package sla.evaluator.performance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.series.Series;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;

/** What performance can be filtered and grouped by. */
enum Dimension {
    SOURCE,
    VENDOR,
    SITE,
    QUEUE,
    CHANNEL,
    LANGUAGE,
    LINE,
    DIRECTION;

    /** As it is called in parameters and answers. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dimension> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.label().equals(label))
                .findFirst();
    }

    /** All values there are, as they are called in parameters and answers; empty if sources name them as they like. */
    List<String> allValues() {
        Enum<?>[] values = switch (this) {
            case CHANNEL -> Channel.values();
            case LINE -> Line.values();
            case DIRECTION -> Direction.values();
            case SOURCE, VENDOR, SITE, QUEUE, LANGUAGE -> new Enum<?>[0];
        };
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The series' value as it is called in answers; null if unknown. */
    @Nullable
    String of(Series series) {
        return switch (this) {
            case SOURCE -> series.source();
            case VENDOR -> series.vendor();
            case SITE -> series.site();
            case QUEUE -> series.queue();
            case CHANNEL -> lowerCase(series.channel());
            case LANGUAGE -> series.language();
            case LINE -> lowerCase(series.line());
            case DIRECTION -> lowerCase(series.direction());
        };
    }

    private static @Nullable String lowerCase(@Nullable Enum<?> value) {
        return value == null ? null : value.name().toLowerCase(Locale.ROOT);
    }
}
