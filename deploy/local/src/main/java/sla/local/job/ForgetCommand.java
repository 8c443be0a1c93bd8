package sla.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;
import sla.model.json.Json;

@Command(
        name = "forget",
        description = {
            "Takes the pseudonym of a person from all records of a source. No count changes.",
            "Without a value, the pseudonym is asked for: what stands in a command can be seen by others on the machine."
        })
public final class ForgetCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;

    private final Installation installation;
    private final PrintStream out;

    @Mixin
    private Evaluator evaluator = new Evaluator();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Whose records.")
    private String source = "";

    @ArgGroup(multiplicity = "1")
    private Pseudonym pseudonym = new Pseudonym();

    /** One of them. */
    static final class Pseudonym {
        @Option(
                names = "--agent",
                arity = "0..1",
                interactive = true,
                echo = true,
                prompt = "Pseudonym of the agent: ",
                paramLabel = "PSEUDONYM",
                description = "Of an agent.")
        private @Nullable String agent;

        @Option(
                names = "--customer-key",
                arity = "0..1",
                interactive = true,
                echo = true,
                prompt = "Pseudonym of the customer: ",
                paramLabel = "PSEUDONYM",
                description = "Of a customer.")
        private @Nullable String customerKey;
    }

    public ForgetCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            JsonNode job = new JobFollower(evaluator.client(installation), out).follow("forget", body());
            if (job.has("failure")) {
                System.err.println("sla: the pseudonym was not forgotten everywhere: "
                        + job.path("failure").asText());
                return TROUBLE;
            }
            job.path("notes").forEach(note -> out.println("  " + note.asText()));
            out.printf("Done: %,d revisions changed.%n", job.path("rows").asLong());
            return 0;
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        }
    }

    private byte[] body() {
        ObjectNode body = Json.MAPPER.createObjectNode().put("source", source);
        if (pseudonym.agent != null) {
            body.put("agent", pseudonym.agent);
        } else {
            body.put("customerKey", pseudonym.customerKey);
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
