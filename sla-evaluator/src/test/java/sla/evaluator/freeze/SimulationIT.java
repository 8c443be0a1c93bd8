package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contracts.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.simulation.AgreementChangeTest;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.json.Json;

/** What other terms would have given, of open and of frozen periods, and that nothing is stored. */
@QuarkusTest
@WithTestResource(Servers.class)
class SimulationIT {
    private static final String MALUS = "{\"op\": \"replace\", \"path\": \"/rules/asa/above/amount\", \"value\": -300}";

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    /** Waits of 20, 30, 40 and 50 s: 140 s / 4 = 35 s, so (35 − 30) × −500 = −2,500. */
    @BeforeEach
    void march() throws SQLException {
        trial.begin();
        batches.store(List.of(
                Contacts.answered("s-1", "2026-03-05T10:00:00Z", 20_000),
                Contacts.answered("s-2", "2026-03-05T10:00:30Z", 30_000),
                Contacts.answered("s-3", "2026-03-05T11:00:00Z", 40_000),
                Contacts.answered("s-4", "2026-03-31T21:59:00Z", 50_000)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("truncate deleted_counts");
        trial.forget();
    }

    @Test
    void anUnchangedAgreementGivesTheIdenticalEvaluation() throws Exception {
        String stored = trial.texts(
                        "select document from evaluation where agreement = 'freeze-va' and period =" + " '2026-03'")
                .getFirst();
        String answer = simulate("{\"agreement\": \"freeze-va\", \"from\": \"2026-03\", \"to\": \"2026-04\"}")
                .statusCode(200)
                .body("periods.period", contains("2026-03", "2026-04"))
                .body("periods.lines", contains(empty(), empty()))
                .body("malus.before.amount", equalTo("-2500.00"))
                .body("malus.difference.amount", equalTo("0.00"))
                .body("notes", contains(containsString("2026-04: it can still get contacts that count until")))
                .extract()
                .asString();
        assertThat(answer).contains("{\"period\":\"2026-03\",\"before\":" + stored + ",\"after\":" + stored + ",");
    }

    /** Every document that there is, as it stands and as its own draft. */
    @Test
    void isIdenticalForEveryDocument() throws Exception {
        for (String document : AgreementChangeTest.documents()) {
            String ours = document.replaceFirst("agreement: ", "agreement: freeze-")
                    .replaceFirst("(?s)(vendor:\\s*\\{?\\s*id: )[a-z0-9-]+", "$1va")
                    .replaceAll("source: [a-z-]+,?", "");
            Agreement agreement = read(ours);
            trial.store(agreement);
            LocalDate march = LocalDate.of(2026, 3, 5);
            LocalDate end = agreement.effectiveEnd();
            LocalDate day = end == null || march.isBefore(end) ? march : agreement.effectiveFrom();
            String label = agreement.periodOf(day).label();
            ObjectNode request = Json.MAPPER.createObjectNode().put("document", ours);
            for (ObjectNode each :
                    List.of(request, Json.MAPPER.createObjectNode().put("agreement", agreement.agreement()))) {
                JsonNode period = Json.MAPPER
                        .readTree(simulate(each.put("from", label).toString())
                                .statusCode(200)
                                .extract()
                                .asString())
                        .at("/periods/0");
                assertThat(period.get("after")).as(label + ours).isNotNull().isEqualTo(period.get("before"));
                assertThat(period.get("lines")).isEmpty();
            }
        }
    }

    /** (35 − 30) × −300 = −1,500; the other lines stay. */
    @Test
    void saysWhatDiffersLineByLine() throws Exception {
        String answer = change("2026-03", MALUS)
                .statusCode(200)
                .body("periods[0].lines.line", contains("asa"))
                .body("periods[0].lines[0].before.amount", equalTo("-2500.00"))
                .body("periods[0].lines[0].after.amount", equalTo("-1500.00"))
                .body("periods[0].lines[0].amount.amount", equalTo("1000.00"))
                .body("periods[0].malus.difference.amount", equalTo("1000.00"))
                .body("malus.before.amount", equalTo("-2500.00"))
                .body("malus.after.amount", equalTo("-1500.00"))
                .body("bonus.difference.amount", equalTo("0.00"))
                .body("notes", empty())
                .extract()
                .asString();
        addsUp(answer);
    }

    /** Within 20 s is one of four, 25 %: −2,500. Within 40 s it is three of four, 75 %: nothing. */
    @Test
    void lookAtTheCallsUnderAnotherThreshold() throws Exception {
        batches.store(List.of(
                Contacts.record(
                        "q-1", 1, Contacts.contact("queue-1", Outcome.ANSWERED, "2026-03-09T10:00:00Z", 20_000, 1L)),
                Contacts.record(
                        "q-2", 1, Contacts.contact("queue-1", Outcome.ANSWERED, "2026-03-09T10:00:00Z", 40_000, 1L)),
                Contacts.record(
                        "q-3", 1, Contacts.contact("queue-2", Outcome.ANSWERED, "2026-03-09T10:00:00Z", 40_000, 1L)),
                Contacts.record(
                        "q-4", 1, Contacts.contact("queue-2", Outcome.ANSWERED, "2026-03-09T10:00:00Z", 41_000, 1L))));
        String answer = change(
                        "2026-03",
                        "{\"op\": \"replace\", \"path\": \"/kpis/sl/metric/threshold/seconds\", \"value\": 40}",
                        "{\"op\": \"remove\", \"path\": \"/rules/asa\"}",
                        "{\"op\": \"add\", \"path\": \"/rules/-\", \"value\": {\"id\": \"new\", \"kpi\": \"asa\","
                                + " \"shape\": \"tiers\", \"tiers\": [{\"above\": 10, \"amount\": -7}],"
                                + " \"otherwise\": 0}}")
                .statusCode(200)
                .body("periods[0].lines.line", contains("asa", "sl", "new"))
                .body("periods[0].lines[0].after", nullValue())
                .body("periods[0].lines[1].before.amount", equalTo("-2500.00"))
                .body("periods[0].lines[1].after.amount", equalTo("0.00"))
                .body("periods[0].lines[2].amount.amount", equalTo("-7.00"))
                .extract()
                .asString();
        addsUp(answer);
    }

    /**
     * A late call of 85 s changes what the data give, and neither the frozen result nor what it is compared with. Waits of
     * the two that are added have the mean of the others, 35 s.
     */
    @Test
    void startsFromTheFrozenCountsWhereTheySuffice() throws Exception {
        batches.store(List.of(
                voice("v-1", Outcome.ANSWERED, 20_000),
                voice("v-2", Outcome.ANSWERED, 50_000),
                voice("v-3", Outcome.ABANDONED, 3_000),
                voice("v-4", Outcome.ABANDONED, 3_000)));
        trial.awaitQuiet();
        trial.freeze("march").statusCode(201);
        String frozen = trial.texts("select evaluation from frozen_period where id = 'march'")
                .getFirst();
        batches.store(List.of(Contacts.answered("s-5", "2026-03-06T10:00:00Z", 85_000)));
        trial.awaitQuiet();
        String unchanged = change("2026-03")
                .statusCode(200)
                .body("periods[0].frozen", equalTo("march"))
                .body("notes", empty())
                .extract()
                .asString();
        assertThat(unchanged).contains("\"before\":" + frozen + ",\"after\":" + frozen + ",");
        change("2026-03", MALUS)
                .body("periods[0].lines.line", contains("asa"))
                .body("periods[0].lines[0].after.amount", equalTo("-1500.00"))
                .body("notes", empty());
        // Within 5 s is asked for, too, so treating these otherwise needs nothing new: one of two within 20 s, 50 %, is
        // −2,500; with two short ones as success it is (1 + 2) / (2 + 2) = 75 %, nothing.
        change(
                        "2026-03",
                        "{\"op\": \"replace\", \"path\": \"/kpis/sl/metric/abandons\", \"value\": \"short-as-success\"}")
                .statusCode(200)
                .body("periods[0].lines.line", contains("sl"))
                .body("periods[0].lines[0].before.amount", equalTo("-2500.00"))
                .body("periods[0].lines[0].after.amount", equalTo("0.00"))
                .body("malus.before.amount", equalTo("-5000.00"))
                .body("malus.difference.amount", equalTo("2500.00"))
                .body("notes", empty());
        // Waits of 295 s / 7 = 42.1 s, so 42, by the counts of today.
        change("2026-03", "{\"op\": \"add\", \"path\": \"/kpis/asa/attribution\", \"value\": \"offered\"}")
                .statusCode(200)
                .body("periods[0].lines[0].after.amount", equalTo("-6000.00"))
                .body("notes", contains(containsString("2026-03: 'asa' asked for counts that were not frozen")));
    }

    private static AcceptedRecord voice(String id, Outcome outcome, long waitMillis) {
        Long talkMillis = outcome == Outcome.ANSWERED ? 60_000L : null;
        return Contacts.record(
                id, 1, Contacts.contact("queue-1", outcome, "2026-03-09T10:00:00Z", waitMillis, talkMillis));
    }

    @Test
    void neverGuessesWhatWasNotCounted() throws Exception {
        change("2026-03", "{\"op\": \"add\", \"path\": \"/kpis/asa/attribution\", \"value\": \"ended\"}")
                .statusCode(200)
                .body("periods[0].after", nullValue())
                .body("periods[0].before.malus.amount", equalTo("-2500.00"))
                .body("malus", nullValue())
                .body("notes", contains(containsString("none uses what these KPIs ask for: 'asa' by ended")));
        trial.execute("insert into deleted_counts values ('calls', '2026-03-01', 'va', 'support')");
        change("2026-03", MALUS)
                .statusCode(200)
                .body("periods[0].after", nullValue())
                .body("periods[0].before.malus.amount", equalTo("-2500.00"))
                .body("notes", hasItem(containsString("The counts of source 'calls' of 2026-03 have been deleted.")));
    }

    /** Days of a zone that no agreement has are made of quarter-hours: s-4 is in April by the clocks of Baku. */
    @Test
    void aDraftMayHaveAnotherZone() throws Exception {
        simulate(draft(document().replace("Europe/Amsterdam", "Asia/Baku"), "2026-03"))
                .statusCode(200)
                .body("periods[0].before", nullValue())
                .body("periods[0].after.kpis[0].counts.answered", equalTo(3))
                .body("notes", hasItem(containsString("nothing to compare with in 2026-03")));
    }

    /** 90 s / 3 = 30 s in February: nothing; March as ever. */
    @Test
    void aDraftIsTakenForAllPeriodsAsked() throws Exception {
        batches.store(List.of(
                Contacts.answered("f-1", "2026-02-05T10:00:00Z", 36_000),
                Contacts.answered("f-2", "2026-02-05T10:00:30Z", 36_000)));
        String answer = simulate(draft(document().replace("-500", "-100"), "2026-02", "2026-03"))
                .statusCode(200)
                .body("periods.period", contains("2026-02", "2026-03"))
                .body("periods[0].before", nullValue())
                .body("periods[0].lines[0].after.amount", equalTo("-600.00"))
                .body("periods[1].malus.difference.amount", equalTo("2000.00"))
                .body("malus.before.amount", equalTo("-2500.00"))
                .body("malus.after.amount", equalTo("-1100.00"))
                .body("malus.difference.amount", equalTo("1400.00"))
                .body("notes", hasItem(containsString("whatever its effectiveFrom 2026-03-01")))
                .extract()
                .asString();
        addsUp(answer);
        // As a JSON object, and compared with an agreement that it does not name.
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.set("document", Json.MAPPER.valueToTree(read(document().replace("freeze-va", "freeze-new"))));
        simulate(request.put("agreement", "freeze-va").put("from", "2026-03").toString())
                .statusCode(200)
                .body("agreement", equalTo("freeze-va"))
                .body("periods[0].before.agreement", equalTo("freeze-va"))
                .body("periods[0].after.agreement", equalTo("freeze-new"))
                .body("periods[0].lines", empty());
    }

    /** Each period by its own version. */
    @Test
    void changesTheVersionThatCoversEachPeriod() throws Exception {
        trial.store(FreezeTrial.agreement(FreezeTrial.AGREEMENT, 2, "2026-04-01", null, -1));
        change("2026-03", "2026-04", MALUS)
                .statusCode(200)
                .body("periods.before.version", contains(1, 2))
                .body("periods.after.version", contains(1, 2));
    }

    /** A month in two parts is asked for by these. */
    @Test
    void saysWhatTheFirstPartOfAMonthIsCalled() throws Exception {
        trial.store(FreezeTrial.agreement(FreezeTrial.AGREEMENT, 2, "2026-03-16\nsplit: true", null, -1));
        change("2026-03", MALUS).statusCode(404).body("detail", containsString("is called 2026-03-01"));
        change("2026-03-01", "2026-03-16", MALUS)
                .statusCode(200)
                .body("periods.period", contains("2026-03-01", "2026-03-16"))
                .body("periods.after.version", contains(1, 2));
    }

    /** March has the lot, April has not: it leaves out what it can. */
    @Test
    void anExclusionMayNameWhatOnlySomeVersionsHave() throws Exception {
        trial.store(read(FreezeTrial.document(FreezeTrial.AGREEMENT, 2, "2026-04-01", null, -1)
                .replace("id: voice,", "id: telephone,")
                .replace("lot: voice,", "lot: telephone,")));
        String exclusion = "{\"from\": \"2026-03-09T10:00:00Z\", \"to\": \"2026-03-09T11:00:00Z\", \"lots\": [\"%s\"]}";
        String request = "{\"agreement\": \"freeze-va\", \"from\": \"2026-03\", \"to\": \"2026-04\", \"exclusions\": ["
                + exclusion + "]}";
        simulate(request.formatted("voice")).statusCode(200);
        simulate(request.formatted("chat"))
                .statusCode(400)
                .body("detail", containsString("It has: all, telephone, voice"));
    }

    @Test
    void refusesWithTheFindingsOfTheSelfCheck() throws Exception {
        simulate(draft(document().replace("shape: linear", "shape: curved"), "2026-03"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].code", equalTo("unknown-word"))
                .body("errors[0].pointer", equalTo("/rules/0/shape"))
                .body("errors[0].about", equalTo("asa"))
                .body("warnings", hasSize(0));
        change("2026-03", "{\"op\": \"add\", \"path\": \"/kpis/asa/targett\", \"value\": 1}")
                .statusCode(422)
                .body("errors.code", contains("unknown-field"));
        simulate(draft(document().replace("id: va,", "id: nobody,"), "2026-03"))
                .statusCode(422)
                .body("errors.code", contains("unknown-vendor"))
                .body("errors.pointer", contains("/vendor/id"));
        simulate(draft(document().replace("lot: all, attribution: left-queue", "lot: all, source: none"), "2026-03"))
                .statusCode(422)
                .body("errors.code", contains("unknown-source"));
    }

    @Test
    void saysWhatThereIsNot() throws Exception {
        simulate("{\"agreement\": \"nobody\", \"from\": \"2026-03\"}").statusCode(404);
        simulate("{\"agreement\": \"freeze-va\", \"from\": \"2026-02\"}").statusCode(404);
        simulate("{\"agreement\": \"freeze-va\", \"from\": \"2026-03\", \"to\": \"2026-05\"}")
                .statusCode(404)
                .body("detail", containsString("has not begun"));
        simulate(draft(document(), "2026-03-02")).statusCode(404);
        simulate("{\"agreement\": \"freeze-va\", \"from\": \"2026-04\", \"to\": \"2026-03\"}")
                .statusCode(400);
        simulate("{\"agreement\": \"freeze-va\"}").statusCode(400);
        simulate("{\"from\": \"2026-03\"}").statusCode(400);
        simulate("{\"agreement\": \"freeze-va\", \"from\": \"march\"}").statusCode(400);
        simulate("{\"agreement\": \"freeze-va\", \"from\": \"2026-03\", \"until\": 1}")
                .statusCode(400);
        simulate("{").statusCode(400).contentType("application/problem+json");
        simulate("").statusCode(400);
        simulate("[]").statusCode(400);
        simulate("{\"agreement\": \"freeze-va\", \"agreement\": \"x\", \"from\": \"2026-03\"}")
                .statusCode(400);
        change("2026-03", "{\"op\": \"replace\", \"path\": \"/kpis/none/title\", \"value\": \"x\"}")
                .statusCode(400)
                .body("detail", containsString("named by their ids: asa, sl, quality"));
        change("2026-03", "{\"op\": \"add\", \"path\": \"/title\", \"value\": 1e999999}")
                .statusCode(400);
        simulate(draft(document(), "2020-01", "2026-03"))
                .statusCode(400)
                .body("detail", containsString("More than 36 periods"));
        simulate("{\"document\": \"" + "x".repeat(4_000_000) + "\"}").statusCode(413);
    }

    @Test
    void storesNothing() throws Exception {
        trial.freeze("march").statusCode(201);
        trial.awaitQuiet();
        // A fold that is still to come would move counts meanwhile.
        while (batches.hasDeltas()) {
            batches.fold();
        }
        String before = everything();
        change("2026-03", "2026-04", MALUS).statusCode(200);
        simulate(draft(document().replace("-500", "-100"), "2026-02", "2026-03"))
                .statusCode(200);
        given().get("/v1/evaluations/freeze-va:2026-03/kpis/sl/formulas").then().statusCode(200);
        assertThat(everything()).isEqualTo(before);
    }

    /** Rows of all tables that simulations could touch, and where the sequences are. */
    private String everything() throws SQLException {
        List<String> counts = new ArrayList<>();
        for (String table : trial.texts("select tablename from pg_tables where schemaname = 'evaluator'"
                + " and tablename not like '%_delta' and tablename not in ('delta_batch', 'day_version') order by 1")) {
            counts.add(table
                    + ' '
                    + trial.texts("select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from " + table)
                            .getFirst());
        }
        for (String sequence :
                trial.texts("select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences order by 1")) {
            counts.add(sequence);
        }
        return String.join("\n", counts);
    }

    /** The lines to the totals of each period, and these to the totals of all. */
    private static void addsUp(String answer) throws Exception {
        JsonNode tree = Json.MAPPER.readTree(answer);
        BigDecimal all = BigDecimal.ZERO;
        for (JsonNode period : tree.get("periods")) {
            BigDecimal lines = BigDecimal.ZERO;
            for (JsonNode line : period.get("lines")) {
                lines = lines.add(new BigDecimal(line.at("/amount/amount").asText()));
            }
            assertThat(lines).isEqualByComparingTo(differences(period));
            all = all.add(lines);
        }
        assertThat(all).isEqualByComparingTo(differences(tree));
    }

    private static BigDecimal differences(JsonNode totals) {
        return new BigDecimal(totals.at("/bonus/difference/amount").asText())
                .add(new BigDecimal(totals.at("/malus/difference/amount").asText()));
    }

    private static ValidatableResponse change(String period, String... operations) {
        boolean two = operations.length > 0 && !operations[0].startsWith("{");
        return simulate("{\"agreement\": \"freeze-va\", \"from\": \"" + period + "\", \"to\": \""
                + (two ? operations[0] : period) + "\", \"change\": ["
                + String.join(", ", List.of(operations).subList(two ? 1 : 0, operations.length)) + "]}");
    }

    private static ValidatableResponse simulate(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/simulations")
                .then();
    }

    private static String draft(String document, String... fromTo) {
        return Json.MAPPER
                .createObjectNode()
                .put("document", document)
                .put("from", fromTo[0])
                .put("to", fromTo[fromTo.length - 1])
                .toString();
    }

    /** The trial's agreement as its author wrote it. */
    private static String document() {
        return FreezeTrial.document(FreezeTrial.AGREEMENT, 1, "2026-03-01", null, -500);
    }
}
