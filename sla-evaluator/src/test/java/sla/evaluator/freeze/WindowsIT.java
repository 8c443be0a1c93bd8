package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contracts.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
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
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.json.Json;

/** Windows that cross periods, hours that are closed, versions that differ: what is counted where. */
@QuarkusTest
@WithTestResource(Servers.class)
class WindowsIT {
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

    /** Closed from 9 to 15 March: that week is not measured, and the others are evaluated and can be frozen. */
    @Test
    void aClosedWeekIsNotMeasuredAndHoldsUpNothing() throws Exception {
        trial.store(read("""
                agreement: freeze-weeks
                version: 1
                title: Weeks
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-02
                zone: Europe/Amsterdam
                currency: EUR
                period: {every: week}
                openingHours:
                  - id: office
                    open: [{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "20:00"}]
                    closed: [2026-03-09, 2026-03-10, 2026-03-11, 2026-03-12, 2026-03-13]
                lots: [{id: all, title: All, hours: office}]
                kpis:
                  - {id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}
                  - {id: quality, title: Quality, lot: all, metric: {type: quality-score}}
                rules:
                  - {id: asa, kpi: asa, shape: linear, above: {edge: 30, amount: -10}}
                  - {id: quality, kpi: quality, shape: tiers, tiers: [{below: 80, amount: -1}], otherwise: 0}
                """));
        batches.store(List.of(
                Contacts.answered("w-1", "2026-03-04T10:00:00Z", 40_000),
                // Half past eight in the evening, and within the closed week.
                Contacts.answered("w-2", "2026-03-04T19:30:00Z", 900_000),
                Contacts.answered("w-3", "2026-03-11T10:00:00Z", 900_000)));
        trial.awaitQuiet();

        line("freeze-weeks:2026-03-02", "asa").body("line.amount.amount", equalTo("-100.00"));
        line("freeze-weeks:2026-03-09", "asa")
                .body("line.amount.amount", equalTo("0.00"))
                .body("kpi.measure.state", equalTo("not-measured"))
                .body("items", equalTo(List.of()));
        trial.freeze("closed", "freeze-weeks", "2026-03-09").statusCode(201);
        given().get("/v1/freezes/closed/recomputed").then().body("identical", equalTo(true));
        trial.freeze("open", "freeze-weeks", "2026-03-02").statusCode(201);
        given().get("/v1/freezes/open/recomputed").then().body("identical", equalTo(true));
        // Only what the KPI is made of: not what came after hours.
        assertThat(given().get("/v1/freezes/open/inputs?format=csv").asString())
                .isEqualTo("kpi,interval_start,name,count\r\nasa,2026-03-04T10:00:00Z,answeredWaitMillis,40000\r\n"
                        + "asa,2026-03-04T10:00:00Z,answered,1\r\n");
    }

    /** A week that ends in April, a rolling KPI, and another version with other lots: a record says where it counts. */
    @Test
    void aRecordCountsInThePeriodInWhichItsWindowEnds() throws Exception {
        String text = """
                agreement: freeze-windows
                version: 1
                title: Windows
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-02-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: old, title: Old}]
                kpis:
                  - {id: week, title: Week, lot: old, metric: {type: volume, of: answered}, window: {every: week}}
                  - {id: rolling, title: Rolling, lot: old, metric: {type: volume, of: answered}, window: {last: 2}}
                rules:
                  - {id: week, kpi: week, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: rolling, kpi: rolling, shape: linear, above: {edge: 0, amount: -1}}
                """;
        trial.store(read(text));
        trial.store(read(text.replace("version: 1", "version: 2")
                .replace("2026-02-01", "2026-04-01")
                .replace("old", "new")
                .replace("id: rolling, title", "id: rolled, title")
                .replace("kpi: rolling", "kpi: rolled")));
        // A Sunday; the week of Monday, 30 March, ends on 5 April.
        batches.store(List.of(
                Contacts.answered("r-1", "2026-03-29T10:00:00Z", 1_000),
                Contacts.answered("r-2", "2026-03-31T10:00:00Z", 1_000)));
        trial.awaitQuiet();

        given().get("/v1/records/calls/r-1")
                .then()
                .statusCode(200)
                .body("counts.findAll { it.agreement == 'freeze-windows' }.kpi", contains("week", "rolling", "rolled"))
                .body(
                        "counts.findAll { it.agreement == 'freeze-windows' }.period",
                        contains("2026-03", "2026-03", "2026-04"))
                .body(
                        "counts.findAll { it.agreement == 'freeze-windows' }.window",
                        contains("2026-03-23", "2026-02-01", "2026-03-01"));
        given().get("/v1/records/calls/r-2")
                .then()
                .statusCode(200)
                .body(
                        "counts.findAll { it.agreement == 'freeze-windows' }.collect { it.kpi + ' ' + it.period + ' ' + it.version }",
                        containsInAnyOrder("week 2026-04 2", "rolling 2026-03 1", "rolled 2026-04 2"));
        line("freeze-windows:2026-03", "week@2026-03-23").body("items.recordId", contains("r-1"));
        given().get("/v1/evaluations/freeze-windows:2026-03/kpis/week@2026-03-23/records")
                .then()
                .body("items.recordId", contains("r-1"))
                .body("kpi.window.label", equalTo("2026-03-23"))
                .body("line", nullValue());
        line("freeze-windows:2026-04", "week@2026-03-30").body("items.recordId", contains("r-2"));
        line("freeze-windows:2026-03", "rolling@2026-02-01").body("items.recordId", contains("r-1", "r-2"));
    }

