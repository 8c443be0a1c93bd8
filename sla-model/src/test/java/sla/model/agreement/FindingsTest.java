package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
                });
        assertThat(findings)
                .filteredOn(finding -> finding.code() != example.code())
                .extracting(Finding::pointer)
                .isEqualTo(change.also());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void findsNothingJustBesideTheSlip(Example example) {
        assertThat(findings(example.justNot().document())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationSilencesTheWarningItNames(Example example) {
        assertThat(findings(interpreted(example, example.code()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void anInterpretationLeavesOtherWarningsAlone(Example example) {
        FindingCode other =
                example.code() == FindingCode.UNUSED_LOT ? FindingCode.ANSWERED_ONLY : FindingCode.UNUSED_LOT;
        assertThat(findings(interpreted(example, other)))
                .extracting(Finding::code)
                .containsExactly(example.code());
    }

    @Test
    void interpretationsCanNameEveryWarningAndNothingElse() {
        JsonNode known = Example.json(AgreementReader.schema()).at("/$defs/interpretation/properties/warning/enum");
        assertThat(StreamSupport.stream(known.spliterator(), false).map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .filter(code -> code.severity() == FindingCode.Severity.WARNING)
                        .map(FindingCode::label)
                        .toList());
    }

    private static String interpreted(Example example, FindingCode silenced) {
        ObjectNode document = (ObjectNode) Example.json(example.triggers().document());
        document.withArray("interpretations")
                .addObject()
                .put("warning", silenced.label())
                .put("clause", "4.2")
                .put("reading", "As both sides meant it")
                .put("author", "Vendor management")
                .put("date", "2026-01-15");
        return Example.text(document);
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
