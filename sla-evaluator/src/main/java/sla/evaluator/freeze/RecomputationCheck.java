package sla.evaluator.freeze;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import sla.runtime.RepeatedTasks;

/**
 * Recomputes every frozen result from its inputs, one after the other and again and again, and names those that do not
 * come to the same bytes: the data were tampered with, or this program computes otherwise than the one that froze them.
 */
@ApplicationScoped
class RecomputationCheck {
    private static final Logger LOG = Logger.getLogger(RecomputationCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DataSource database;
    private final FreezeTable freezes;
    private final Map<String, String> broken = new ConcurrentSkipListMap<>();
    private String lastId = "";

    RecomputationCheck(DataSource database, FreezeTable freezes) {
        this.database = database;
        this.freezes = freezes;
    }

    void start(@Observes StartupEvent event, RepeatedTasks tasks, MeterRegistry metrics) {
        Gauge.builder("sla.evaluator.freezes.broken", broken, Map::size)
                .description("Frozen results that do not come to the same bytes when recomputed")
                .register(metrics);
        tasks.start("recompute freezes", PAUSE, this::checkNext);
    }

    private synchronized void checkNext() throws SQLException {
        List<String> ids = Transactions.inTransaction(database, freezes::ids);
        broken.keySet().retainAll(ids);
        Optional<String> next =
                ids.stream().filter(id -> id.compareTo(lastId) > 0).findFirst();
        if (next.isPresent()) {
            check(next.get());
        }
        lastId = next.orElse("");
    }

    /** Recomputes one and remembers what came of it. */
    void check(String id) throws SQLException {
        String fault = Transactions.inTransaction(database, connection -> {
            Optional<StoredFreeze> freeze = freezes.find(connection, id);
            if (freeze.isEmpty()) {
                return "";
            }
            try {
                return fault(Recomputation.of(freeze.get(), freezes.inputs(connection, id)));
            } catch (RuntimeException e) {
                return "cannot be recomputed: " + e.getMessage();
            }
        });
        if (fault.isEmpty()) {
            broken.remove(id);
        } else if (!fault.equals(broken.put(id, fault))) {
            LOG.errorf("The frozen result '%s' %s", id, fault);
        }
    }

    private static String fault(Recomputation recomputation) {
        if (recomputation.isRight()) {
            return "";
        }
        return !recomputation.inputsIntact()
                ? "has inputs that were changed"
                : !recomputation.evaluationIntact()
                        ? "was changed"
                        : "does not come to the same bytes when recomputed; GET /v1/freezes/{id}/recomputed shows it";
    }

    /** What is wrong, by the id of the freeze. */
    Map<String, String> faults() {
        return Map.copyOf(broken);
    }
}
