package sla.evaluator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.model.agreement.Agreement;
import sla.model.json.Json;

public class AgreementChangeTest {
    private static final String DOCUMENT = """
            {"kpis": [{"id": "asa", "target": {"atMost": 30}}, {"id": "sl"}],
             "rules": [{"id": "fall", "tiers": [{"below": 80, "amount": -3.00}, {"below": 90, "amount": -1}]}],
             "title": "T"}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replace | /kpis/asa/target/atMost | 40 | /kpis/0/target/atMost | 40
                    add | /kpis/sl/target | {"atLeast": 80} | /kpis/1/target/atLeast | 80
                    add | /title | "U" | /title | "U"
                    replace | /rules/fall/tiers/1/amount | -2.50 | /rules/0/tiers/1/amount | -2.50
                    add | /rules/fall/tiers/0 | {"below": 70} | /rules/0/tiers/1/amount | -3.00
                    add | /kpis/- | {"id": "new"} | /kpis/2/id | "new"
                    replace | /kpis/sl | {"id": "other"} | /kpis/1/id | "other"
                    """)
    void changesOnePlace(String op, String path, String value, String pointer, String expected) throws Exception {
        JsonNode changed = AgreementChange.apply(
                tree(DOCUMENT), change("{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}"));
        assertThat(changed.at(pointer).toString()).isEqualTo(expected);
    }

    @Test
    void removesAnEntryByItsId() throws Exception {
        JsonNode changed = AgreementChange.apply(tree(DOCUMENT), change("{\"op\":\"remove\",\"path\":\"/kpis/asa\"}"));
        assertThat(changed.at("/kpis").toString()).isEqualTo("[{\"id\":\"sl\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                    replace | /kpis/0/target | There is no '0' in /kpis. Its entries are named by their ids: asa, sl.
                    replace | /kpis/asa/aim | There is no 'aim' in /kpis/asa. It has: id, target.
                    replace | /rules/fall/tiers/2 | The list /rules/fall/tiers has no entry '2': its entries have no ids and are named by their place, from 0 to 1.
                    add | /kpis/asa | 'add' to the list /kpis takes '-' for behind the last one, not 'asa'.
                    replace | /title/x | /title is a plain value and has no 'x'.
                    replace | title | 'title' is not a path such as /kpis/asa/target/atMost, which begins with a slash.
                    replace | /zone | A change cannot touch /zone: whose contract it is and when its periods are stays. Send a 'document' to try another.
                    replace | / | '/' is not a path such as /kpis/asa/target/atMost, which begins with a slash.
                    """)
    void saysWhichPathLeadsNowhere(String op, String path, String sentence) {
        assertThatThrownBy(() -> AgreementChange.apply(
                        tree(DOCUMENT), change("{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":1}")))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(400);
                    assertThat(problem.getDetail()).isEqualTo(sentence);
                });
    }

    /** Else a change of one place could be one of others, too. */
    @Test
    void everyDocumentIsTheSameWhenItIsWrittenAndReadAgain() throws Exception {
        List<String> documents = documents();
        assertThat(documents).hasSizeGreaterThan(10);
        for (String document : documents) {
            Agreement agreement = Draft.read(document).agreement();
            Agreement again =
                    Draft.read(SimulationRequest.written(Draft.tree(agreement))).agreement();
            assertThat(again).isEqualTo(agreement);
            assertThat(Json.MAPPER.writeValueAsString(again)).isEqualTo(Json.MAPPER.writeValueAsString(agreement));
        }
    }

    /** Those of the sample and the cookbook. */
    public static List<String> documents() throws IOException {
        List<String> documents = new ArrayList<>();
        Path sample = Path.of("../deploy/local/src/main/resources/sample");
        for (String name : List.of("agreement-bank-inhouse.yaml", "agreement-meridian-service.yaml")) {
            documents.add(Files.readString(sample.resolve(name)));
        }
        Pattern.compile("```yaml\n(agreement:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/cookbook.md")))
                .results()
                .map(match -> match.group(1))
                .forEach(documents::add);
        return documents;
    }

    private static JsonNode tree(String json) throws IOException {
        return SimulationRequest.EXACT.readTree(json);
    }

    private static List<AgreementChange.Operation> change(String operation) {
        return SimulationRequest.of(("{\"agreement\":\"a\",\"from\":\"2026-01\",\"change\":[" + operation + "]}")
                        .getBytes(StandardCharsets.UTF_8))
                .change();
    }
}
