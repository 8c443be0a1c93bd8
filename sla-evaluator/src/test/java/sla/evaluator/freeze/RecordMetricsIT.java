package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.RecordCause.What;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.json.Json;

/** KPIs that look at records one by one, through everything: March of a contract in Amsterdam, worked by hand. */
@QuarkusTest
@WithTestResource(Servers.class)
class RecordMetricsIT {
    private static final String AGREEMENT = """
            agreement: freeze-records
            version: 1
            title: Records
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-03-01
            zone: Europe/Amsterdam
            currency: EUR
            openingHours:
              - {id: office, open: [{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "20:00"}]}
            lots:
              - {id: support, title: Support, where: {queue: [support]}}
              - {id: help, title: Help, where: {queue: [help]}}
              - {id: daytime, title: Help by day, where: {queue: [help]}, hours: office}
              - {id: mail, title: Mail, where: {queue: [mail]}, hours: office}
            kpis:
              - {id: handle, title: Handle time, lot: support, journeys: {},
                 metric: {type: average-handle-time, parts: [talk]}}
              - {id: answered, title: Answered in 60 s, lot: support, journeys: {clock: continues},
                 metric: {type: service-level, threshold: {seconds: 60, bound: at-most}, abandons: failures}}
              - {id: fcr, title: First contact, lot: help,
                 metric: {type: first-contact-resolution, by: no-repeat, days: 7, repeats: lot}}
              - {id: agents, title: By agents, lot: help, metric: {type: first-contact-resolution, by: agent}}
              - {id: revenue, title: Revenue, lot: help,
                 metric: {type: revenue-per-contact, currency: EUR, of: answered}}
              - {id: minutes, title: Minutes, lot: help,
                 metric: {type: handled-minutes, parts: [talk], each: {seconds: 60, steps: started}}}
              - {id: daytime, title: By day, lot: daytime,
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
              - {id: replied, title: Replied in 4 h, lot: mail,
                 metric: {type: share-responded-within, within: {minutes: 240, bound: at-most}, hours: opening, of: responded}}
              - {id: passed, title: Passed, lot: help,
                 metric: {type: quality-pass-rate, passMark: 85, fatal: [compliance-critical]}}
              - {id: availability, title: Availability, lot: help,
                 metric: {type: declared-measure, measure: availability, as: share, declaredFor: vendor}}
            rules:
              - {id: handle, kpi: handle, shape: linear, above: {edge: 0, amount: -1}}
              - {id: answered, kpi: answered, shape: linear, above: {edge: 0, amount: -1}}
              - {id: fcr, kpi: fcr, shape: linear, above: {edge: 0, amount: -1}}
              - {id: agents, kpi: agents, shape: linear, above: {edge: 0, amount: -1}}
              - {id: revenue, kpi: revenue, shape: linear, above: {edge: 0, amount: -1}}
              - {id: minutes, kpi: minutes, shape: linear, above: {edge: 0, amount: -1}}
              - {id: daytime, kpi: daytime, shape: linear, above: {edge: 0, amount: -1}}
              - {id: replied, kpi: replied, shape: linear, above: {edge: 0, amount: -1}}
              - {id: passed, kpi: passed, shape: linear, above: {edge: 0, amount: -1}}
              - {id: availability, kpi: availability, shape: linear, above: {edge: 0, amount: -1}}
            """;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    MovableClock clock;

    private long offset;

