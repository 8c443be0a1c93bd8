package sla.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;

@Command(
        name = "verify",
        description = {
            "Compares every count with the records it was made of, and shows the first differences.",
            "Exit code 0 if all are equal, 1 if not, 2 if it could not be done."
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final int DIFFERENCES = 1;
    private static final int TROUBLE = 2;

    private final Installation installation;
    private final PrintStream out;

    @Mixin
    private Evaluator evaluator = new Evaluator();

    public VerifyCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            JsonNode job = new JobFollower(evaluator.client(installation), out).follow("verify");
            if (job.has("failure")) {
                System.err.println("sla: the counts were not verified: "
                        + job.path("failure").asText());
                return TROUBLE;
            }
            return report(job);
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        }
    }

    private int report(JsonNode job) {
        job.path("notes").forEach(note -> out.println("  " + note.asText()));
        long differences = job.path("differences").asLong();
        if (differences == 0) {
            out.printf(
                    "All %,d counts are what the records give.%n",
                    job.path("rows").asLong());
            return 0;
        }
        out.printf(
                "%,d of %,d counts differ. The first:%n",
                differences, job.path("rows").asLong());
        job.path("firstDifferences").forEach(difference -> out.println("  " + difference.asText()));
        out.println(
                "./sla rebuild makes counts anew. It leaves records as they are: one that differs must be looked at.");
        return DIFFERENCES;
    }
}
