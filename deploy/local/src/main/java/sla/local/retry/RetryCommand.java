package sla.local.retry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sla.local.rest.ServiceClient;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;

@Command(
        name = "retry",
        description = {
            "Has rejected messages judged once more: the one at PLACE, or all open ones that match.",
            "Exit code 0 if all were accepted, 1 if not, 2 if it could not be done."
        })
public final class RetryCommand implements Callable<Integer> {
    private static final int NOT_ALL = 1;
    private static final int TROUBLE = 2;
    private static final long PAUSE_MILLIS = 200;
    private static final int MOST_TRIES = 150;
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9._-]+/[0-9]+/[0-9]+");

    private final Installation installation;
    private final PrintStream out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Ingest ingest = new Ingest();

    @Mixin
    private Filters filters = new Filters();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PLACE",
            description = "TOPIC/PARTITION/OFFSET of one, as ./sla rejections --list shows it.")
    private @Nullable String place;

    @Option(names = "--all", description = "All open ones.")
    private boolean all;

    @Option(
            names = "--with",
            paramLabel = "FILE",
            description = "With PLACE: the corrected event, to be judged in the message's stead.")
    private @Nullable Path correction;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Your name for this retry; giving the same again follows it and does nothing twice.")
    private String id = UUID.randomUUID().toString();

    public RetryCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        try {
            ServiceClient client = ingest.client(installation);
            return report(follow(client, request(client)));
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        } catch (IOException e) {
            System.err.println("sla: " + correction + " cannot be read: " + e.getMessage());
            return TROUBLE;
        }
    }

    private void check() {
        boolean filtered = !filters.given().isEmpty();
        if (place != null && (filtered || all)) {
            throw wrong("PLACE names one rejection: leave the filters and --all out");
        }
        if (place != null && !PLACE.matcher(place).matches()) {
            throw wrong("'" + place + "' is no place such as source.meridian.records/2/1841");
        }
        if (place == null && correction != null) {
            throw wrong("--with corrects one rejection: name it by its PLACE");
        }
        if (place == null && filtered == all) {
            throw wrong("say which rejections: a PLACE, or --source, --reason, --from or --to, or --all");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private JsonNode request(ServiceClient client) throws IOException {
        if (place == null) {
            Map<String, String> parameters = filters.given();
            parameters.put("id", id);
            return client.post(Filters.path("/v1/retries", parameters));
        }
        String path = Filters.path("/v1/rejections/" + place + "/retry", Map.of("id", id));
        return correction == null ? client.post(path) : client.post(path, Files.readAllBytes(correction));
    }

    /** Shows how far it is, until nothing waits. It goes on without us. */
    private JsonNode follow(ServiceClient client, JsonNode first) throws InterruptedException {
        out.printf("Retry %s: %,d rejections.%n", id, first.path("matched").asLong());
        JsonNode retry = first;
        long shown = -1;
        while (!retry.path("done").asBoolean()) {
            long judged = retry.path("matched").asLong() - retry.path("waiting").asLong();
            if (judged != shown && judged > 0) {
                out.printf("  %,d judged%n", judged);
                shown = judged;
            }
            Thread.sleep(PAUSE_MILLIS);
            retry = look(client);
        }
        return retry;
    }

    private JsonNode look(ServiceClient client) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return client.get("/v1/retries/" + id);
            } catch (ServiceException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private int report(JsonNode retry) {
        long rejected = retry.path("rejected").asLong();
        long gone = retry.path("gone").asLong();
        List<String> parts = new ArrayList<>();
        parts.add("%,d accepted".formatted(retry.path("accepted").asLong()));
        if (rejected > 0) {
            parts.add("%,d rejected again".formatted(rejected));
        }
        if (gone > 0) {
            parts.add("%,d no longer there in full".formatted(gone));
        }
        out.println(String.join(", ", parts) + ".");
        retry.path("rejectedByReason")
                .properties()
                .forEach(reason -> out.printf(
                        "  %s: %,d%n", reason.getKey(), reason.getValue().asLong()));
        if (retry.path("rejectedByReason")
                        .valueStream()
                        .mapToLong(JsonNode::asLong)
                        .sum()
                > rejected) {
            out.println("  One with two reasons is in both.");
        }
        if (retry.path("more").asBoolean()) {
            out.println("There are more: retry again under another id.");
        }
        if (rejected + gone > 0) {
            out.println("./sla rejections --retry " + id + " shows each.");
        }
        return rejected + gone + retry.path("expired").asLong() == 0
                        && !retry.path("more").asBoolean()
                ? 0
                : NOT_ALL;
    }
}
