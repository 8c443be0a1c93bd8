package sla.model.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import sla.model.json.Json;

/** Checks the form of a document against {@value AgreementReader#SCHEMA} and says in plain words what is wrong. */
final class SchemaCheck {
    private static final String TEXT = text();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT, InputFormat.JSON);
    private static final SchemaWords WORDS = new SchemaWords(tree(TEXT));

    /** Regions such as Europe/Amsterdam, and UTC: not CET or Etc/GMT-1, which are no place and have rules of their own. */
    private static final Set<String> REGIONS = ZoneId.getAvailableZoneIds().stream()
            .filter(id ->
                    id.equals("UTC") || (id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/")))
            .collect(Collectors.toUnmodifiableSet());

    private SchemaCheck() {}

    static void check(JsonNode document, Findings findings) {
        for (Error error : errors(document)) {
            Finding finding = WORDS.finding(error);
            if (!findings.has(finding.pointer())) {
                findings.add(finding);
            }
        }
        zone(document, findings);
    }

    /** As the validator says them, about this very tree. */
    static List<Error> errors(JsonNode document) {
        return SCHEMA.validate(
                document.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /**
     * The schema cannot know the zones. A plain offset is none: it knows no summer time, and the midnights of -00:07
     * are not on the quarter-hours by which contacts are counted.
     */
    private static void zone(JsonNode document, Findings findings) {
        if (document instanceof ObjectNode && document.path("zone").isTextual()) {
            String zone = document.path("zone").textValue();
            if (!REGIONS.contains(zone)) {
                findings.add(
                        FindingCode.UNKNOWN_ZONE,
                        "/zone",
                        (ZoneId.getAvailableZoneIds().contains(zone)
                                        ? "'" + zone + "' is no region"
                                        : "There is no time zone '" + DocumentParser.quote(zone) + "'")
                                + "; write the name of an IANA region such as Europe/Amsterdam, or UTC."
                                + NearestName.of(zone, REGIONS)
                                        .map(near -> " Did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
    }

    static String text() {
        try (InputStream in = Objects.requireNonNull(
                SchemaCheck.class.getResourceAsStream(AgreementReader.SCHEMA), "The agreement schema is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the agreement schema", e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The agreement schema is not JSON", e);
        }
    }
}
