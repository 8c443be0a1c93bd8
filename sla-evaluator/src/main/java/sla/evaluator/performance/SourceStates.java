package sla.evaluator.performance;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.performance.PerformanceAnswer.SourceState;
import sla.evaluator.series.Series;
import sla.evaluator.source.SourceProgress;
import sla.evaluator.source.SourceTable;
import sla.model.agreement.Metric;
import sla.model.registration.SourceRegistration;

/** How far the sources have come that the metrics of a query are made of: what is younger is provisional. */
@ApplicationScoped
class SourceStates {
    private static final Duration DEFAULT_DELAY = Duration.ofMinutes(15);

    private final SourceTable sources;
    private final SourceProgress progress;
    private final Clock clock;

    SourceStates(SourceTable sources, SourceProgress progress, Clock clock) {
        this.sources = sources;
        this.progress = progress;
        this.clock = clock;
    }

    /** The states by source of those that report on the series what the metrics need. */
    Map<String, SourceState> read(Connection connection, Collection<Metric> metrics, Collection<Series> series)
            throws SQLException {
        Set<String> used = series.stream().map(Series::source).collect(Collectors.toCollection(TreeSet::new));
        Map<String, SourceRegistration> registered = sources.all(connection);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, SourceState> states = new TreeMap<>();
        for (SourceProgress.Progress source : progress.all(connection)) {
            SourceRegistration registration = registered.get(source.source());
            if (used.contains(source.source()) && (registration == null || isAsked(registration, metrics))) {
                Duration delay = registration == null ? DEFAULT_DELAY : registration.usualDelay();
                states.put(
                        source.source(),
                        new SourceState(
                                source.source(), source.newestOccurredAt(), source.lastReceivedAt(), now.minus(delay)));
            }
        }
        return states;
    }

    /** From when on the series may still change; empty if none of these sources reports on them. */
    static Optional<Instant> provisionalFrom(Map<String, SourceState> states, Collection<Series> series) {
        List<Instant> moments = new ArrayList<>();
        for (Series one : series) {
            @Nullable SourceState state = states.get(one.source());
            if (state != null) {
                moments.add(state.provisionalFrom());
            }
        }
        return moments.stream().min(Instant::compareTo);
    }

    /** A judge's delay of days says nothing about how many calls there were. */
    private static boolean isAsked(SourceRegistration source, Collection<Metric> metrics) {
        return metrics.stream().anyMatch(metric -> source.types().contains(metric.measuredFrom()));
    }
}