    /** A late call of March changes March, and April too, whose last two months reach back to it. */
    @Test
    void aLateRecordChangesEveryPeriodWhoseWindowsReachIt() throws Exception {
        trial.store(read("""
                agreement: freeze-rolling
                version: 1
                title: Rolling
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: volume, title: Volume, lot: all, metric: {type: volume, of: answered}, reportedOnly: true}
                  - {id: rolling, title: Rolling, lot: all, metric: {type: volume, of: answered}, window: {last: 2}}
                rules:
                  - {id: rolling, kpi: rolling, shape: linear, above: {edge: 0, amount: -1}}
                """));
        batches.store(List.of(Contacts.answered("l-1", "2026-02-05T10:00:00Z", 1_000)));
        trial.awaitQuiet();
        trial.freeze("february", "freeze-rolling", "2026-02").statusCode(201);
        trial.freeze("march", "freeze-rolling", "2026-03").statusCode(201);

        batches.store(List.of(Contacts.answered("l-2", "2026-02-06T10:00:00Z", 1_000)));
        for (String id : List.of("february", "march")) {
            Difference difference = trial.awaitDifference(id, 1);
            assertThat(difference.malus().amount()).isEqualByComparingTo("-1");
            assertThat(difference.lines().getFirst().key())
                    .isEqualTo(id.equals("march") ? "rolling@2026-02-01" : "rolling@2026-01-01");
            assertThat(difference.lines().getFirst().causes())
                    .singleElement()
                    .satisfies(cause -> assertThat(cause.recordId()).isEqualTo("l-2"));
        }
        line("freeze-rolling:2026-04", "rolling@2026-03-01").body("items", equalTo(List.of()));
        // What was frozen for March is a month of February's too, and none of January's.
        assertThat(given().get("/v1/freezes/march/inputs?format=csv").asString())
                .isEqualTo("kpi,interval_start,name,count\r\nrolling,2026-02-05T10:00:00Z,answered,1\r\n");
    }

    /**
     * A month of half hours, too many to be printed: with the parts that are listed the values are redone by hand, before
     * and after a freeze.
     */
    @Test
    void thePartsOfAKpiRedoItsValue() throws Exception {
        trial.store(read("""
                agreement: freeze-parts
                version: 1
                title: Parts
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: Europe/Amsterdam
                currency: EUR
                openingHours:
                  - {id: office, open: [{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "20:00"}]}
                lots: [{id: all, title: All, hours: office}]
                kpis:
                  - id: shares
                    title: Half hours in time
                    lot: all
                    metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}
                    parts: {every: half-hour, as: share-met, target: {atLeast: 80}}
                  - id: mean
                    title: Mean of half hours
                    lot: all
                    metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}
                    parts: {every: half-hour, as: mean, rounding: {decimals: 1, mode: half-up}, minimumSample: 2}
                  - id: missed
                    title: Half hours that were missed
                    lot: all
                    metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}
                    parts: {every: half-hour, as: count-missed, target: {atLeast: 80}, empty: missed}
                  - {id: whole, title: Whole, lot: all, metric: {type: average-speed-of-answer}}
                rules:
                  - {id: shares, kpi: shares, shape: linear, below: {edge: 100, amount: -1}}
                  - {id: mean, kpi: mean, shape: linear, below: {edge: 100, amount: -1}}
                  - {id: missed, kpi: missed, shape: linear, above: {edge: 0, amount: -1}}
                """));
        batches.store(List.of(
                Contacts.answered("p-1", "2026-03-02T07:05:00Z", 10_000),
                Contacts.answered("p-2", "2026-03-02T07:10:00Z", 10_000),
                Contacts.answered("p-3", "2026-03-02T07:11:00Z", 30_000),
                Contacts.answered("p-4", "2026-03-02T07:40:00Z", 10_000),
                Contacts.answered("p-5", "2026-03-02T08:05:00Z", 10_000),
                Contacts.answered("p-6", "2026-03-02T08:06:00Z", 30_000),
                // A Sunday.
                Contacts.answered("p-7", "2026-03-01T10:00:00Z", 30_000)));
        trial.awaitQuiet();
        assertParts(null);
        List<List<JsonNode>> open = List.of(parts("shares"), parts("mean"), parts("missed"));
        trial.freeze("parts", "freeze-parts", "2026-03").statusCode(201);
        batches.store(List.of(Contacts.answered("p-8", "2026-03-02T07:12:00Z", 10_000)));
        trial.awaitDifference("parts", 1);
        assertParts("parts");
        assertThat(List.of(parts("shares"), parts("mean"), parts("missed"))).isEqualTo(open);

        String path = "/v1/evaluations/freeze-parts:2026-03/kpis/shares/parts?format=csv&limit=2&cursor=";
        List<JsonNode> sunday = page("shares", "?limit=62").get("items").findParents("from");
        assertThat(sunday.getLast().get("to").asText()).isEqualTo("2026-03-02T06:00:00Z");
        assertThat(sunday).allSatisfy(part -> {
            assertThat(part.get("reason").asText()).isEqualTo("closed");
            assertThat(part.has("counts")).isFalse();
        });
        String next = page("shares", "?limit=64").get("next").asText();
        assertThat(given().get(path + next).asString())
                .isEqualTo(
                        "from,to,state,reason,value,numerator,denominator,abandoned,answered,answeredWithinThreshold\r\n"
                                + "2026-03-02T07:00:00Z,2026-03-02T07:30:00Z,missed,,66.666667,2,3,0,3,2\r\n"
                                + "2026-03-02T07:30:00Z,2026-03-02T08:00:00Z,met,,100,1,1,0,1,1\r\n");
        given().get("/v1/evaluations/freeze-parts:2026-03/kpis/whole/parts")
                .then()
                .statusCode(404)
                .body("detail", equalTo("The KPI 'whole' is measured over its whole window at once and has no parts."));
        // It is 14:00 in Amsterdam on a Friday: what is over counts as missed, what begins does not count yet.
        JsonNode april =
                Json.MAPPER.readTree(given().get("/v1/evaluations/freeze-parts:2026-04/kpis/missed/parts?limit=10000")
                        .asString());
        assertThat(part(april, "2026-04-10T11:30:00Z").get("why").asText())
                .isEqualTo("No contacts to count; the agreement takes that as missed.");
        assertThat(part(april, "2026-04-10T12:00:00Z").get("reason").asText()).isEqualTo("still-to-come");
        // 7 working days of 24 half hours, and 12 of them.
        assertThat(april.at("/kpi/value").asText()).isEqualTo("180");
    }

