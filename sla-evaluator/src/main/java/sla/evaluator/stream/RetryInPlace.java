package sla.evaluator.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Does something until it succeeds: a message that cannot be stored now is not skipped. */
@ApplicationScoped
public class RetryInPlace {
    private static final Logger LOG = Logger.getLogger(RetryInPlace.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final StreamHealth health;

    RetryInPlace(StreamHealth health) {
        this.health = health;
    }

    /** What may fail while the database is away. */
    public interface Step {
        void run() throws SQLException;
    }

    /** On the channel's worker thread. Returns without success only if the service is stopped. */
    public void until(String channel, Step step) {
        while (true) {
            try {
                step.run();
                health.succeeded(channel);
                return;
            } catch (SQLException | IllegalStateException e) {
                if (health.failed(channel, e)) {
                    LOG.warnf("A message of %s is not stored yet and will be tried again: %s", channel, e.getMessage());
                }
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
