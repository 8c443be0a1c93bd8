package sla.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;

@Command(
        name = "retain",
        description =
                "Deletes what is older than its source keeps it, and seals the months. The service does so daily.")
public final class RetainCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;

    private final Installation installation;
    private final PrintStream out;

    @Mixin
    private Evaluator evaluator = new Evaluator();

    public RetainCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            JsonNode job = new JobFollower(evaluator.client(installation), out).follow("retain");
            if (job.has("failure")) {
                System.err.println("sla: not everything was deleted: "
                        + job.path("failure").asText());
                return TROUBLE;
            }
            job.path("notes").forEach(note -> out.println("  " + note.asText()));
            out.printf("Done: %,d records deleted.%n", job.path("rows").asLong());
            return 0;
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        }
    }
}
