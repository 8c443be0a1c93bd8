package sla.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What {@code POST /v1/jobs/verify} found.
 *
 * @param rows counts that were compared
 * @param clean whether none differs
 */
public record Verification(long rows, boolean clean, JsonNode answer) {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Returns when it is done. */
    public static Verification run(RestClient evaluator) {
        String job =
                "/v1/jobs/" + evaluator.postForJson("/v1/jobs/verify").get("id").asText();
        Waiting.until(
                "verify does not end",
                LIMIT,
                LOOK_EVERY,
                () -> evaluator.getJson(job).hasNonNull("finishedAt"));
        JsonNode done = evaluator.getJson(job);
        return new Verification(
                done.path("rows").longValue(),
                done.path("state").asText().equals("done")
                        && done.path("differences").asLong(-1) == 0,
                done);
    }
}
