package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.json.Json;

/** From a line of a statement to the records that it is made of. */
@QuarkusTest
@WithTestResource(Servers.class)
class EvidenceIT {
    private static final List<String> LINES = List.of(
            "lines/asa", "lines/sl", "lines/quality", "lines/judged", "lines/recommended", "kpis/sl", "kpis/judged");

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void begin() throws SQLException {
        trial.begin();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void listsTheRecordsOfALineInTheOrderOfTheirMoments() throws Exception {
        batches.store(List.of(
                Contacts.answered("e-2", "2026-03-05T10:00:30Z", 30_000),
                Contacts.answered("e-1", "2026-03-05T10:00:00Z", 20_000),
                Contacts.abandoned("e-3", "2026-03-05T10:00:40Z", 9_000),
                // Leaves the queue in April in Amsterdam.
                Contacts.answered("e-4", "2026-03-31T21:59:00Z", 70_000)));
        trial.awaitQuiet();

        given().get("/v1/evaluations/freeze-va:2026-03/lines/asa/records?limit=1")
                .then()
                .statusCode(200)
                .body("evaluation", equalTo("freeze-va:2026-03"))
                .body("freeze", nullValue())
                .body("line.rule", equalTo("asa"))
                .body("kpi.counts.answered", equalTo(2))
                .body("items.size()", equalTo(1))
                .body("items[0].recordId", equalTo("e-1"))
                .body("items[0].at", equalTo("2026-03-05T10:00:20Z"))
                .body("items[0].numerator", equalTo(20_000))
                .body("items[0].denominator", equalTo(1))
                .body("items[0].counts.waitAnsweredMillis", equalTo(20_000))
                .body("next", notNullValue())
                .body("notes", nullValue());
        assertThat(given().get("/v1/evaluations/freeze-va:2026-03/lines/asa/records?format=csv")
                        .asString())
                .isEqualTo("at,source,record_id,revision,type,numerator,denominator,answered,waitAnsweredMillis\r\n"
                        + "2026-03-05T10:00:20Z,calls,\"e-1\",1,interaction,20000,1,1,20000\r\n"
                        + "2026-03-05T10:01:00Z,calls,\"e-2\",1,interaction,30000,1,1,30000\r\n");
    }

    /** Revisions, retractions, conflicts, judgements before and without their contacts: all sums are the statement's. */
    @Test
    void whatRecordsAddSumsUpToTheCountsOfEachLineBeforeAndAfterAFreeze() throws Exception {
        List<AcceptedRecord> story = RecordStories.of(7, 400);
        batches.store(story.subList(0, story.size() / 2));
        trial.awaitQuiet();
        for (String line : LINES) {
            assertSums("freeze-va:2026-03", line, null);
        }
        trial.freeze("march").statusCode(201);
        List<List<JsonNode>> frozen = new ArrayList<>();
        for (String line : LINES) {
            frozen.add(assertSums("freeze-va:2026-03", line, "march"));
        }
        assertThat(frozen).anySatisfy(items -> assertThat(items).hasSizeGreaterThan(50));

        batches.store(story.subList(story.size() / 2, story.size()));
        trial.awaitQuiet();
        for (int i = 0; i < LINES.size(); i++) {
            assertThat(assertSums("freeze-va:2026-03", LINES.get(i), "march")).isEqualTo(frozen.get(i));
        }
    }

    @Test
    void saysWhatThereIsNoneOf() {
        given().get("/v1/evaluations/freeze-va/lines/asa/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("named like 'bank-inhouse:1999-01'"));
        given().get("/v1/evaluations/freeze-va:2019-03/lines/asa/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("There is no evaluation 'freeze-va:2019-03'"));
        trial.awaitQuiet();
        given().get("/v1/evaluations/freeze-va:2026-03/lines/asb/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("has no line 'asb'. It has: asa, sl, quality"));
        given().get("/v1/evaluations/freeze-va:2026-03/kpis/asb/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("has no KPI 'asb'. It has: asa, sl"));
        given().get("/v1/evaluations/freeze-va:2026-03/lines/asa/records?cursor=x")
                .then()
                .statusCode(400);
        given().get("/v1/evaluations/freeze-va:2026-03/lines/asa/records?page=2")
                .then()
                .statusCode(400)
                .body("detail", containsString("cursor, format, limit"));
    }

    /** Page by page; gives all items. */
    private static List<JsonNode> assertSums(String evaluation, String line, String freeze) throws Exception {
        String path = "/v1/evaluations/" + evaluation + "/" + line + "/records?limit=17";
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = Json.MAPPER.readTree(given().get(path).asString());
        page.path("items").forEach(items::add);
        while (page.has("next")) {
            page = Json.MAPPER.readTree(
                    given().get(path + "&cursor=" + page.path("next").textValue())
                            .asString());
            page.path("items").forEach(items::add);
        }
        assertThat(page.path("freeze").textValue()).isEqualTo(freeze);
        Map<String, Long> sums = new TreeMap<>();
        page.path("kpi").path("counts").properties().forEach(count -> sums.put(count.getKey(), 0L));
        Map<String, Long> expected = new TreeMap<>();
        page.path("kpi")
                .path("counts")
                .properties()
                .forEach(count -> expected.put(count.getKey(), count.getValue().longValue()));
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ZERO;
        for (JsonNode item : items) {
            item.path("counts")
                    .properties()
                    .forEach(
                            count -> sums.merge(count.getKey(), count.getValue().longValue(), Long::sum));
            numerator = numerator.add(item.path("numerator").bigIntegerValue());
            denominator = denominator.add(item.path("denominator").bigIntegerValue());
        }
        assertThat(sums).as(evaluation + " " + line).isEqualTo(expected);
        JsonNode measure = page.path("kpi").path("measure");
        if (measure.path("state").textValue().equals("measured")) {
            assertThat(numerator).isEqualTo(measure.path("numerator").bigIntegerValue());
            assertThat(denominator).isEqualTo(measure.path("denominator").bigIntegerValue());
        }
        return items;
    }
}
