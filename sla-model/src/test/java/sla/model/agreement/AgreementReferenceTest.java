package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/agreements-reference.md} as the schema is; with {@code -Dsla.renew=true} it writes the page. */
class AgreementReferenceTest {
    private static final Path PAGE = Path.of("../docs/agreements-reference.md");

    @Test
    void thePageIsAsTheSchemaSays() throws IOException {
        String page = AgreementReference.of(schema());
        if (Boolean.getBoolean("sla.renew")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/agreements-reference.md is out of date. Renew it: mvn -pl sla-model test"
                        + " -Dtest=AgreementReferenceTest -Dsla.renew=true")
                .isEqualTo(page);
    }

    /** What was left out would be missed by nobody but the author of a contract. */
    @Test
    void thePageHasEveryFieldAndEveryWord() {
        String page = AgreementReference.of(schema());
        TreeSet<String> known = new TreeSet<>();
        known(schema(), known);
        assertThat(known).contains("satisfiedFrom", "overflow-counted", "not").hasSizeGreaterThan(150);
        assertThat(known).allSatisfy(word -> assertThat(page).contains('`' + word + '`'));
    }

    @Test
    void itsLinksLeadToItsSections() {
        String page = AgreementReference.of(schema());
        List<String> sections = all("(?m)^#+ (.*)$", page).stream()
                .map(title -> title.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
        assertThat(sections).doesNotHaveDuplicates();
        assertThat(all("\\(#([^)]*)\\)", page)).isNotEmpty().isSubsetOf(sections);
    }

    @Test
    void writesNothingOfWhatItDoesNotKnow() {
        ObjectNode schema = (ObjectNode) schema();
        ((ObjectNode) schema.at("/$defs/cap")).put("minProperties", 3);
        assertThatThrownBy(() -> AgreementReference.of(schema)).hasMessageContaining("minProperties");
    }

    private static void known(JsonNode node, TreeSet<String> known) {
        node.path("properties").fieldNames().forEachRemaining(known::add);
        node.path("enum").forEach(word -> known.add(word.asText()));
        node.forEach(child -> known(child, known));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static JsonNode schema() {
        return Example.json(AgreementReader.schema());
    }
}
