package sla.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import sla.local.rest.ServiceClient;
import sla.local.rest.ServiceException;

/** Asks for a job and shows how far it is until it has come to an end. */
final class JobFollower {
    private static final long PAUSE_MILLIS = 200;
    private static final int MOST_TRIES = 150;

    private final ServiceClient evaluator;
    private final PrintStream out;

    JobFollower(ServiceClient evaluator, PrintStream out) {
        this.evaluator = evaluator;
        this.out = out;
    }

    /** Returns the job as it ended; see {@code GET /v1/jobs/{id}}. */
    JsonNode follow(String request) throws InterruptedException {
        return follow(evaluator.post("/v1/jobs/" + request));
    }

    /** The same for one that is asked for by a body. */
    JsonNode follow(String request, byte[] body) throws InterruptedException {
        return follow(evaluator.post("/v1/jobs/" + request, body));
    }

    private JsonNode follow(JsonNode asked) throws InterruptedException {
        JsonNode job = asked;
        String shown = "";
        while (!List.of("done", "failed").contains(job.path("state").asText())) {
            String step = job.path("step").asText();
            if (!step.isEmpty() && !step.equals(shown)) {
                out.printf(
                        "  %d/%d %s%n",
                        job.path("stepsDone").asInt() + 1, job.path("steps").asInt(), step);
                shown = step;
            }
            Thread.sleep(PAUSE_MILLIS);
            job = look(job.path("id").asLong());
        }
        return job;
    }

    /** The job outlives a restart of the service. */
    private JsonNode look(long id) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return evaluator.get("/v1/jobs/" + id);
            } catch (ServiceException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
