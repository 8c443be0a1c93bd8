package sla.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;

@Command(
        name = "rebuild",
        description = "Makes counts anew from the records, while everything goes on. Right counts stay as they are.")
public final class RebuildCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;

    private final Installation installation;
    private final PrintStream out;

    @Mixin
    private Evaluator evaluator = new Evaluator();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "Whose counts; else all.")
    private @Nullable String source;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PERIOD",
            description = "Of which month of UTC, such as 1999-01; else all times.")
    private @Nullable String period;

    public RebuildCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            JsonNode job = new JobFollower(evaluator.client(installation), out).follow("rebuild" + query());
            if (job.has("failure")) {
                System.err.println("sla: the counts were not made anew: "
                        + job.path("failure").asText());
                return TROUBLE;
            }
            job.path("notes").forEach(note -> out.println("  " + note.asText()));
            out.printf(
                    "Done: %,d counts were put right.%n",
                    job.path("differences").asLong());
            return 0;
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        }
    }

    private String query() {
        List<String> parameters = new ArrayList<>();
        if (source != null) {
            parameters.add("source=" + URLEncoder.encode(source, StandardCharsets.UTF_8));
        }
        if (period != null) {
            parameters.add("period=" + URLEncoder.encode(period, StandardCharsets.UTF_8));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
