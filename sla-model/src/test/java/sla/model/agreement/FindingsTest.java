package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the examples of {@code agreement/findings.yaml}. */
class FindingsTest {
    /** Made in {@link AgreementReaderTest}, because they need large documents. */
    private static final Set<FindingCode> MADE_ELSEWHERE =
            EnumSet.of(FindingCode.TOO_LARGE, FindingCode.TOO_DEEP, FindingCode.TOO_MANY);

    static List<Example> examples() {
        return Example.all();
    }

    static Stream<Example> warnings() {
        return Example.all().stream().filter(example -> example.code().severity() == FindingCode.Severity.WARNING);
    }

    @Test
    void findsNothingInTheCleanDocument() {
        assertThat(findings(Example.base())).isEmpty();
    }

    @Test
    void everyCodeHasAnExample() {
        Set<FindingCode> shown = EnumSet.copyOf(MADE_ELSEWHERE);
        examples().forEach(example -> shown.add(example.code()));
        assertThat(shown).isEqualTo(EnumSet.allOf(FindingCode.class));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void namesTheSlipOnceAndNothingElse(Example example) {
        Example.Change change = example.triggers();
        List<Finding> findings = findings(change.document());

        assertThat(findings)
                .filteredOn(finding -> finding.code() == example.code())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.pointer()).isEqualTo(change.at());
                    assertThat(finding.message()).contains(change.says()).matches("(?s).*[.?]");
                    assertThat(finding.about()).isEqualTo(about(change));
                });
        assertThat(findings)
                .filteredOn(finding -> finding.code() != example.code())
                .extracting(Finding::pointer)
                .isEqualTo(change.also());
    }

    /** The id of the entry into which the pointer leads; null if it leads into none. */
    private static String about(Example.Change change) {
        String[] steps = change.at().split("/");
        JsonNode document = change.replace() == null ? Example.json(change.document()) : Example.tree();
        return steps.length < 3
                ? null
                : document.at("/" + steps[1] + "/" + steps[2] + "/id").textValue();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingJustBesideTheSlip(Example example) {
        assertThat(findings(example.justNot().document())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationSilencesTheWarningItNames(Example example) {
        assertThat(findings(interpreted(example, example.code(), null))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationAboutOnePartSilencesItsWarning(Example example) {
        assertThat(findings(interpreted(example, example.code(), about(example.triggers()))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationAboutAnotherPartDoesNot(Example example) {
        String other = example.triggers().at().startsWith("/rules/0") ? "service-level-tiers" : "asa-linear";
        assertThat(findings(interpreted(example, example.code(), other)))
                .extracting(Finding::code)
                .containsExactly(example.code());
    }

    /** The second and the eleventh lot: one pointer begins with the other. */
    @Test
    void anInterpretationIsAboutOneOfManyPartsOfAKind() {
        ObjectNode document = Example.tree();
        for (int i = 1; i <= 10; i++) {
            document.withArray("lots").addObject().put("id", "lot-" + i).put("title", "Lot " + i);
        }
        interpret(document, FindingCode.UNUSED_LOT, "lot-1");
        assertThat(findings(Example.text(document)))
                .extracting(Finding::pointer)
                .hasSize(9)
                .startsWith("/lots/2")
                .endsWith("/lots/10");
    }

    @Test
    void anInterpretationCanBeAboutAnyPartWithAnId() {
        for (String id :
                List.of("voice", "service-level", "abandonment-at-risk", "malus-per-month", "office", "fees")) {
            ObjectNode document = Example.tree();
            Example.put(
                    document, "/bases", Example.json("[{\"id\": \"fees\", \"title\": \"Fees\", \"amount\": 25000}]"));
            Example.put(
                    document,
                    "/caps/0",
                    Example.json("{\"id\": \"malus-per-month\", \"ledger\": \"malus\","
                            + " \"per\": \"period\", \"percent\": 100, \"of\": \"fees\"}"));
            Example.put(document, "/lots/0/hours", new TextNode("office"));
            Example.put(
                    document,
                    "/openingHours",
                    Example.json("[{\"id\": \"office\", \"open\": [{\"days\": [\"monday\"], \"from\": \"08:00\","
                            + " \"to\": \"20:00\"}]}]"));
            interpret(document, FindingCode.UNUSED_LOT, id);
            assertThat(findings(Example.text(document))).as(id).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationLeavesOtherWarningsAlone(Example example) {
        FindingCode other =
                example.code() == FindingCode.UNUSED_LOT ? FindingCode.ANSWERED_ONLY : FindingCode.UNUSED_LOT;
        assertThat(findings(interpreted(example, other, null)))
                .extracting(Finding::code)
                .containsExactly(example.code());
    }

    @Test
    void interpretationsCanNameEveryWarningAndNothingElse() {
        JsonNode known = Example.json(AgreementReader.schema()).at("/$defs/interpretation/properties/warning/enum");
        assertThat(StreamSupport.stream(known.spliterator(), false).map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Arrays.stream(FindingCode.values())
                                        .filter(code -> code.severity() == FindingCode.Severity.WARNING)
                                        .map(FindingCode::label),
                                Arrays.stream(RegistryWarning.values()).map(RegistryWarning::label))
                        .toList());
    }

    private static String interpreted(Example example, FindingCode silenced, String about) {
        ObjectNode document = (ObjectNode) Example.json(example.triggers().document());
        interpret(document, silenced, about);
        return Example.text(document);
    }

    private static void interpret(ObjectNode document, FindingCode silenced, String about) {
        ObjectNode interpretation = document.withArray("interpretations")
                .addObject()
                .put("warning", silenced.label())
                .put("clause", "4.2")
                .put("reading", "As both sides meant it")
                .put("author", "Vendor management")
                .put("date", "2026-01-15");
        if (about != null) {
            interpretation.put("about", about);
        }
    }

    static List<Finding> findings(String document) {
        AgreementReader.Result result = AgreementReader.read(document);
        List<Finding> all = new ArrayList<>(result.warnings());
        if (result instanceof AgreementReader.Refused refused) {
            all.addAll(0, refused.errors());
        }
        return all;
    }
}
