package sla.local.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sla.local.rest.ServiceClient;
import sla.local.rest.ServiceException;
import sla.local.state.Installation;
import sla.model.json.Json;
import sla.model.time.Rfc3339;

/** Asks the evaluator what other terms would have given, and says what differs. */
@Command(
        name = "simulate",
        description = "Says what another agreement would have given on the calls of past periods. Nothing is stored.",
        footer = {
            "",
            "Without FILE it is the agreement in force, with --set another one:",
            "  ./sla simulate --agreement bank-inhouse --from 1999-01 --set kpis.asa-regular.target.atMost=40",
            "What is left out: --without ex-7, --approve ex-9, --exclude 1999-01-14T10:07:00+02:00/1999-01-14T10:52:00+02:00.",
            "Entries of lists are named by their ids; those without by their place from 0: rules.asa.tiers.0.amount=-500.",
            "Ends with 0 if it could be simulated, 1 if the document has errors, 2 if the command is wrong or the system",
            "does not answer."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final String USUAL = "127.0.0.1:8081";
    private static final int UNPROCESSABLE = 422;
    private static final int HAS_ERRORS = 1;
    private static final int TROUBLE = 2;

    /** No source is called so: ids have small letters. */
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T");

    /** Two days, months or times: nobody means a record by that. */
    private static final Pattern TWO_TIMES =
            Pattern.compile("DAY/DAY".replace("DAY", "[0-9]{4}-[0-9]{2}(-[0-9]{2}([Tt ][^/]*)?)?"));

    /** In bytes; no document that is allowed is longer. */
    private static final long LARGEST = 4_000_000;

    /** Amounts as they are typed. */
    private static final ObjectReader EXACT = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private final Installation installation;
    private final PrintStream out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A draft, YAML or JSON.")
    private @Nullable Path file;

    @Option(
            names = "--agreement",
            paramLabel = "ID",
            description = "What it is compared with; else the agreement that the draft names.")
    private @Nullable String agreement;

    @Option(names = "--from", paramLabel = "PERIOD", required = true, description = "The first period: 2026-01.")
    private String from = "";

    @Option(names = "--to", paramLabel = "PERIOD", description = "The last one; else it is the first alone.")
    private @Nullable String to;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Sets one place of the document; can be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--without",
            paramLabel = "EXCLUSION",
            description = "As if the exclusion had never been approved; can be repeated.")
    private List<String> without = new ArrayList<>();

    @Option(
            names = "--approve",
            paramLabel = "EXCLUSION",
            description = "As if the exclusion were approved; can be repeated.")
    private List<String> approve = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "WHAT",
            description = "Leaves out what nobody has proposed: FROM/TO, or a record as SOURCE/ID; can be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--evaluator",
            paramLabel = "URL",
            description = "Address of an sla-evaluator; else the one that ./sla up started.")
    private @Nullable String url;

    public SimulateCommand(Installation installation, PrintStream out) {
        this.installation = installation;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        byte[] request = Json.MAPPER.writeValueAsBytes(request());
        try {
            JsonNode answer =
                    ServiceClient.to(url, installation, "sla-evaluator", USUAL).post("/v1/simulations", request);
            new SimulationReport(out).print(answer);
            return 0;
        } catch (ServiceException e) {
            System.err.println("sla: " + e.getMessage());
            return e.status() == UNPROCESSABLE ? HAS_ERRORS : TROUBLE;
        }
    }

    private ObjectNode request() throws IOException {
        if (file == null && agreement == null) {
            throw new ParameterException(
                    spec.commandLine(), "Give a FILE with a draft, or --agreement for the one that is in force");
        }
        ObjectNode request = Json.MAPPER.createObjectNode().put("from", from);
        if (file != null) {
            request.put("document", text(file));
        }
        if (agreement != null) {
            request.put("agreement", agreement);
        }
        if (to != null) {
            request.put("to", to);
        }
        changes.forEach(change -> add(request, change));
        without.forEach(id -> request.withArray("/exclusions").addObject().put("without", id));
        approve.forEach(id -> request.withArray("/exclusions").addObject().put("approve", id));
        exclude.forEach(what -> exclude(request, what));
        return request;
    }

    /** A range is told by its times: {@code 2026-01-14T10:07:00+01:00/2026-01-14T10:52:00+01:00}. */
    private void exclude(ObjectNode request, String what) {
        int slash = what.indexOf('/');
        if (slash < 1 || slash + 1 == what.length()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--exclude: write FROM/TO, 2026-01-14T10:07:00+01:00/2026-01-14T10:52:00+01:00, or SOURCE/ID,"
                            + " bank/call-17, not " + what);
        }
        ObjectNode exclusion = request.withArray("/exclusions").addObject();
        if (TIME.matcher(what).lookingAt() || TWO_TIMES.matcher(what).matches()) {
            exclusion
                    .put("from", time(what, what.substring(0, slash)))
                    .put("to", time(what, what.substring(slash + 1)));
        } else {
            exclusion.putArray("records").add(what);
        }
    }

    private String time(String range, String text) {
        try {
            Rfc3339.parse(text);
            return text;
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--exclude " + range + ": a range is two times with seconds and offset,"
                            + " 2026-01-14T10:07:00+01:00/2026-01-14T10:52:00+01:00; '" + text + "': " + e.getMessage(),
                    e);
        }
    }

    private void add(ObjectNode request, String change) {
        int equals = change.indexOf('=');
        if (equals < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--set: write a place and its value, kpis.asa.target.atMost=40, not " + change);
        }
        String[] names = change.substring(0, equals).split("\\.", -1);
        // A place in a list is another one's already; adding would put it before that.
        boolean isPlace = names[names.length - 1].matches("[0-9]+");
        request.withArray("/change")
                .addObject()
                .put("op", isPlace ? "replace" : "add")
                .put("path", "/" + String.join("/", names))
                .set("value", value(change.substring(equals + 1)));
    }

    /** A number, a list or whatever else is JSON; else a text. */
    private static JsonNode value(String text) {
        try {
            JsonNode value = EXACT.readTree(text);
            return value.isMissingNode() ? TextNode.valueOf(text) : value;
        } catch (JsonProcessingException _) {
            return TextNode.valueOf(text);
        }
    }

    private String text(Path document) throws IOException {
        if (!Files.isRegularFile(document)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + document);
        }
        if (Files.size(document) > LARGEST) {
            throw new ParameterException(spec.commandLine(), document + " is too large for an agreement document");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(document)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ParameterException(spec.commandLine(), document + " is not text in UTF-8", e);
        }
    }
}
