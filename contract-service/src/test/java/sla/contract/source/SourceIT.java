package sla.contract.source;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.runtime.StartupEvent;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

@ServiceIT
class SourceIT {
    private static final Topic PUBLISHED = new Topic(Topics.SOURCES);

    @Test
    void publishesEachRegistrationUnderItsId() {
        String vendor = Register.vendor();
        String id = Register.freshId("source");
        put(id, """
                {"title": "Telephone platform", "vendors": ["%s"], "types": ["survey-answer", "interaction"],
                 "clockResolution": "PT1S"}""".formatted(vendor)).statusCode(201).body("tolerance", equalTo("PT2S"));
        String first = """
                {"id":"%s","title":"Telephone platform","vendors":["%s"],"types":["interaction","survey-answer"],\
                "clockResolution":"PT1S","revisions":"number","tolerance":"PT2S","usualDelay":"PT15M","sample":false,\
                "factsKept":"P13M","pseudonymsKept":"P6M","countsKept":"P37M"}""".formatted(id, vendor);
        Eventually.holds(() -> assertThat(PUBLISHED.values(id)).containsExactly(first));
        given().get("/v1/sources/" + id).then().statusCode(200).body(equalTo(first));

        put(id, """
                {"title": "Telephone platform", "vendors": ["%s"], "types": ["interaction"]}""".formatted(vendor)).statusCode(200);
        Eventually.holds(() -> assertThat(PUBLISHED.values(id)).hasSize(2));
        assertThat(PUBLISHED.values(id).get(1))
                .contains("\"types\":[\"interaction\"],\"clockResolution\":\"PT0.001S\"");
    }

    @Test
    void sameContentAgainPublishesNothing() {
        String vendor = Register.vendor();
        String id = Register.freshId("source");
        String content = "{\"title\": \"A\", \"vendors\": [\"%s\"], \"types\": [\"interaction\"]}".formatted(vendor);
        String tag = put(id, content).statusCode(201).extract().header("ETag");
        put(id, content).statusCode(200).header("ETag", equalTo(tag));
        // A later message of another source proves that the outbox has been past the place where one would be.
        String later = Register.freshId("source");
        put(later, content).statusCode(201);
        Eventually.holds(() -> assertThat(PUBLISHED.values(later)).hasSize(1));
        assertThat(PUBLISHED.values(id)).hasSize(1);
    }

    @Inject
    SourceRepublication republication;

    @Test
    void startPublishesWhatTheTopicLacksAndNothingElse() {
        String content =
                "{\"title\": \"A\", \"vendors\": [\"%s\"], \"types\": [\"interaction\"]}".formatted(Register.vendor());
        String lost = Register.freshId("source");
        String kept = Register.freshId("source");
        put(lost, content).statusCode(201);
        put(kept, content).statusCode(201);
        Eventually.holds(() -> assertThat(PUBLISHED.values(lost)).hasSize(1));
        Eventually.holds(() -> assertThat(PUBLISHED.values(kept)).hasSize(1));
        PUBLISHED.send(lost, (byte[]) null);
        republication.publishMissing(new StartupEvent());
        Eventually.holds(() -> assertThat(PUBLISHED.values(lost)).hasSize(3));
        assertThat(PUBLISHED.values(lost).get(2))
                .isEqualTo(PUBLISHED.values(lost).get(0));
        assertThat(PUBLISHED.values(kept)).hasSize(1);
    }

    @Test
    void refusesVendorsThatAreNotRegistered() {
        String id = Register.freshId("source");
        put(
                        id,
                        "{\"title\": \"A\", \"vendors\": [\"%s\", \"zzz\", \"nobody\"], \"types\": [\"interaction\"]}"
                                .formatted(Register.vendor()))
                .statusCode(422)
                .body("errors.code", contains("unknown-vendor", "unknown-vendor"))
                .body("errors[0].message", containsString("'nobody'"))
                .body("errors[1].message", containsString("'zzz'"));
        given().get("/v1/sources/" + id).then().statusCode(404);
    }

    @Test
    void refusesVendorsThatCannotBe() {
        String id = Register.freshId("source");
        put(id, "{\"title\": \"A\", \"vendors\": [\"a\\u0000b\"], \"types\": [\"interaction\"]}")
                .statusCode(422)
                .body("errors.code", contains("wrong-form"))
                .body("errors.pointer", contains("/vendors"));
        String many = IntStream.range(0, 70_000).mapToObj(i -> "\"v" + i + "\"").collect(Collectors.joining(","));
        put(id, "{\"title\": \"A\", \"vendors\": [" + many + "], \"types\": [\"interaction\"]}")
                .statusCode(422)
                .body("errors.code", contains("too-many"))
                .body("errors[0].message", containsString("at most 1000"));
    }