    /** Of 31 days of 48 half hours 2 are lost to summer time; 22 days are open for 24. */
    private static void assertParts(String freeze) throws Exception {
        Map<String, Integer> shares = states("shares", freeze);
        assertThat(shares)
                .isEqualTo(Map.of("met", 1, "missed", 2, "left-out closed", 958, "left-out nothing-measured", 525));
        assertThat(page("shares", "").at("/kpi/value").asText()).isEqualTo("33.333333");
        BigDecimal sum = parts("mean").stream()
                .filter(part -> part.get("state").asText().equals("counted"))
                .map(part -> new BigDecimal(part.get("value").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // 66.7 and 50.0; one of a single contact is no sample.
        assertThat(sum).isEqualByComparingTo("116.7");
        assertThat(states("mean", freeze))
                .isEqualTo(Map.of(
                        "counted",
                        2,
                        "left-out sample-too-small",
                        1,
                        "left-out closed",
                        958,
                        "left-out nothing-measured",
                        525));
        assertThat(page("mean", "").at("/kpi/value").asText()).isEqualTo("58.35");
        assertThat(states("missed", freeze))
                .isEqualTo(Map.of("met", 1, "missed", 2, "missed nothing-measured", 525, "left-out closed", 958));
        assertThat(page("missed", "").at("/kpi/value").asText()).isEqualTo("527");
    }

    private static Map<String, Integer> states(String kpi, String freeze) throws Exception {
        assertThat(page(kpi, "").path("freeze").textValue()).isEqualTo(freeze);
        Map<String, Integer> states = new TreeMap<>();
        parts(kpi)
                .forEach(part -> states.merge(
                        part.get("state").asText()
                                + (part.has("reason") ? " " + part.get("reason").asText() : ""),
                        1,
                        Integer::sum));
        return states;
    }

    /** All of them, page by page. */
    private static List<JsonNode> parts(String kpi) throws Exception {
        List<JsonNode> parts = new ArrayList<>();
        JsonNode page = page(kpi, "?limit=1000");
        page.get("items").forEach(parts::add);
        while (page.has("next")) {
            page = page(kpi, "?limit=1000&cursor=" + page.get("next").asText());
            page.get("items").forEach(parts::add);
        }
        return parts;
    }

    private static JsonNode page(String kpi, String query) throws Exception {
        return Json.MAPPER.readTree(given().get("/v1/evaluations/freeze-parts:2026-03/kpis/" + kpi + "/parts" + query)
                .asString());
    }

    private static JsonNode part(JsonNode page, String from) {
        return page.get("items")
                .valueStream()
                .filter(part -> part.get("from").asText().equals(from))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse line(String evaluation, String line) {
        return given().get("/v1/evaluations/" + evaluation + "/lines/" + line + "/records")
                .then()
                .statusCode(200);
    }
}