    @BeforeEach
    void begin() throws Exception {
        trial.begin();
        trial.store(read(AGREEMENT));
        List<AcceptedRecord> records = new ArrayList<>();
        // It begins in March's last minute and is answered on 1 April, after 40 + 30 s.
        records.add(leg("j-1a", "support", "overflowed", "2026-03-31T21:59:30Z", 40, 0, "journey-1"));
        records.add(leg("j-1b", "support", "answered", "2026-03-31T22:00:10Z", 30, 60, "journey-1"));
        // Passed on within the lot: 60 + 120 s.
        records.add(leg("j-2a", "support", "answered", "2026-03-10T10:00:00Z", 10, 60, "journey-2"));
        records.add(leg("j-2b", "support", "answered", "2026-03-10T10:01:20Z", 5, 120, "journey-2"));
        // Of three in March two come back: to the second after 7 days, and in April.
        records.add(call(
                "h-1",
                "2026-03-20T10:00:00Z",
                10,
                60,
                "\"customerKey\": \"k-1\", \"resolved\": true,"
                        + " \"revenue\": {\"amount\": \"12.50\", \"currency\": \"EUR\"}"));
        records.add(call(
                "h-2",
                "2026-03-27T10:01:10Z",
                30,
                61,
                "\"customerKey\": \"k-1\", \"resolved\": false,"
                        + " \"revenue\": {\"amount\": \"2.50\", \"currency\": \"EUR\"}"));
        records.add(call("h-3", "2026-03-31T10:00:00Z", 10, 10, "\"customerKey\": \"k-2\""));
        records.add(call("h-4", "2026-04-05T10:00:00Z", 10, 10, "\"customerKey\": \"k-2\""));
        // Monday half past eleven in Amsterdam: after 4 h of opening, after 3.5 h for what came on Saturday, after 4 h
        // and 1 s.
        records.add(mail("m-1", "2026-03-06T18:30:00Z", "2026-03-09T10:30:00Z"));
        records.add(mail("m-2", "2026-03-07T10:00:00Z", "2026-03-09T10:30:00Z"));
        records.add(mail("m-3", "2026-03-06T18:29:59Z", "2026-03-09T10:30:00Z"));
        records.add(evaluation("q-1", "h-1", 90, 1));
        records.add(evaluation("q-2", "h-2", 85, 0));
        records.add(availability(1, "700"));
        batches.store(records);
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void everyMetricCountsEachContactOnce() {
        line("2026-03", "handle").body("line.amount.amount", equalTo("-120.00"));
        line("2026-03", "answered").body("line.amount.amount", equalTo("-50.00"));
        line("2026-03", "fcr").body("line.amount.amount", equalTo("-33.33"));
        line("2026-03", "agents").body("line.amount.amount", equalTo("-50.00"));
        line("2026-03", "revenue").body("line.amount.amount", equalTo("-7.50"));
        line("2026-03", "minutes").body("line.amount.amount", equalTo("-4.00"));
        line("2026-03", "daytime").body("line.amount.amount", equalTo("-66.67"));
        line("2026-03", "replied").body("line.amount.amount", equalTo("-66.67"));
        line("2026-03", "passed").body("line.amount.amount", equalTo("-50.00"));
        line("2026-03", "availability").body("line.amount.amount", equalTo("-97.22"));
        // The journey of March is not April's as well, and nobody has come back to April's call so far.
        line("2026-04", "handle").body("kpi.measure.state", equalTo("not-measured"));
        line("2026-04", "fcr").body("line.amount.amount", equalTo("-100.00"));
    }

    @Test
    void evidenceNamesTheRecordsAndTheirLegs() {
        line("2026-03", "handle")
                .body("kpi.formula", containsString("legs of a journey are one contact"))
                .body("items.recordId", contains("j-2a", "j-1a"))
                .body("items.numerator", contains(180_000, 60_000))
                .body("items[0].legs.recordId", contains("j-2b"));
        line("2026-03", "fcr")
                .body("items.recordId", contains("h-1", "h-2", "h-3"))
                .body("items.numerator", contains(0, 1, 0));
        line("2026-03", "agents").body("items.recordId", contains("h-1", "h-2"));
        line("2026-03", "replied")
                .body("items.recordId", contains("m-3", "m-1", "m-2"))
                .body("items.numerator", contains(0, 1, 1));
        line("2026-03", "passed")
                .body("items.recordId", contains("q-1", "q-2"))
                .body("items.numerator", contains(0, 1));
        line("2026-03", "availability").body("items.recordId", contains("a-1"));
        assertThat(given().get("/v1/evaluations/freeze-records:2026-03/lines/answered/records?format=csv&limit=1")
                        .asString())
                .isEqualTo(
                        "at,source,record_id,revision,type,numerator,denominator,abandoned,answered,answeredWithinThreshold,legs\r\n"
                                + "2026-03-10T10:00:00Z,calls,\"j-2a\",1,interaction,1,1,0,1,1,\"calls/j-2b\"\r\n");
        String next = given().get("/v1/evaluations/freeze-records:2026-03/lines/answered/records?limit=1")
                .path("next");
        given().queryParam("cursor", next)
                .get("/v1/evaluations/freeze-records:2026-03/lines/answered/records?limit=1")
                .then()
                .body("items.recordId", contains("j-1a"));
    }

    @Test
    void aRecordSaysWhereItCounts() {
        record("j-1b")
                .body(
                        "counts.findAll { it.agreement == 'freeze-records' }.collect { [it.kpi, it.period, it.numerator, it.denominator] }",
                        containsInAnyOrder(List.of("handle", "2026-03", 0, 0), List.of("answered", "2026-03", 0, 0)));
        record("j-1a")
                .body(
                        "counts.findAll { it.agreement == 'freeze-records' }.collect { [it.kpi, it.period, it.numerator, it.denominator] }",
                        containsInAnyOrder(
                                List.of("handle", "2026-03", 60_000, 1), List.of("answered", "2026-03", 0, 1)));
        record("h-3")
                .body(
                        "counts.findAll { it.agreement == 'freeze-records' && it.kpi == 'fcr' }.collect { [it.numerator, it.denominator] }",
                        contains(List.of(0, 1)));
        record("a-1").body("counts.findAll { it.agreement == 'freeze-records' }.kpi", contains("availability"));
        record("q-1").body("counts.findAll { it.kpi == 'passed' }.numerator", contains(0));
    }

    @Test
    void aRecordSaysWhyItAddsNothing() throws Exception {
        why("j-1b", "counts", "handle")
                .body(
                        "text",
                        equalTo(
                                "It is a later leg of the journey that begins with 'j-1a' of 'calls', and counts with that."));
        why("j-1a", "counts", "answered")
                .body("text", equalTo("It was answered after 70 s; the threshold is at most 60 s."));
        why("h-1", "counts", "fcr").body("reason", equalTo("came-back"));
        why("h-3", "counts", "agents").body("reason", equalTo("resolution-unknown"));
        why("h-3", "counts", "revenue").body("text", equalTo("Its revenue in EUR is not known."));
        why("m-3", "counts", "replied")
                .body(
                        "text",
                        equalTo("The first response came late; in time is at most 240 min; only opening hours count."));
        why("q-1", "counts", "passed").body("text", equalTo("An error was found that is compliance-critical."));
        why("m-1", "notCounted", "fcr").body("text", equalTo("Its queue is 'mail'; the lot takes: help."));
        // A Sunday.
        why("h-4", "notCounted", "daytime")
                .body(
                        "text",
                        equalTo(
                                "Its moment, 2026-04-05T12:00 in Europe/Amsterdam, is outside the opening hours 'office'."));
        record("h-2").body("counts.find { it.kpi == 'minutes' }.why", nullValue());

        batches.store(List.of(
                call("h-0", "2026-02-28T10:00:00Z", 10, 60, "\"customerKey\": \"k-9\""),
                call("h-9", "2026-03-30T10:00:00Z", 10, 60, "\"task\": \"orders\""),
                withdrawn("q-2", "h-2")));
        record("h-0")
                .body("counts.findAll { it.agreement == 'freeze-records' }", hasSize(0))
                .body(
                        "notCounted.find { it.agreement == 'freeze-records' }.why.text",
                        equalTo("No version of the agreement holds at 2026-02-28T10:00:00Z."
                                + " It has: version 1 from 2026-03-01."))
                .body("explanation", containsString("no KPI of any agreement takes it: 'notCounted' says why."));
        why("h-9", "counts", "fcr").body("reason", equalTo("customer-unknown"));
        why("q-2", "notCounted", "passed").body("text", equalTo("The evaluation was withdrawn."));
        record("q-2")
                .body("state", equalTo("accepted"))
                .body("counts", hasSize(0))
                .body("explanation", containsString("an evaluation that was withdrawn, so it counts nowhere"));
    }

    @Test
    void nothingIsFrozenBeforeCustomersCannotComeBackInTime() {
        clock.set("2026-04-07T21:59:59Z");
        trial.freeze("early", "freeze-records", "2026-03")
                .statusCode(409)
                .body("detail", containsString("is not settled before 2026-04-07T22:00:00Z"));
        clock.set("2026-04-07T22:00:00Z");
        trial.freeze("settled", "freeze-records", "2026-03").statusCode(201);
        given().get("/v1/freezes/settled/recomputed").then().body("identical", equalTo(true));
        assertThat(given().get("/v1/freezes/settled/inputs?format=csv").asString())
                .contains("fcr,2026-03-31T10:00:00Z,cameBack,1\r\n", "passed,2026-03-27T10:00:00Z,passed,1\r\n")
                .contains("availability,2026-03-01T00:00:00Z,numeratorMillionths,700000000\r\n");
    }

    /** What no cell has changes, and what is declared, and a customer who came back unseen. */
    @Test
    void whatChangesAfterwardsIsADifferenceWithItsCause() throws Exception {
        trial.freeze("march", "freeze-records", "2026-03").statusCode(201);

        batches.store(List.of(
                revised(
                        "h-1",
                        "2026-03-20T10:00:00Z",
                        "\"customerKey\": \"k-1\", \"resolved\": false,"
                                + " \"revenue\": {\"amount\": \"12.50\", \"currency\": \"EUR\"}"),
                call("h-5", "2026-04-01T10:00:00Z", 1, 1, "\"customerKey\": \"k-1\""),
                availability(2, "720")));
        Difference difference = trial.awaitDifference("march", 1);

        assertThat(difference.lines())
                .extracting(LineDifference::key)
                .containsExactlyInAnyOrder("fcr", "agents", "availability");
        assertThat(difference.lines())
                .filteredOn(line -> line.key().equals("agents"))
                .flatExtracting(LineDifference::causes)
                .singleElement()
                .satisfies(cause -> {
                    assertThat(cause.recordId()).isEqualTo("h-1");
                    assertThat(cause.what()).isEqualTo(What.REVISED);
                });
        assertThat(difference.otherCauses())
                .extracting(OtherCause::kind)
                .containsExactlyInAnyOrder(OtherCause.Kind.RELATED_RECORDS, OtherCause.Kind.DECLARED);
        // 33.33 less, 50 less, and 2.78 more.
        assertThat(difference.malus().amount()).isEqualByComparingTo("80.55");
    }

    /** The rule's own calls are as they were; what is declared for its gate is not. */
    @Test
    void aGateOnWhatIsDeclaredSaysThatItHasChanged() throws Exception {
        trial.store(read("""
                agreement: freeze-declared-gate
                version: 1
                title: Gate
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: help, title: Help, where: {queue: [help]}}]
                kpis:
                  - {id: calls, title: Calls, lot: help, metric: {type: volume, of: answered}}
                  - {id: availability, title: Availability, lot: help,
                     metric: {type: declared-measure, measure: availability, as: share, declaredFor: vendor}}
                rules:
                  - {id: calls, kpi: calls, shape: linear, when: {kpi: availability, atLeast: 98},
                     above: {edge: 0, amount: 1}}
                """));
        trial.awaitQuiet();
        clock.set("2026-04-10T12:00:00Z");
        trial.freeze("gate", "freeze-declared-gate", "2026-03").statusCode(201);
        batches.store(List.of(availability(2, "720")));
        Difference difference = trial.awaitDifference("gate", 1);
        assertThat(difference.bonus().amount()).isEqualByComparingTo("3");
        assertThat(difference.otherCauses())
                .extracting(OtherCause::kind)
                .containsExactlyInAnyOrder(OtherCause.Kind.DECLARED, OtherCause.Kind.GATE);
    }

    /** It begins on a Saturday with a period of one day, on which the lot is closed; all others are evaluated as ever. */
    @Test
    void aPeriodOfClosedDaysIsNotMeasured() throws Exception {
        trial.store(read("""
                agreement: freeze-closed
                version: 1
                title: Closed
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-02-28
                split: true
                zone: Europe/Amsterdam
                currency: EUR
                openingHours:
                  - {id: office, open: [{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "20:00"}]}
                lots: [{id: help, title: Help, where: {queue: [help]}, hours: office}]
                kpis: [{id: passed, title: Passed, lot: help, metric: {type: quality-pass-rate, passMark: 85}}]
                rules: [{id: passed, kpi: passed, shape: linear, above: {edge: 0, amount: -1}}]
                """));
        trial.awaitQuiet();

        given().get("/v1/evaluations/freeze-closed:2026-02-28/lines/passed/records")
                .then()
                .statusCode(200)
                .body("kpi.measure.state", equalTo("not-measured"));
        given().get("/v1/evaluations/freeze-closed:2026-03/lines/passed/records")
                .then()
                .statusCode(200)
                .body("line.amount.amount", equalTo("-100.00"));
    }

    /** Offered in December and over in March, and one that a clock has leave the queue before it was offered, in April. */
    @Test
    void contactsCountWhenTheyEndHoweverLongTheyTook() throws Exception {
        trial.store(read("""
                agreement: freeze-ended
                version: 1
                title: Ended
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: long, title: Long, where: {queue: [long]}}]
                kpis:
                  - {id: ended, title: Ended, lot: long, attribution: ended, metric: {type: volume, of: answered}}
                  - {id: minutes, title: Minutes, lot: long, attribution: ended,
                     metric: {type: handled-minutes, parts: [talk], each: {seconds: 60, steps: started}}}
                  - {id: left, title: Left, lot: long, attribution: left-queue, journeys: {}, metric: {type: volume, of: answered}}
                rules:
                  - {id: ended, kpi: ended, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: minutes, kpi: minutes, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: left, kpi: left, shape: linear, above: {edge: 0, amount: -1}}
                """));
        batches.store(List.of(
                contact(
                        "l-1",
                        1,
                        "long",
                        "email",
                        "answered",
                        "2025-12-20T10:00:00Z",
                        0,
                        60,
                        "\"endedAt\": \"2026-03-16T10:00:00Z\""),
                contact(
                        "l-2",
                        1,
                        "long",
                        "email",
                        "answered",
                        "2026-03-20T10:00:00Z",
                        0,
                        60,
                        "\"endedAt\": \"2026-03-20T11:00:00Z\""),
                contact(
                        "l-3",
                        1,
                        "long",
                        "voice",
                        "answered",
                        "2026-04-01T00:00:00Z",
                        0,
                        60,
                        "\"answeredAt\": \"2026-03-31T23:59:59.900Z\", \"endedAt\": \"2026-04-01T00:01:00Z\"")));
        trial.awaitQuiet();

        for (String line : List.of("ended", "minutes")) {
            given().get("/v1/evaluations/freeze-ended:2026-03/lines/" + line + "/records")
                    .then()
                    .statusCode(200)
                    .body("line.amount.amount", equalTo("-2.00"))
                    .body("items.recordId", contains("l-1", "l-2"));
        }
        given().get("/v1/evaluations/freeze-ended:2026-03/lines/left/records")
                .then()
                .statusCode(200)
                .body("items.recordId", contains("l-2", "l-3"));
    }

    /** A call over midnight UTC; its customer is back within seven days of its end, but not of the end of the period. */
    @Test
    void customersHaveTheirDaysFromTheEndOfTheContactOn() throws Exception {
        trial.store(read("""
                agreement: freeze-back
                version: 1
                title: Back
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: night, title: Night, where: {queue: [night]}}]
                kpis:
                  - {id: fcr, title: First contact, lot: night,
                     metric: {type: first-contact-resolution, by: no-repeat, days: 7, repeats: lot}}
                rules: [{id: fcr, kpi: fcr, shape: linear, above: {edge: 0, amount: -1}}]
                """));
        batches.store(List.of(contact(
                "n-1", 1, "night", "voice", "answered", "2026-03-31T23:50:00Z", 0, 1_800, "\"customerKey\": \"k\"")));
        trial.awaitQuiet();
        given().get("/v1/evaluations/freeze-back:2026-03/lines/fcr/records")
                .then()
                .body("line.amount.amount", equalTo("-100.00"));
        clock.set("2026-04-08T00:19:59Z");
        trial.freeze("too-early", "freeze-back", "2026-03")
                .statusCode(409)
                .body("detail", containsString("2026-04-08T00:20:00Z"));

        batches.store(List.of(contact(
                "n-2", 1, "night", "voice", "answered", "2026-04-08T00:10:00Z", 0, 60, "\"customerKey\": \"k\"")));
        trial.awaitQuiet();

        given().get("/v1/evaluations/freeze-back:2026-03/lines/fcr/records")
                .then()
                .body("line.amount.amount", equalTo("0.00"))
                .body("items.counts.cameBack", contains(1));
    }

    /** What is declared alone is seen at once, also when it is taken back. */
    @Test
    void aDeclaredMeasureIsEvaluatedWithoutAnyContact() throws Exception {
        batches.store(List.of(availability(2, "360")));
        trial.awaitQuiet();
        line("2026-03", "availability").body("line.amount.amount", equalTo("-50.00"));

        batches.store(List.of(record("a-1", 3, "{\"type\": \"retraction\"}")));
        trial.awaitQuiet();
        line("2026-03", "availability").body("kpi.measure.state", equalTo("not-measured"));
    }

    /** Records of the month before have been deleted: some may have gone on into March. So its result stays. */
    @Test
    void aPeriodWhoseRecordsAreDeletedKeepsItsResult() throws Exception {
        trial.execute("insert into sealed_month (source, month, sealed_at) values ('calls', '2026-02-01', now())");
        try {
            batches.store(List.of(leg("j-9", "support", "answered", "2026-03-12T10:00:00Z", 0, 60, "journey-9")));
            trial.awaitQuiet();

            given().get("/v1/evaluations/freeze-records:2026-03/lines/handle/records")
                    .then()
                    .body("line.amount.amount", equalTo("-120.00"));
            trial.freeze("without", "freeze-records", "2026-03")
                    .statusCode(409)
                    .body("detail", containsString("source 'calls' of 2026-02"));
        } finally {
            trial.execute("delete from sealed_month");
        }
    }

    /** 30 s and 10 s answered, 20 s abandoned, of which 6, 4 and 8 s rang; then the first rang for 12 s. */
    @Test
    void ringingIsPartOfTheWaitOnlyIfTheContractSaysSo() throws Exception {
        trial.store(read("""
                agreement: freeze-ring
                version: 1
                title: Ring
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: ring, title: Ring, where: {queue: [ring]}}]
                kpis:
                  - {id: queued, title: Queued, lot: ring, ring: {time: not-counted}, metric: {type: average-speed-of-answer}}
                  - {id: received, title: Received, lot: ring, metric: {type: average-speed-of-answer, over: offered}}
                  - {id: lost, title: Lost, lot: ring, ring: {noAnswer: never-short},
                     metric: {type: abandonment-rate, shortAbandon: {seconds: 20, bound: at-most}}}
                rules:
                  - {id: queued, kpi: queued, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: received, kpi: received, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: lost, kpi: lost, shape: linear, above: {edge: 0, amount: -1}}
                """));
        batches.store(List.of(
                contact("r-1", 1, "ring", "voice", "answered", "2026-03-10T10:00:00Z", 30, 60, "\"ringMillis\": 6000"),
                contact("r-2", 1, "ring", "voice", "answered", "2026-03-11T10:00:00Z", 10, 60, "\"ringMillis\": 4000"),
                contact(
                        "r-3",
                        1,
                        "ring",
                        "voice",
                        "abandoned",
                        "2026-03-12T10:00:00Z",
                        20,
                        0,
                        "\"ringMillis\": 8000")));
        trial.awaitQuiet();
        String lines = "/v1/evaluations/freeze-ring:2026-03/lines/";

        given().get(lines + "queued/records")
                .then()
                .body("line.amount.amount", equalTo("-15.00"))
                .body("line.sentence", containsString("ring time is no part of the wait"))
                .body("items.recordId", contains("r-1", "r-2"))
                .body("items.numerator", contains(24_000, 6_000));
        given().get(lines + "received/records")
                .then()
                .body("line.amount.amount", equalTo("-13.33"))
                .body("items.denominator", contains(1, 1, 1));
        given().get(lines + "lost/records").then().body("line.amount.amount", equalTo("-33.33"));
        record("r-1")
                .body("counts.findAll { it.kpi == 'queued' }.numerator", contains(24_000))
                .body("counts.findAll { it.kpi == 'received' }.numerator", contains(30_000));

        trial.freeze("ring", "freeze-ring", "2026-03").statusCode(201);
        given().get("/v1/freezes/ring/recomputed").then().body("identical", equalTo(true));
        batches.store(List.of(contact(
                "r-1", 2, "ring", "voice", "answered", "2026-03-10T10:00:00Z", 30, 60, "\"ringMillis\": 12000")));
        Difference difference = trial.awaitDifference("ring", 1);
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.key()).isEqualTo("queued");
            assertThat(line.causes()).extracting(cause -> cause.recordId()).containsExactly("r-1");
        });
        // (18 + 6) / 2 = 12 instead of 15.
        assertThat(difference.malus().amount()).isEqualByComparingTo("3");
    }

    /** A month of random legs of few journeys over three periods: every leg is in one journey, every journey in one period. */
    @Test
    void everyJourneyIsInOnePeriod() throws Exception {
        trial.store(read("""
                agreement: freeze-journeys
                version: 1
                title: Journeys
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-02
                period: {every: week}
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: many, title: Many, where: {queue: [many]}}]
                kpis:
                  - {id: journeys, title: Journeys, lot: many, attribution: ended, journeys: {gapHours: 20},
                     metric: {type: volume, of: answered}}
                  - {id: minutes, title: Minutes, lot: many, attribution: ended, journeys: {gapHours: 20},
                     metric: {type: handled-minutes, parts: [talk]}}
                rules:
                  - {id: journeys, kpi: journeys, shape: linear, above: {edge: 0, amount: -1}}
                  - {id: minutes, kpi: minutes, shape: linear, above: {edge: 0, amount: -1}}
                """));
        Random random = new Random(7);
        Instant start = Instant.parse("2026-03-02T06:00:00Z");
        Map<String, List<Instant>> offers = new TreeMap<>();
        List<AcceptedRecord> legs = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Instant offered = start.plusSeconds(random.nextInt(30 * 86_400));
            String journey = random.nextInt(6) == 0 ? "alone-" + i : "journey-" + random.nextInt(25);
            offers.computeIfAbsent(journey, _ -> new ArrayList<>()).add(offered);
            legs.add(leg("r-" + i, "many", "answered", offered.toString(), 0, 60, journey));
        }
        batches.store(legs);
        trial.awaitQuiet();

        Map<String, Integer> expected = new TreeMap<>();
        int journeys = 0;
        for (List<Instant> own : offers.values()) {
            own.sort(null);
            for (int i = 0; i < own.size(); i++) {
                boolean last = i == own.size() - 1
                        || Duration.between(own.get(i).plusSeconds(60), own.get(i + 1))
                                        .compareTo(Duration.ofHours(20))
                                > 0;
                if (last) {
                    journeys++;
                    LocalDate ended = own.get(i)
                            .plusSeconds(60)
                            .atZone(ZoneId.of("Europe/Amsterdam"))
                            .toLocalDate();
                    expected.merge(
                            ended.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                    .toString(),
                            1,
                            Integer::sum);
                }
            }
        }
        int minutes = 0;
        for (Map.Entry<String, Integer> week : expected.entrySet()) {
            String lines = "/v1/evaluations/freeze-journeys:" + week.getKey() + "/lines/";
            assertThat(given().get(lines + "journeys/records").<String>path("line.amount.amount"))
                    .as(week.getKey())
                    .isEqualTo("-" + week.getValue() + ".00");
            String paid = given().get(lines + "minutes/records").path("line.amount.amount");
            minutes -= new BigDecimal(paid).intValueExact();
        }
        assertThat(journeys).isGreaterThan(100);
        assertThat(minutes).isEqualTo(400);
    }

    private static ValidatableResponse line(String period, String line) {
        return given().get("/v1/evaluations/freeze-records:" + period + "/lines/" + line + "/records")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse record(String id) {
        return given().get("/v1/records/calls/" + id).then().statusCode(200);
    }

    private static ValidatableResponse why(String id, String list, String kpi) {
        return record(id).rootPath(list + ".find { it.agreement == 'freeze-records' && it.kpi == '" + kpi + "' }.why");
    }

    private AcceptedRecord leg(
            String id, String queue, String outcome, String offeredAt, int wait, int talk, String journey)
            throws Exception {
        return contact(id, 1, queue, "voice", outcome, offeredAt, wait, talk, "\"journeyId\": \"" + journey + '"');
    }

    private AcceptedRecord call(String id, String offeredAt, int wait, int talk, String more) throws Exception {
        return contact(id, 1, "help", "voice", "answered", offeredAt, wait, talk, more);
    }

    private AcceptedRecord revised(String id, String offeredAt, String more) throws Exception {
        return contact(id, 2, "help", "voice", "answered", offeredAt, 10, 60, more);
    }

    private AcceptedRecord mail(String id, String offeredAt, String respondedAt) throws Exception {
        return contact(
                id, 1, "mail", "email", "answered", offeredAt, 0, 0, "\"firstResponseAt\": \"" + respondedAt + '"');
    }

    private AcceptedRecord contact(
            String id,
            long revision,
            String queue,
            String channel,
            String outcome,
            String offeredAt,
            int wait,
            int talk,
            String more)
            throws Exception {
        return record(id, revision, """
                {"type": "interaction", "vendor": "va", "channel": "CHANNEL", "direction": "inbound", "queue": "QUEUE",
                 "outcome": "OUTCOME", "offeredAt": "OFFERED", "waitMillis": WAIT, "talkMillis": TALK, MORE}
                """.replace("CHANNEL", channel)
                .replace("QUEUE", queue)
                .replace("OUTCOME", outcome)
                .replace("OFFERED", offeredAt)
                .replace("WAIT", String.valueOf(wait * 1000))
                .replace("TALK", String.valueOf(talk * 1000))
                .replace("MORE", more));
    }

    private AcceptedRecord evaluation(String id, String contact, int score, int complianceErrors) throws Exception {
        return record(id, 1, """
                {"type": "quality-evaluation", "vendor": "va", "interaction": {"source": "calls", "recordId": "CONTACT"},
                 "evaluatedAt": "2026-04-02T10:00:00Z", "form": "call", "score": SCORE, "status": "released",
                 "criticalErrors": {"compliance": ERRORS}}
                """.replace("CONTACT", contact)
                .replace("SCORE", String.valueOf(score))
                .replace("ERRORS", String.valueOf(complianceErrors)));
    }

    private AcceptedRecord withdrawn(String id, String contact) throws Exception {
        return record(id, 2, """
                {"type": "quality-evaluation", "vendor": "va", "interaction": {"source": "calls", "recordId": "CONTACT"},
                 "evaluatedAt": "2026-04-02T10:00:00Z", "form": "call", "score": 85, "status": "withdrawn"}
                """.replace("CONTACT", contact));
    }

    /** Of 720 hours. */
    private AcceptedRecord availability(long revision, String hours) throws Exception {
        return record("a-1", revision, """
                {"type": "declared-measure", "vendor": "va", "name": "availability", "from": "2026-03-01T00:00:00Z",
                 "to": "2026-03-31T00:00:00Z", "numerator": HOURS, "denominator": 720, "unit": "h"}
                """.replace("HOURS", hours));
    }

    private AcceptedRecord record(String id, long revision, String json) throws Exception {
        return RecordStories.record("calls", id, revision, Json.MAPPER.readValue(json, Content.class), offset++);
    }
}
