package sla.bench.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import sla.bench.load.Register;
import sla.bench.system.BenchException;
import sla.bench.system.Waiting;
import sla.model.Topics;

/**
 * Adds a partition to every topic that may have more: keys move, so that a revision lies in another partition than what
 * it replaces, and two processes may store both at once.
 */
final class Growth {
    private static final List<String> INTERNAL =
            List.of(Topics.INTERACTIONS, Topics.REJECTIONS, Topics.INTAKE, Topics.RETRIES, Topics.RETRY_OUTCOMES);
    /** Trials share one installation, on one small machine. */
    private static final int MOST_PARTITIONS = 12;

    private static final int TRIES = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Growth() {}

    /** Tries until the broker, which may be down, has done it. */
    static void addPartition(String kafka) {
        List<String> topics =
                new ArrayList<>(Register.sources().stream().map(Topics::records).toList());
        topics.addAll(INTERNAL);
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", kafka, "default.api.timeout.ms", 10_000, "request.timeout.ms", 5_000))) {
            Map<String, Integer> wanted = new HashMap<>();
            for (int i = 1; !isDone(admin, topics, wanted); i++) {
                if (i == TRIES) {
                    throw new BenchException("Kafka does not add partitions");
                }
                Waiting.pause(PAUSE);
            }
        }
    }

    /** What is wanted is decided once: an answer may get lost. */
    private static boolean isDone(Admin admin, List<String> topics, Map<String, Integer> wanted) {
        try {
            Map<String, NewPartitions> missing = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((topic, now) -> {
                int partitions = now.partitions().size();
                int target = wanted.computeIfAbsent(topic, _ -> Math.min(MOST_PARTITIONS, partitions + 1));
                if (partitions < target) {
                    missing.put(topic, NewPartitions.increaseTo(target));
                }
            });
            admin.createPartitions(missing).all().get();
            return true;
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted", e);
        }
    }
}
