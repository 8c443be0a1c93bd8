package sla.evaluator.arrival;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import sla.evaluator.arrival.ArrivalAnswer.SourceArrivals;
import sla.evaluator.arrival.ArrivalAnswer.State;
import sla.runtime.RepeatedTasks;

/** Names sources that are silent. Not a matter of readiness: what was received is answered rightly. */
@Wellness
@ApplicationScoped
class SilenceHealth implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SilenceHealth.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ArrivalReader reader;
    private final MeterRegistry metrics;
    private final Map<String, SourceArrivals> latest = new ConcurrentHashMap<>();

    SilenceHealth(ArrivalReader reader, MeterRegistry metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event, RepeatedTasks tasks) {
        tasks.start("silence", PAUSE, this::look);
    }

    void look() throws SQLException {
        List<SourceArrivals> sources = reader.read().sources();
        latest.keySet().retainAll(sources.stream().map(SourceArrivals::source).toList());
        for (SourceArrivals source : sources) {
            SourceArrivals before = latest.put(source.source(), source);
            if (before == null) {
                register(source.source());
            }
            boolean wasSilent = before != null && before.state() == State.SILENT;
            if (source.state() == State.SILENT && !wasSilent) {
                LOG.warnf("Source %s is silent: %s", source.source(), words(source));
            } else if (source.state() != State.SILENT && wasSilent) {
                LOG.infof("Source %s is no longer silent", source.source());
            }
        }
        reader.deleteOld();
    }

    private void register(String source) {
        Gauge.builder("sla.evaluator.source.silent", latest, all -> isSilent(all.get(source)) ? 1 : 0)
                .description("1 if the source should be sending by its own pattern and is not")
                .tag("source", source)
                .register(metrics);
    }

    private static boolean isSilent(@Nullable SourceArrivals source) {
        return source != null && source.state() == State.SILENT;
    }

    private static String words(SourceArrivals source) {
        return "nothing since " + source.missedFrom() + ", when at least " + source.expected()
                + " records came in each of the last " + ArrivalPattern.WEEKS + " weeks";
    }

    @Override
    public HealthCheckResponse call() {
        List<SourceArrivals> silent =
                latest.values().stream().filter(SilenceHealth::isSilent).toList();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("silence").status(silent.isEmpty());
        silent.forEach(source -> response.withData(source.source(), words(source)));
        return response.build();
    }
}
