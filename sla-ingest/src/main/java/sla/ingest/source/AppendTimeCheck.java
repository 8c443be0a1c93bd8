package sla.ingest.source;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.ingest.IngestConfig;
import sla.model.Topics;

/**
 * Watches that input topics carry the broker's append time: with the sender's own time retention would delete late
 * events before they are read. Only topics of registered sources can hold up the service; anybody who may create topics
 * can make another one, and what comes in it is rejected anyway.
 */
@ApplicationScoped
public class AppendTimeCheck {
    private static final Logger LOG = Logger.getLogger(AppendTimeCheck.class);

    private final String bootstrapServers;
    private final IngestConfig config;
    private final SourceTopics topics;
    private final SourceTable sources;
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final Set<String> loggedAsStray = ConcurrentHashMap.newKeySet();
    private final Set<String> loggedAsRegistered = ConcurrentHashMap.newKeySet();

    AppendTimeCheck(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            IngestConfig config,
            SourceTopics topics,
            SourceTable sources) {
        this.bootstrapServers = bootstrapServers;
        this.config = config;
        this.topics = topics;
        this.sources = sources;
    }

    /** Before anything is read, but once it is known which sources there are. */
    void start(@Observes @Priority(30) StartupEvent event) throws InterruptedException {
        try {
            sources.catchUp(config.brokerWait());
        } catch (TimeoutException _) {
            // Nothing is judged before the sources are known, and their own health check says why they are not.
            return;
        }
        checkAll();
        List<String> registered = ofRegistered();
        if (!registered.isEmpty()) {
            LOG.error("The service does not start.");
            throw new IllegalStateException(complaint(registered));
        }
    }

    /** Notes a message that carries its sender's time. The next check takes the note away if the topic was mended. */
    public void found(String topic) {
        wrong.add(topic);
        log(topic);
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        try {
            checkAll();
        } catch (KafkaException e) {
            LOG.warnf("The input topics cannot be checked: %s", e.getMessage());
        }
    }

    private void checkAll() {
        List<String> present = topics.inputTopics();
        wrong.retainAll(present);
        for (String topic : present) {
            if (topics.hasAppendTime(topic)) {
                wrong.remove(topic);
            } else {
                wrong.add(topic);
                log(topic);
            }
        }
    }

    /** The topics that hold up the service. */
    List<String> ofRegistered() {
        return wrong.stream().filter(this::isRegistered).sorted().toList();
    }

    /** The topics that are left out. */
    List<String> stray() {
        return wrong.stream().filter(Predicate.not(this::isRegistered)).sorted().toList();
    }

    private boolean isRegistered(String topic) {
        return Topics.sourceOf(topic).filter(sources.current()::containsKey).isPresent();
    }

    private void log(String topic) {
        List<String> registered = ofRegistered();
        if (registered.contains(topic)) {
            if (loggedAsRegistered.add(topic)) {
                LOG.error(complaint(registered));
            }
        } else if (loggedAsStray.add(topic)) {
            LOG.warnf(
                    "Topic %s has no message.timestamp.type=LogAppendTime, but nobody registered its source: it is left"
                            + " out, and what comes in it is rejected",
                    topic);
        }
    }

    /** One line that names the topics and what mends the first. */
    private String complaint(List<String> registered) {
        return "Input topics without the broker's append time, so that late events could be deleted unread: "
                + String.join(", ", registered)
                + ". Mend each with: kafka-configs.sh --bootstrap-server " + bootstrapServers + " --alter --topic "
                + registered.getFirst() + " --add-config message.timestamp.type=LogAppendTime";
    }
}
