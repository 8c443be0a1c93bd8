package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.term.TermTable;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.event.Retraction;
import sla.model.json.Json;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * 1,000 calls of which 780 in time; the client's system was down from 10:07 to 10:52, when 60 came, 3 of them in time: 780 /
 * 1,000 = 78.00 %, (780 − 3) / (1,000 − 60) = 777 / 940 = 82.66 %. Below 80 % the month costs 5,000.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class ExclusionIT {
    private static final Instant DOWN = Instant.parse("2026-03-14T10:07:00Z");
    private static final Instant UP = Instant.parse("2026-03-14T10:52:00Z");
    private static final String AGREEMENT = "freeze-excluded";
    private static final String DOCUMENT = """
            agreement: %s
            version: 1
            title: Relief
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-03-01
            zone: UTC
            currency: EUR
            lots: [{id: all, title: All work}, {id: voice, title: Telephone, where: {channel: [voice]}}]
            kpis:
              - {id: in-time, title: In time, lot: all, target: {atLeast: 80},
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
              - {id: of-voice, title: In time at the telephone, lot: voice, reportedOnly: true,
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
              - {id: calls, title: Calls, lot: all, metric: {type: volume, of: answered}}
              - {id: half-hours, title: Half hours, lot: all, reportedOnly: true,
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures},
                 parts: {every: half-hour, as: share-met, target: {atLeast: 80}, empty: missed}}
            charges: [{id: calls, title: Calls, kpi: calls, mode: graduated, bands: [{amount: 1.00}]}]
            rules:
              - {id: in-time, kpi: in-time, shape: tiers, tiers: [{below: 80, amount: -5000}], otherwise: 0}
            """.formatted(AGREEMENT);

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    TermTable terms;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void march() throws SQLException {
        trial.begin();
        trial.execute("delete from term");
        trial.store(agreement());
        List<AcceptedRecord> calls = new ArrayList<>();
        // 57 that waited too long and 3 in time while it was down, from its first minute to its last.
        for (int i = 0; i < 60; i++) {
            calls.add(Contacts.answered("down-" + i, DOWN.plusSeconds(i * 45L).toString(), i < 3 ? 5_000 : 60_000));
        }
        // At 10:06:59 and at 10:52:00 sharp it was not: both of these count.
        calls.add(Contacts.answered("before", "2026-03-14T10:06:59Z", 60_000));
        calls.add(Contacts.answered("after", "2026-03-14T10:52:00Z", 60_000));
        for (int i = 0; i < 938; i++) {
            calls.add(Contacts.answered(
                    "up-" + i,
                    Instant.parse("2026-03-02T08:00:00Z").plusSeconds(i * 900L).toString(),
                    i < 777 ? 5_000 : 60_000));
        }
        batches.store(calls);
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("delete from term");
        trial.forget();
    }

    @Test
    void whatIsLeftOutDoesNotCount() throws Exception {
        JsonNode before = awaitValue("78");
        assertThat(before.at("/malus/amount").asText()).isEqualTo("-5000.00");
        assertThat(before.has("reliefs")).isFalse();
        assertThat(before.has("withoutExclusions")).isFalse();
        terms.store(proposed("ex-7", DOWN, UP));
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        JsonNode after = awaitValue("82.659574");
        assertThat(after.at("/malus/amount").asText()).isEqualTo("0.00");
        assertThat(after.at("/kpis/0/counts/answered").asInt()).isEqualTo(940);
        assertThat(after.at("/kpis/0/counts/answeredWithinThreshold").asInt()).isEqualTo(777);
        JsonNode relief = after.at("/reliefs/0");
        assertThat(relief.at("/id").asText()).isEqualTo("ex-7");
        assertThat(relief.at("/kind").asText()).isEqualTo("exclusion");
        assertThat(relief.at("/exclusion/history").findValuesAsText("status")).containsExactly("proposed", "approved");
        assertThat(relief.at("/kpis/0/leftOut/answered").asInt()).isEqualTo(60);
        assertThat(relief.at("/kpis/0/without").asText()).isEqualTo("78");
        assertThat(relief.at("/kpis/0/with").asText()).isEqualTo("82.659574");
        assertThat(after.at("/withoutExclusions/malus/amount").asText()).isEqualTo("-5000.00");
        // The other lot's KPI leaves nothing out, and what is charged by the call is charged.
        assertThat(after.at("/kpis/1/counts/answered").asInt()).isEqualTo(1000);
        assertThat(after.at("/charged/amount").asText()).isEqualTo("1000.00");
    }

    @Test
    void overlappingOnesTakeOutEachCallOnce() throws Exception {
        terms.store(approved(proposed("ex-b", DOWN, UP), "2026-04-02T09:00:00Z"));
        // Approved first: its half hour from 10:30 has 28 calls, from number 31 (10:30:15) to 58 and 59 (10:51:15).
        terms.store(approved(proposed("ex-a", Instant.parse("2026-03-14T10:30:00Z"), UP), "2026-04-01T09:00:00Z"));
        terms.store(approved(listed("ex-c", "down-0", "down-59", "up-0"), "2026-04-03T09:00:00Z"));
        // Besides, one of those in time: 776 / 939.
        JsonNode after = awaitValue("82.641108");
        JsonNode reliefs = after.at("/reliefs");
        assertThat(reliefs.findValues("exclusion").stream()
                        .map(each -> each.get("id").asText()))
                .containsExactly("ex-a", "ex-b", "ex-c");
        assertThat(reliefs.findParents("sentence").stream()
                        .map(each -> each.at("/kpis/0/leftOut/answered").asInt()))
                .containsExactly(29, 31, 1);
        assertThat(reliefs.at("/2/kpis/0/with").asText()).isEqualTo("82.641108");
        String formulas = "/v1/evaluations/" + AGREEMENT + ":2026-03/kpis/in-time/formulas";
        String own = "formulas.find { it.contract }.value";
        given().get(formulas).then().statusCode(200).body(own, equalTo("82.641108"));
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        given().get(formulas).then().statusCode(200).body(own, equalTo("82.641108"));
    }

    @Test
    void revokedAndRefusedOnesLeaveNothingOut() throws Exception {
        terms.store(with(proposed("ex-8", DOWN, UP), TermStatus.REFUSED, "2026-04-02T09:00:00Z"));
        Exclusion approved = approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z");
        terms.store(approved);
        awaitValue("82.659574");
        Exclusion revoked = with(approved, TermStatus.REVOKED, "2026-04-05T09:00:00Z");
        terms.store(revoked);
        assertThat(awaitValue("78").has("reliefs")).isFalse();
        // An older message that comes again changes nothing.
        terms.store(approved);
        trial.awaitQuiet();
        assertThat(evaluation().has("reliefs")).isFalse();
    }

    @Test
    void lateCallsInExcludedMinutesChangeOnlyWhatIsCharged() throws Exception {
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        batches.store(List.of(Contacts.answered("late", "2026-03-14T10:40:00Z", 90_000)));
        trial.awaitQuiet();
        // Charges are made of all calls, so this one is charged.
        Difference difference = trial.differences("march").getLast();
        assertThat(difference.lines()).isEmpty();
        assertThat(difference.malus().amount()).isEqualByComparingTo("0");
        assertThat(difference.charges()).hasSize(1);
        assertThat(difference.charges().getFirst().amount().amount()).isEqualByComparingTo("1");
        assertThat(difference.otherCauses()).isEmpty();
    }

    @Test
    void frozenResultCarriesWhatWasLeftOut() throws Exception {
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        batches.emptyCounts();
        trial.execute("delete from term");
        given().get("/v1/freezes/march/recomputed")
                .then()
                .statusCode(200)
                .body("identical", equalTo(true))
                .body("evaluation.reliefs[0].kpis[0].leftOut.answered", equalTo(60));
        JsonNode inputs =
                Json.MAPPER.readTree(given().get("/v1/freezes/march/inputs").asByteArray());
        // 11 calls from 10:07:00 to 10:14:30, 20 in each of two quarters, 9 from 10:45:15 to 10:51:15.
        assertThat(inputs.at("/exclusions/0/leftOut/0/intervals").findValuesAsText("start"))
                .containsExactly(
                        "2026-03-14T10:00:00Z", "2026-03-14T10:15:00Z", "2026-03-14T10:30:00Z", "2026-03-14T10:45:00Z");
        assertThat(inputs.at("/exclusions/0/leftOut/0/intervals").findValuesAsText("answered"))
                .containsExactly("11", "20", "20", "9");
    }

    /** From 10:00 to 11:00 all is excluded; in the half hours around it nobody called, which is missed. */
    @Test
    void halfHoursOfWhichNothingIsLeftAreNone() throws Exception {
        terms.store(approved(
                proposed("ex-7", Instant.parse("2026-03-14T10:00:00Z"), Instant.parse("2026-03-14T11:00:00Z")),
                "2026-04-02T09:00:00Z"));
        awaitValue("82.835821");
        List<String> expected = List.of(
                "2026-03-14T09:30:00Z missed nothing-measured",
                "2026-03-14T10:00:00Z left-out excluded",
                "2026-03-14T10:30:00Z left-out excluded",
                "2026-03-14T11:00:00Z missed nothing-measured");
        assertThat(around(10)).isEqualTo(expected);
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        trial.execute("delete from term");
        assertThat(around(10)).isEqualTo(expected);
    }

    /** From half an hour before the hour of the 14th to two hours later, with what became of them. */
    private static List<String> around(int hour) throws Exception {
        Instant from = Instant.parse("2026-03-14T00:00:00Z").plusSeconds(hour * 3600L - 1800);
        List<String> parts = new ArrayList<>();
        JsonNode all = Json.MAPPER.readTree(given().queryParam("limit", 1000)
                .get("/v1/evaluations/" + AGREEMENT + ":2026-03/kpis/half-hours/parts")
                .asByteArray());
        for (JsonNode part : all.get("items")) {
            Instant start = Instant.parse(part.get("from").asText());
            if (!start.isBefore(from) && start.isBefore(from.plusSeconds(7200))) {
                parts.add(start + " " + part.get("state").asText() + " "
                        + part.path("reason").asText());
            }
        }
        return parts;
    }

    /** 60 are listed as left out and add nothing; the others add up to 777 / 940. */
    @Test
    void recordsSayWhichExclusionLeavesThemOut() throws Exception {
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        JsonNode page = Json.MAPPER.readTree(
                given().get("/v1/evaluations/" + AGREEMENT + ":2026-03/lines/in-time/records?limit=2000")
                        .asString());
        int numerator = 0;
        int denominator = 0;
        int leftOut = 0;
        for (JsonNode item : page.get("items")) {
            numerator += item.get("numerator").asInt();
            denominator += item.get("denominator").asInt();
            boolean down = item.get("recordId").asText().startsWith("down-");
            assertThat(item.path("exclusion").asText()).isEqualTo(down ? "ex-7" : "");
            leftOut += down ? 1 : 0;
        }
        assertThat(page.get("items")).hasSize(1000);
        assertThat(List.of(numerator, denominator, leftOut)).isEqualTo(List.of(777, 940, 60));
        assertThat(given().get("/v1/evaluations/" + AGREEMENT + ":2026-03/lines/in-time/records?format=csv&limit=2000")
                        .asString())
                .contains(",exclusion\r\n", ",0,0,0,0,0,ex-7\r\n");
        String counts = "counts.findAll { it.agreement == '" + AGREEMENT + "' && it.kpi == 'in-time' }";
        given().get("/v1/records/calls/down-59")
                .then()
                .statusCode(200)
                .body(counts + ".exclusion", equalTo(List.of("ex-7")))
                .body(counts + ".why.reason", equalTo(List.of("excluded")))
                .body(counts + ".denominator", equalTo(List.of(0)));
        given().get("/v1/records/calls/after")
                .then()
                .body(counts + "[0].exclusion", nullValue())
                .body(counts + ".denominator", equalTo(List.of(1)));
    }

    @Test
    void approvalAfterTheFreezeIsADifference() throws Exception {
        awaitValue("78");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        Exclusion approved = approved(proposed("ex-7", DOWN, UP), "2026-04-12T09:00:00Z");
        terms.store(approved);
        Difference first = trial.awaitDifference("march", 1);
        assertThat(first.malus().amount()).isEqualByComparingTo("5000");
        assertThat(first.lines().getFirst().causes()).isEmpty();
        assertThat(first.otherCauses())
                .extracting(Difference.OtherCause::kind)
                .containsExactly(Difference.OtherCause.Kind.EXCLUSION);
        assertThat(first.otherCauses().getFirst().text()).contains("'ex-7' (CRM down)", "2026-04-12T09:00:00Z");
        terms.store(with(approved, TermStatus.REVOKED, "2026-04-13T09:00:00Z"));
        Difference second = trial.awaitDifference("march", 2);
        assertThat(second.lines()).isEmpty();
    }

    /** As contract-service publishes them; what cannot be read holds up nothing. */
    @Test
    void termsAreReadFromTheirTopic() throws Exception {
        Exclusion approved = approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.TERMS, "later/of-later", "{\"term\":\"later\"}".getBytes(UTF_8)));
            producer.send(new ProducerRecord<>(Topics.TERMS, approved.key(), Json.MAPPER.writeValueAsBytes(approved)))
                    .get();
        }
        assertThat(awaitValue("82.659574").at("/reliefs/0/exclusion/status").asText())
                .isEqualTo("approved");
    }

    @Test
    void simulationsLeaveOutOtherwise() throws Exception {
        terms.store(proposed("ex-9", DOWN, UP));
        awaitValue("78");
        String own = "{\"from\": \"2026-03-14T11:07:00+01:00\", \"to\": \"2026-03-14T11:52:00+01:00\"}";
        for (String change : List.of(own, "{\"approve\": \"ex-9\"}")) {
            JsonNode period = simulated(change);
            assertThat(period.at("/before/kpis/0/value").asText()).isEqualTo("78");
            assertThat(period.at("/after/kpis/0/value").asText()).isEqualTo("82.659574");
            assertThat(period.at("/malus/difference/amount").asText()).isEqualTo("5000.00");
        }
        assertThat(evaluation().has("reliefs")).isFalse();
        terms.store(approved(proposed("ex-9", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        // Frozen with it: without it, and without a call in time besides.
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        JsonNode without = simulated("{\"without\": \"ex-9\"}");
        assertThat(without.at("/before/kpis/0/value").asText()).isEqualTo("82.659574");
        assertThat(without.at("/after/kpis/0/value").asText()).isEqualTo("78");
        assertThat(without.at("/after").has("reliefs")).isFalse();
        JsonNode more = simulated("{\"records\": [\"calls/up-0\"], \"kpis\": [\"in-time\"]}");
        assertThat(more.at("/after/kpis/0/value").asText()).isEqualTo("82.641108");
        assertThat(simulated("").at("/after")).isEqualTo(without.at("/before"));
        assertThat(simulated("").has("charges")).isFalse();
        // What has been worked is charged unless it is named: 60 calls at 1.00 less.
        JsonNode charged = simulated(own.replace("}", ", \"kpis\": [\"calls\"]}"));
        assertThat(charged.at("/charges")).hasSize(1);
        assertThat(charged.at("/charges/0/charge").asText()).isEqualTo("calls");
        assertThat(charged.at("/charges/0/amount/amount").asText()).isEqualTo("-60.00");
        assertThat(charged.at("/charges/0/quantityAfter").asText()).isEqualTo("940");
        assertThat(charged.at("/charged/difference/amount").asText()).isEqualTo("-60.00");
        assertThat(charged.at("/lines")).isEmpty();
    }

    /** Two calls of the minutes that were down come after the freeze: they are not among what was counted, or left out. */
    @Test
    void whatWasFrozenLeavesOutWhatItDid() throws Exception {
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        batches.store(List.of(
                Contacts.answered("late-1", "2026-03-14T10:20:00Z", 60_000),
                Contacts.answered("late-2", "2026-03-14T10:21:00Z", 60_000)));
        trial.awaitQuiet();
        // 776 / 939, by one that does not overlap and by one that does.
        for (String more : List.of("calls/up-0", "calls/down-0\", \"calls/up-0")) {
            JsonNode period = simulated("{\"records\": [\"" + more + "\"], \"kpis\": [\"in-time\"]}");
            assertThat(period.at("/after/kpis/0/value").asText()).isEqualTo("82.641108");
            assertThat(period.at("/after/reliefs/0/kpis/0/leftOut/answered").asInt())
                    .isEqualTo(60);
            assertThat(period.at("/after/reliefs/1/kpis/0/leftOut/answered").asInt())
                    .isEqualTo(1);
        }
        // Other money for what was left out is no other charge: of what is charged nothing was.
        given().contentType("application/json")
                .body("{\"agreement\": \"" + AGREEMENT + "\", \"from\": \"2026-03\", \"change\": [{\"op\": \"replace\","
                        + " \"path\": \"/rules/in-time/tiers/0/amount\", \"value\": -9}]}")
                .post("/v1/simulations")
                .then()
                .body("periods[0].after.charged.amount", equalTo("1000.00"))
                .body("periods[0].charges", nullValue())
                .body("notes", equalTo(List.of()));
        // Nothing has to be looked up to count all.
        simulate("{\"without\": \"ex-7\"}")
                .body("periods[0].after.kpis[0].value", equalTo("78"))
                .body("notes", equalTo(List.of()));
    }

    /**
     * Of a month that was frozen with all its calls: one that waited too long is in time now, one is taken back, two come late
     * and one moves in. None of that was so when it was frozen: 777 / 940, and 940 are charged if that is named.
     */
    @Test
    void aFrozenMonthIsSimulatedWithTheCallsThatWereCounted() throws Exception {
        awaitValue("78");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        batches.store(List.of(
                Contacts.record(
                        "down-5",
                        2,
                        Contacts.contact(
                                "support",
                                Outcome.ANSWERED,
                                DOWN.plusSeconds(5 * 45L).toString(),
                                5_000,
                                60_000L)),
                RecordStories.record("calls", "down-6", 2, new Retraction(), 3_000_000),
                Contacts.answered("late-1", "2026-03-14T10:20:00Z", 60_000),
                Contacts.answered("late-2", "2026-03-14T10:21:00Z", 5_000),
                Contacts.record(
                        "up-0",
                        2,
                        Contacts.contact("support", Outcome.ANSWERED, "2026-03-14T10:30:00Z", 5_000, 60_000L))));
        trial.awaitQuiet();
        simulate(
                        "{\"from\": \"2026-03-14T10:07:00Z\", \"to\": \"2026-03-14T10:52:00Z\", \"kpis\": [\"in-time\", \"calls\"]}")
                .body("periods[0].after.kpis[0].value", equalTo("82.659574"))
                .body("periods[0].after.reliefs[0].kpis[0].leftOut.answered", equalTo(60))
                .body("periods[0].after.charged.amount", equalTo("940.00"))
                .body("notes", equalTo(List.of()));
        // Then it was at another moment, and now it is not there any more.
        simulate("{\"records\": [\"calls/up-0\", \"calls/down-6\", \"calls/late-1\"], \"kpis\": [\"calls\"]}")
                .body("periods[0].after.charged.amount", equalTo("998.00"));
    }

    /** Only the id is another: what is approved for the agreement that it is compared with is left out. */
    @Test
    void aDraftOfAnotherIdLeavesOutWhatIsApproved() throws Exception {
        terms.store(approved(proposed("ex-7", DOWN, UP), "2026-04-02T09:00:00Z"));
        awaitValue("82.659574");
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("agreement", AGREEMENT)
                .put("from", "2026-03")
                .put("document", DOCUMENT.replace("agreement: " + AGREEMENT, "agreement: a-draft"));
        for (String frozen : List.of("", "march")) {
            if (!frozen.isEmpty()) {
                trial.freeze(frozen, AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
            }
            JsonNode period = Json.MAPPER
                    .readTree(given().contentType("application/json")
                            .body(request.toString())
                            .post("/v1/simulations")
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .at("/periods/0");
            ObjectNode after = (ObjectNode) period.get("after");
            assertThat(after.get("agreement").asText()).isEqualTo("a-draft");
            assertThat(after.put("agreement", AGREEMENT)).isEqualTo(period.get("before"));
            assertThat(after.at("/kpis/0/value").asText()).isEqualTo("82.659574");
        }
        request.putArray("exclusions").addObject().put("without", "ex-7");
        given().contentType("application/json")
                .body(request.toString())
                .post("/v1/simulations")
                .then()
                .body("periods[0].after.malus.amount", equalTo("-5000.00"));
    }

    @Test
    void simulationsSayWhatCannotBeLeftOut() {
        refused("{\"without\": \"ex-1\"}", "no exclusion 'ex-1'");
        refused("{\"from\": \"2026-03-14T10:07:00Z\"}", "'from' and 'to'");
        refused("{\"from\": \"2026-03-14T10:07:30Z\", \"to\": \"2026-03-14T10:52:00Z\"}", "whole minute");
        refused(
                "{\"without\": \"ex-1\"}, {\"from\": \"2026-03-14T10:07:00Z\", \"to\": \"2026-03-14T10:52:00\"}",
                "The 'to' of entry 2 of 'exclusions', '2026-03-14T10:52:00', cannot be read: the offset is missing");
        refused(
                "{\"from\": \"2026-03-14\", \"to\": \"2026-03-15\"}",
                "'from' of entry 1 of 'exclusions', '2026-03-14',");
        refused("{\"records\": [\"up-0\"]}", "source/recordId");
        refused(
                "{\"records\": [\"calls/up-0\"], \"kpis\": [\"speed\"]}",
                "It has: calls, half-hours, in-time, of-voice");
    }

    /** Whether the month is frozen or not. */
    @Test
    void simulationsSayWhichExclusionsLeaveNothingOut() throws Exception {
        terms.store(proposed("ex-9", DOWN.plus(Duration.ofDays(31)), UP.plus(Duration.ofDays(31))));
        awaitValue("78");
        String nothing = " leaves nothing out of the simulated periods that is not left out without it.";
        for (String frozen : List.of("", "march")) {
            if (!frozen.isEmpty()) {
                trial.freeze(frozen, AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
            }
            // At 10:52 came one call; the last of the month came on the 12th, apart from those of the 14th.
            simulate(
                            "{\"records\": [\"bank/nosuch\", \"zz/1\"]}, {\"records\": [\"calls/up-0\"]}, {\"approve\": \"ex-9\"},"
                                    + " {\"from\": \"2026-03-14T10:52:00Z\", \"to\": \"2026-03-14T10:53:00Z\"},"
                                    + " {\"from\": \"2026-04-14T10:52:00Z\", \"to\": \"2026-04-14T10:53:00Z\"},"
                                    + " {\"from\": \"2026-03-30T10:53:00Z\", \"to\": \"2026-03-30T10:54:00Z\"},"
                                    + " {\"records\": [\"calls/up-1\", \"calls/up-x\"]}, {\"records\": [\"calls/up-0\"]}")
                    .statusCode(200)
                    .body(
                            "notes",
                            equalTo(List.of(
                                    "Entry 1 of 'exclusions' ('bank/nosuch', 'zz/1')" + nothing
                                            + " No source has sent 'bank/nosuch', 'zz/1'.",
                                    "Entry 3 of 'exclusions' (ex-9)" + nothing,
                                    "Entry 5 of 'exclusions' (2026-04-14T10:52:00Z to 2026-04-14T10:53:00Z)" + nothing,
                                    "Entry 6 of 'exclusions' (2026-03-30T10:53:00Z to 2026-03-30T10:54:00Z)" + nothing,
                                    "Entry 7 of 'exclusions' ('calls/up-1', 'calls/up-x'): no source has sent 'calls/up-x'.",
                                    "Entry 8 of 'exclusions' ('calls/up-0')" + nothing)));
        }
    }

    private static void refused(String change, String why) {
        simulate(change).statusCode(400).body("detail", containsString(why));
    }

    private static JsonNode simulated(String change) throws Exception {
        return Json.MAPPER
                .readTree(simulate(change).statusCode(200).extract().asString())
                .at("/periods/0");
    }

    private static ValidatableResponse simulate(String change) {
        return given().contentType("application/json")
                .body("{\"agreement\": \"" + AGREEMENT + "\", \"from\": \"2026-03\", \"exclusions\": [" + change + "]}")
                .post("/v1/simulations")
                .then();
    }

    private JsonNode awaitValue(String shown) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            trial.awaitQuiet();
            assertThat(new BigDecimal(evaluation().at("/kpis/0/value").asText("0")))
                    .isEqualByComparingTo(shown);
        });
        return evaluation();
    }

    private JsonNode evaluation() {
        try {
            return Json.MAPPER.readTree(trial.texts("select document from evaluation where agreement = '" + AGREEMENT
                            + "' and period = '" + FreezeTrial.PERIOD + "'")
                    .getFirst());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exclusion proposed(String id, Instant from, Instant to) {
        return new Exclusion(
                id,
                AGREEMENT,
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "CRM down",
                from,
                to,
                List.of("all"),
                List.of(),
                List.of(),
                List.of(entry(TermStatus.PROPOSED, "vendor-operations", "2026-03-20T09:00:00Z")));
    }

    private static Exclusion listed(String id, String... calls) {
        return new Exclusion(
                id,
                AGREEMENT,
                ExclusionKind.OTHER,
                "Test calls",
                null,
                null,
                List.of(),
                List.of("in-time"),
                List.of(calls).stream()
                        .map(call -> new ExcludedRecord("calls", call))
                        .toList(),
                List.of(entry(TermStatus.PROPOSED, "vendor-operations", "2026-03-20T09:00:00Z")));
    }

    private static Exclusion approved(Exclusion exclusion, String at) {
        return with(exclusion, TermStatus.APPROVED, at);
    }

    private static Exclusion with(Exclusion exclusion, TermStatus status, String at) {
        return exclusion.with(entry(status, "contract-management", at));
    }

    private static TermEntry entry(TermStatus status, String by, String at) {
        return new TermEntry(status, by, Instant.parse(at), null);
    }

    private static Agreement agreement() {
        return Contracts.read(DOCUMENT);
    }
}