    @Test
    void keepsTheKindOfRevisionsForEver() {
        String vendor = Register.vendor();
        String id = Register.freshId("source");
        String content =
                "{\"title\": \"%s\", \"vendors\": [\"%s\"], \"types\": [\"interaction\"], \"revisions\": \"%s\"}";
        put(id, content.formatted("A", vendor, "instant")).statusCode(201);
        put(id, content.formatted("A", vendor, "number"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("registered as instants and stay so"));
        put(id, content.formatted("B", vendor, "instant")).statusCode(200);
    }

    @Test
    void saysWhatIsWrongWithARegistration() {
        String id = Register.freshId("source");
        put(id, "{\"title\": \" \", \"vendors\": [], \"types\": [], \"clockResolution\": \"PT2M\"}")
                .statusCode(422)
                .body("errors.pointer", contains("/title", "/vendors", "/types", "/clockResolution"));
    }

    @Test
    void recordsAreKeptForWholeMonths() {
        String content = "{\"title\": \"A\", \"vendors\": [\"" + Register.vendor()
                + "\"], \"types\": [\"interaction\"], \"factsKept\": \"%s\"}";
        String id = Register.freshId("source");
        put(id, content.formatted("P2Y")).statusCode(201).body("factsKept", equalTo("P2Y"));
        for (String wrong : List.of("P30D", "P101Y", "P0M", "P2Y-1M", "P1M1D")) {
            put(id, content.formatted(wrong))
                    .statusCode(422)
                    .body("errors.pointer", contains("/factsKept"))
                    .body("errors[0].message", containsString("whole months, from P1M to P100Y"));
        }
        put(id, content.formatted("13 months"))
                .statusCode(422)
                .body("errors[0].message", containsString("such as P13M for thirteen months"));
    }

    /** A month of a zone lies in two months of UTC: its counts must not go while one of them may still change. */
    @Test
    void countsAreKeptLongerThanTheRecordsTheyAreMadeOf() {
        String content = "{\"title\": \"A\", \"vendors\": [\"" + Register.vendor()
                + "\"], \"types\": [\"interaction\"], \"factsKept\": \"%s\"%s}";
        String id = Register.freshId("source");
        put(id, content.formatted("P36M", "")).statusCode(201).body("countsKept", equalTo("P37M"));
        put(id, content.formatted("P37M", "")).statusCode(200).body("countsKept", equalTo("P38M"));
        put(id, content.formatted("P100Y", "")).statusCode(200).body("countsKept", equalTo("P1201M"));
        put(id, content.formatted("P1Y", ", \"countsKept\": \"P13M\"")).statusCode(200);
        put(id, content.formatted("P1Y", ", \"countsKept\": \"P1Y\""))
                .statusCode(422)
                .body("errors.pointer", contains("/countsKept"))
                .body("errors[0].message", containsString("longer than 'factsKept': P13M or more"));
        for (String wrong : List.of("P40D", "P201Y", "P4Y-1M")) {
            put(id, content.formatted("P1Y", ", \"countsKept\": \"" + wrong + "\""))
                    .statusCode(422)
                    .body("errors.pointer", contains("/countsKept"))
                    .body("errors[0].message", containsString("whole months, up to P200Y"));
        }
    }

    @Test
    void saysInPlainWordsWhatIsAllowedForEveryWrongValueAtOnce() {
        put(Register.freshId("source"), """
                {"title": 5, "vendors": [null], "types": ["interactions", "retraction"], "clockResolution": "",
                 "tolerance": "2 s", "usualDelay": 5, "sample": "no", "revisions": 0, "colour": "red"}""")
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/title",
                                "/vendors/0",
                                "/types/0",
                                "/clockResolution",
                                "/tolerance",
                                "/usualDelay",
                                "/sample",
                                "/revisions",
                                "/colour"))
                .body("errors[0].message", equalTo("'5' does not fit: write text in quotes."))
                .body("errors[1].message", equalTo("This value does not fit: write text in quotes."))
                .body(
                        "errors[2].message",
                        equalTo("'interactions' does not fit: write one of interaction, quality-evaluation,"
                                + " survey-answer, retraction, control-totals, declared-measure."))
                .body(
                        "errors[4].message",
                        equalTo("'2 s' does not fit: write a duration as in ISO 8601, such as PT2S for two seconds or"
                                + " PT15M for a quarter of an hour."))
                .body("errors[6].message", equalTo("'no' does not fit: write true or false."))
                .body("errors[7].message", equalTo("'0' does not fit: write one of number, instant."));
        put(Register.freshId("source"), "{\"title\": \"A\", \"vendors\": \"a\", \"types\": {}}")
                .statusCode(422)
                .body("errors.pointer", contains("/vendors", "/types"))
                .body("errors[0].message", equalTo("'a' does not fit: write a list in brackets."));
    }

    @Test
    void topicKeepsTheLastRegistrationOfEachSource() throws ExecutionException, InterruptedException {
        assertThat(PUBLISHED.config("cleanup.policy")).isEqualTo("compact");
    }

    private static ValidatableResponse put(String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/v1/sources/" + id)
                .then();
    }
}
