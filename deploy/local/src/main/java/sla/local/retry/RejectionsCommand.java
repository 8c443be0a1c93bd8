package sla.local.retry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sla.local.rest.ServiceClient;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;

@Command(
        name = "rejections",
        description = {
            "Shows how many messages are rejected, by source and reason; with --list each of them.",
            "open: may be retried; waiting: is being retried; accepted: by a retry."
        })
public final class RejectionsCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;
    private static final String LINE = "  %-24s %-22s %10s %10s %10s%n";

    private final Installation installation;
    private final PrintStream out;

    @Mixin
    private Ingest ingest = new Ingest();

    @Mixin
    private Filters filters = new Filters();

    @Option(names = "--list", description = "Each rejection, the newest first, at most 1,000.")
    private boolean list;

    @Option(names = "--retry", paramLabel = "ID", description = "Each that this retry took up.")
    private @Nullable String retry;

    @Option(names = "--state", paramLabel = "STATE", description = "Each that is open, waiting or accepted.")
    private @Nullable String state;

    public RejectionsCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() {
        try {
            if (list || retry != null || state != null) {
                list(ingest.client(installation));
            } else {
                counts(ingest.client(installation));
            }
            return 0;
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return TROUBLE;
        }
    }

    private void counts(ServiceClient client) {
        JsonNode items = client.get(Filters.path("/v1/rejections/counts", filters.given()))
                .path("items");
        if (items.isEmpty()) {
            out.println("Nothing is rejected.");
            return;
        }
        out.printf(LINE, "source", "reason", "open", "waiting", "accepted");
        items.forEach(item -> out.printf(
                LINE,
                item.path("source").asText(),
                item.path("reason").asText(),
                "%,d".formatted(item.path("open").asLong()),
                "%,d".formatted(item.path("waiting").asLong()),
                "%,d".formatted(item.path("accepted").asLong())));
        out.println("One with two reasons is in both.");
    }

    private void list(ServiceClient client) {
        Map<String, String> parameters = new LinkedHashMap<>(filters.given());
        if (retry != null) {
            client.get(Filters.path("/v1/retries/" + retry, Map.of())); // says so if there is none
            parameters.put("retry", retry);
        }
        if (state != null) {
            parameters.put("state", state);
        }
        parameters.put("limit", "1000");
        JsonNode page = client.get(Filters.path("/v1/rejections", parameters));
        if (page.path("items").isEmpty()) {
            out.println("No rejection is such.");
        }
        page.path("items").forEach(this::show);
        if (page.has("next")) {
            out.println("There are more: narrow them down with --source, --reason, --from and --to.");
        }
    }

    /** A rejection, and below it why its last retry failed. */
    private void show(JsonNode item) {
        out.printf(
                "%s/%s/%s  %s  %s  %s: %s%n",
                item.path("topic").asText(),
                item.path("partition").asText(),
                item.path("offset").asText(),
                item.path("receivedAt").asText(),
                item.path("state").asText(),
                item.path("recordId").asText("(no record id)"),
                reasons(item.path("reasons")));
        item.path("retries").valueStream().reduce((_, last) -> last).ifPresent(last -> {
            String reasons = reasons(last.path("reasons"));
            out.printf(
                    "    retry %s: %s%s%n",
                    last.path("retry").asText(),
                    last.path("explanation").asText(),
                    reasons.isEmpty() ? "" : " " + reasons);
        });
    }

    private static String reasons(JsonNode reasons) {
        return StreamSupport.stream(reasons.spliterator(), false)
                .map(reason -> reason.path("code").asText() + " "
                        + reason.path("pointer").asText())
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }
}
