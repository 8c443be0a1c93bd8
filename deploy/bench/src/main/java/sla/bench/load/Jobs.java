package sla.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import sla.bench.system.BenchException;
import sla.bench.system.RestClient;
import sla.bench.system.Waiting;

/** Work on the counts as a whole, as {@code ./sla verify} and {@code ./sla rebuild} ask for it. */
public final class Jobs {
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Jobs() {}

    /**
     * What a job said of itself.
     *
     * @param nanos from its start to its end
     * @param differences rows that were wrong
     * @param steps about how long each of its steps took, in nanoseconds; short ones may be missed
     */
    public record Done(long nanos, long differences, Map<String, Long> steps) {}

    /** @param path such as {@code /v1/jobs/rebuild} */
    public static Done run(RestClient evaluator, String path) {
        long id = evaluator.postForJson(path).get("id").longValue();
        JsonNode[] job = {null};
        Map<String, Long> steps = new LinkedHashMap<>();
        long[] last = {System.nanoTime()};
        Waiting.until(path + " does not end", LIMIT, LOOK_EVERY, () -> {
            job[0] = evaluator.getJson("/v1/jobs/" + id);
            long now = System.nanoTime();
            if (job[0].hasNonNull("startedAt")) {
                steps.merge(job[0].path("step").asText(), now - last[0], Long::sum);
            }
            last[0] = now;
            return job[0].hasNonNull("finishedAt");
        });
        if (job[0].hasNonNull("failure")) {
            throw new BenchException(path + " failed: " + job[0].get("failure").textValue());
        }
        return new Done(
                Duration.between(instant(job[0], "startedAt"), instant(job[0], "finishedAt"))
                        .toNanos(),
                job[0].path("differences").longValue(),
                steps);
    }

    private static Instant instant(JsonNode job, String field) {
        return Instant.parse(job.get(field).textValue());
    }
}
