package sla.ingest.source;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import sla.ingest.IngestConfig;
import sla.model.Topics;
import sla.runtime.topic.TopicCreation;

/** Makes the topics this service needs. */
@ApplicationScoped
public class SourceTopics {
    private static final Logger LOG = Logger.getLogger(SourceTopics.class);
    private static final Pattern RECORDS = Pattern.compile(Topics.RECORDS_PATTERN);

    private final String bootstrapServers;
    private final IngestConfig config;
    private final Admin admin;
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    SourceTopics(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers, IngestConfig config) {
        this.bootstrapServers = bootstrapServers;
        this.config = config;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.brokerWait().toMillis())));
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    /** The first thing at start, before anything is read. */
    void start(@Observes @Priority(10) StartupEvent event) {
        try {
            createTopics();
        } catch (KafkaException e) {
            LOG.errorf("The service does not start, Kafka at %s does not answer: %s", bootstrapServers, e.getMessage());
            throw e;
        }
    }

    private void createTopics() {
        var recordsKept = TopicCreation.keptFor(TopicCreation.RECORDS_KEPT);
        TopicCreation.ensure(admin, Topics.INTERACTIONS, config.outputPartitions(), recordsKept);
        TopicCreation.ensure(admin, Topics.INTAKE, config.outputPartitions(), recordsKept);
        var rejectionsKept = TopicCreation.keptFor(config.rejectionsKept());
        TopicCreation.ensure(admin, Topics.REJECTIONS, config.outputPartitions(), rejectionsKept);
        TopicCreation.ensure(admin, Topics.RETRIES, config.outputPartitions(), rejectionsKept);
        TopicCreation.ensure(admin, Topics.RETRY_OUTCOMES, config.outputPartitions(), rejectionsKept);
        TopicCreation.ensureCompacted(admin, Topics.SOURCES);
    }

    /** Creates input topics that are missing. What cannot be created now is tried again at the next call. */
    void ensureAll(Collection<String> sources) {
        for (String source : sources) {
            String topic = Topics.records(source);
            if (present.contains(topic)) {
                continue;
            }
            try {
                TopicCreation.ensure(admin, topic, config.sourcePartitions(), TopicCreation.APPEND_TIME);
                present.add(topic);
            } catch (KafkaException e) {
                LOG.warnf("%s", e.getMessage());
            }
        }
    }

    /** All that look like one of a source, whether it is registered or not. */
    List<String> inputTopics() {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> RECORDS.matcher(topic).matches())
                    .toList();
        } catch (ExecutionException e) {
            throw new KafkaException("Topics cannot be listed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while listing topics", e);
        }
    }

    boolean hasAppendTime(String topic) {
        return TopicCreation.hasAppendTime(admin, topic);
    }
}
