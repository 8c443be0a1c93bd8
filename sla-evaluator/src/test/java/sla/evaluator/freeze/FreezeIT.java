package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.json.Json;
import sla.runtime.topic.CompactedTopic;

/** The command, the result with its inputs, and that nothing touches it. */
@QuarkusTest
@WithTestResource(Servers.class)
class FreezeIT {
    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    MovableClock clock;

    @Inject
    Freezer freezer;

    @Inject
    RecomputationCheck check;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    /** Waits of 20, 30, 40 and 50 s: 140 s / 4 = 35 s, so (35 − 30) × −500 = −2,500. */
    @BeforeEach
    void march() throws SQLException {
        trial.begin();
        batches.store(List.of(
                Contacts.answered("f-1", "2026-03-05T10:00:00Z", 20_000),
                Contacts.answered("f-2", "2026-03-05T10:00:30Z", 30_000),
                Contacts.answered("f-3", "2026-03-05T11:00:00Z", 40_000),
                // Offered in the last quarter-hour of March in Amsterdam, answered in it.
                Contacts.answered("f-4", "2026-03-31T21:59:00Z", 50_000)));
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void resultCarriesItsInputs() throws Exception {
        trial.execute("insert into input_position values ('c', 'freeze-topic', 0, 'sla.interactions', 1, 120),"
                + " ('c', 'freeze-topic', 1, 'sla.interactions', 3, 77), ('c', 'freeze-topic', 1000,"
                + " 'sla.rejections', 1, 9)");
        trial.freeze("march")
                .statusCode(201)
                .header("Location", endsWith("/v1/freezes/march"))
                .body("id", equalTo("march"))
                .body("agreement", equalTo("freeze-va"))
                .body("version", equalTo(1))
                .body("vendor", equalTo("va"))
                .body("period", equalTo("2026-03"))
                .body("frozenAt", equalTo("2026-04-10T12:00:00Z"))
                .body("evaluation.malus.amount", equalTo("-2500.00"))
                .body("evaluation.lines[0].computation", equalTo("(35 − 30) × -500 = -2500"))
                .body("cutOff.agreementVersion", equalTo(1))
                .body("cutOff.positions.findAll { it.topicId == 'freeze-topic' }.partition", equalTo(List.of(0, 1)))
                .body("cutOff.positions.findAll { it.topicId == 'freeze-topic' }.nextOffset", equalTo(List.of(120, 77)))
                .body("difference", nullValue());
        byte[] bytes = given().get("/v1/freezes/march/inputs").asByteArray();
        assertThat(FreezeTable.hash(bytes))
                .isEqualTo(given().get("/v1/freezes/march").path("inputsHash"));
        JsonNode inputs = Json.MAPPER.readTree(bytes);
        assertThat(inputs.at("/agreement/rules/0/above/amount").asInt()).isEqualTo(-500);
        assertThat(inputs.at("/period/endExclusive").asText()).isEqualTo("2026-03-31T22:00:00Z");
        assertThat(inputs.at("/kpis/0/names").toString()).isEqualTo("[\"answeredWaitMillis\",\"answered\"]");
        // Attributed by leaving the queue: 10:00:20 and 10:01:00, 11:00:40, 21:59:50.
        assertThat(inputs.at("/kpis/0/intervals").toString())
                .isEqualTo("[[\"2026-03-05T10:00:00Z\",[50000,2]],[\"2026-03-05T11:00:00Z\",[40000,1]],"
                        + "[\"2026-03-31T21:45:00Z\",[50000,1]]]");
        assertThat(inputs.at("/kpis/1/names").toString())
                .isEqualTo("[\"answeredWithin20s\",\"answered\",\"abandoned\",\"abandonedBelow5s\"]");
        assertThat(inputs.at("/kpis/1/intervals")).isEmpty();
        assertThat(given().get("/v1/freezes/march/inputs?format=csv").asString())
                .startsWith("kpi,interval_start,name,count\r\nasa,2026-03-05T10:00:00Z,answeredWaitMillis,50000\r\n"
                        + "asa,2026-03-05T10:00:00Z,answered,2\r\n");
    }

    @Test
    void recomputesToTheIdenticalBytesWhenAllDataAreGone() throws Exception {
        trial.freeze("march").statusCode(201);
        String stored = trial.texts("select evaluation from frozen_period where id = 'march'")
                .getFirst();
        batches.emptyCounts();
        trial.execute("delete from agreement_version where agreement = 'freeze-va'");
        trial.execute("delete from evaluation where agreement = 'freeze-va'");
        String answer = given().get("/v1/freezes/march/recomputed")
                .then()
                .statusCode(200)
                .body("identical", equalTo(true))
                .body("inputsIntact", equalTo(true))
                .body("evaluationIntact", equalTo(true))
                .body("evaluationHash", equalTo(FreezeTable.hash(stored.getBytes(StandardCharsets.UTF_8))))
                .extract()
                .asString();
        assertThat(answer).contains("\"evaluation\":" + stored + "}");
    }

    /** The job of every day, 13 months later. Late records are refused then, so there is nothing that could differ. */
    @Test
    void outlivesTheRecordsItIsMadeOf() throws Exception {
        trial.freeze("march").statusCode(201);
        String before = given().get("/v1/freezes/march").asString();
        trial.execute("insert into source (id, document) values ('calls', '{\"id\": \"calls\", \"title\": \"Calls\","
                + " \"vendors\": [\"va\"], \"types\": [\"interaction\"]}')");
        try {
            clock.set("2027-05-01T00:00:00Z");
            given().post("/v1/jobs/retain").then().statusCode(202);
            await().untilAsserted(() -> assertThat(
                            trial.texts(
                                    "select 'sealed' from sealed_month where month = '2026-03-01' and facts_gone_at is not null"))
                    .hasSize(1));
            batches.store(List.of(Contacts.answered("f-5", "2026-03-05T10:00:00Z", 85_000)));
            trial.awaitQuiet();
        } finally {
            trial.execute("delete from source where id = 'calls'");
        }
        assertThat(trial.texts("select record_id from fact")).isEmpty();
        assertThat(given().get("/v1/freezes/march").asString()).isEqualTo(before);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        assertThat(trial.differences("march")).isEmpty();
    }

    @Test
    void alarmsWhenAFrozenResultDoesNotComeToTheSameBytes() throws Exception {
        trial.freeze("march").statusCode(201);
        check.check("march");
        given().get("/q/health/well").then().body("checks.find { it.name == 'freezes' }.status", equalTo("UP"));
        trial.execute("alter table frozen_period disable trigger frozen_period_never_changes");
        trial.execute("update frozen_period set evaluation = replace(evaluation, '-2500.00', '-2500.01')");
        trial.execute("alter table frozen_period enable trigger frozen_period_never_changes");
        check.check("march");
        given().get("/q/health/well")
                .then()
                .body("checks.find { it.name == 'freezes' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'freezes' }.data.march", equalTo("was changed"));
        given().get("/q/metrics").then().body(containsString("sla_evaluator_freezes_broken 1.0"));
        given().get("/v1/freezes/march/recomputed")
                .then()
                .body("identical", equalTo(false))
                .body("evaluationIntact", equalTo(false))
                .body("evaluation.malus.amount", equalTo("-2500.00"));
        trial.forget();
        check.check("march");
        given().get("/q/health/well").then().body("checks.find { it.name == 'freezes' }.status", equalTo("UP"));
    }

    @Test
    void databaseRefusesToChangeAFrozenResult() throws Exception {
        trial.freeze("march").statusCode(201);
        assertThatThrownBy(() -> trial.execute("update frozen_period set evaluation = '{}'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("rows of frozen_period never change");
    }

    @Test
    void repeatingTheCommandGivesTheSameAndAnythingElseIsRefused() throws Exception {
        String first = trial.freeze("march").statusCode(201).extract().asString();
        assertThat(trial.freeze("march").statusCode(200).extract().asString()).isEqualTo(first);
        trial.freeze("march", "freeze-va", "2026-02")
                .statusCode(409)
                .body("detail", equalTo("The id 'march' has frozen 2026-03 of 'freeze-va' before. Choose another id."));
        trial.freeze("again").statusCode(409).body("detail", containsString("is frozen already, as 'march'"));
        // Also when the agreement is gone, which is told beside it as soon as it is found.
        trial.execute("delete from agreement_version where agreement = 'freeze-va'");
        assertThat(trial.freeze("march").statusCode(200).extract().asString())
                .startsWith(first.substring(0, first.length() - 1));
    }

    @Test
    void refusesWhatHasNotEndedAndWhatHasNoEvaluation() {
        clock.set("2026-03-31T21:59:59.999Z");
        trial.freeze("march").statusCode(409).body("detail", containsString("it ends at 2026-03-31T22:00:00Z"));
        trial.freeze("march", "freeze-va", "2026-02")
                .statusCode(422)
                .body("detail", containsString("no active version of such an agreement has a period of that name"));
        trial.freeze("march", "nobody", "2026-02").statusCode(422);
        clock.set("2026-03-31T22:00:00Z");
        trial.freeze("march").statusCode(201);
    }

    @Test
    void saysWhatIsWrongWithACommand() {
        bad("Big", "{}", "The id of a freeze has 1 to 63 small letters");
        bad("m", "{", "The body is not JSON from line 1");
        bad("m", "[]", "The body must be {");
        bad("m", "{\"agreement\": \"a\"}", "The body needs 'period' as text");
        bad(
                "m",
                "{\"agreement\": \"a\", \"period\": \"2026-13\"}",
                "'period' must be a calendar month such as 1999-01");
        bad("m", "{\"agreement\": \"A/\", \"period\": \"2026-03\"}", "'agreement' must be the id of an agreement");
        bad("m", "{\"agreement\": \"a\", \"period\": \"2026-03\", \"x\": 1}", "The body has no field 'x'");
        given().get("/v1/freezes/none").then().statusCode(404).body("detail", containsString("no freeze 'none'"));
        given().get("/v1/freezes/none/recomputed").then().statusCode(404);
        given().get("/v1/freezes?perio=1").then().statusCode(400);
    }

    private static void bad(String id, String body, String sentence) {
        given().contentType("application/json")
                .body(body)
                .put("/v1/freezes/" + id)
                .then()
                .statusCode(400)
                .body("detail", containsString(sentence));
    }

    @Test
    void listsFreezesNewestPeriodFirst() throws Exception {
        trial.store(FreezeTrial.agreement("freeze-vb", 1, "2026-02-01", null, -1));
        trial.freeze("one").statusCode(201);
        trial.freeze("two", "freeze-vb", "2026-02").statusCode(201);
        trial.freeze("three", "freeze-vb", "2026-03").statusCode(201);
        given().get("/v1/freezes").then().body("items.id", equalTo(List.of("one", "three", "two")));
        given().get("/v1/freezes?agreement=freeze-vb&period=2026-02").then().body("items.id", equalTo(List.of("two")));
        given().get("/v1/freezes?vendor=vb").then().body("items", hasSize(0));
        String next = given().get("/v1/freezes?limit=2").path("next");
        given().get("/v1/freezes?limit=2&cursor=" + next)
                .then()
                .body("items.id", equalTo(List.of("two")))
                .body("next", nullValue());
    }

    @Test
    void onlyOneOfManyFreezesAtOnce() throws Exception {
        int callers = 8;
        List<Future<FreezeResult>> results = new ArrayList<>();
        CountDownLatch ready = new CountDownLatch(callers);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            for (int i = 0; i < callers; i++) {
                String id = "march-" + i / 2;
                results.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return freezer.freeze(new FreezeCommand(id, "freeze-va", "2026-03"));
                }));
            }
        }
        int created = 0;
        int repeated = 0;
        for (Future<FreezeResult> result : results) {
            created += result.get() instanceof FreezeResult.Created ? 1 : 0;
            repeated += result.get() instanceof FreezeResult.Repeated ? 1 : 0;
        }
        assertThat(created).isEqualTo(1);
        assertThat(repeated).isEqualTo(1);
        assertThat(trial.texts("select id from frozen_period")).hasSize(1);
    }

    @Test
    void lateDataTouchNeitherTheStoredNorThePublishedResult() throws Exception {
        String frozen = trial.freeze("march").statusCode(201).extract().path("evaluationHash");
        await().untilAsserted(() -> assertThat(published().freeze()).isNotNull());
        PublishedEvaluation before = published();
        assertThat(before.freeze().id()).isEqualTo("march");
        assertThat(before.freeze().frozenAt()).isEqualTo("2026-04-10T12:00:00Z");
        assertThat(before.evaluation().malus().amount()).isEqualByComparingTo("-2500");
        batches.store(List.of(Contacts.answered("f-5", "2026-03-06T10:00:00Z", 85_000)));
        trial.awaitDifference("march", 1);
        trial.store(FreezeTrial.agreement("freeze-va", 2, "2026-03-01", null, -1000));
        trial.awaitDifference("march", 2);
        assertThat(published()).isEqualTo(before);
        assertThat(FreezeTable.hash(trial.texts("select document from evaluation where agreement = 'freeze-va'"
                                + " and period = '2026-03'")
                        .getFirst()
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(frozen);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        // April is not frozen and has the new version.
        assertThat(trial.texts("select version from evaluation where agreement = 'freeze-va' and period = '2026-04'"))
                .containsExactly("2");
    }

    private PublishedEvaluation published() throws Exception {
        byte[] value = CompactedTopic.read(bootstrapServers, Topics.EVALUATIONS).get("freeze-va/2026-03");
        assertThat(value).isNotNull();
        return Json.MAPPER.readValue(value, PublishedEvaluation.class);
    }
}
