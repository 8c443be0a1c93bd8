package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contacts.forecast;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.RecordCause;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;

/**
 * On 5 March 4 calls came where 2 were forecast, so 2.2 are to be taken: the first two, one of them in time. On 6 March 2
 * came where 4 were forecast, both in time. (1 + 2) / (2 + 2) = 75 %.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class LastInIT {
    private static final String AGREEMENT = """
            agreement: freeze-last-in
            version: 1
            title: Last in
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis:
              - {id: in-time, title: In time, lot: all, rounding: {decimals: 2, mode: half-up},
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
              - {id: offered, title: Calls, lot: all, metric: {type: volume, of: offered}}
              - {id: forecast, title: Forecast, lot: all,
                 metric: {type: declared-measure, measure: forecast, as: sum, declaredFor: vendor}}
            rules: [{id: failure, kpi: in-time, shape: tiers, tiers: [{below: 80, amount: -500}], otherwise: 0}]
            relief:
              - {id: corridor, kind: corridor, volume: offered, forecast: forecast, every: day, abovePercent: 110,
                 surplus: last-in, kpis: [in-time]}
            """;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void begin() throws Exception {
        trial.begin();
        trial.store(read(AGREEMENT));
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    /** Thursday's third and fourth call came in the same millisecond as the second one. */
    private void sixCalls() throws Exception {
        batches.store(List.of(
                Contacts.answered("thursday-4", "2026-03-05T10:10:00Z", 10_000),
                Contacts.answered("thursday-2", "2026-03-05T10:10:00Z", 40_000),
                Contacts.answered("thursday-1", "2026-03-05T10:00:00Z", 20_000),
                Contacts.answered("thursday-3", "2026-03-05T10:10:00Z", 10_000),
                Contacts.answered("friday-1", "2026-03-06T10:00:00Z", 20_000),
                Contacts.answered("friday-2", "2026-03-06T11:00:00Z", 10_000),
                forecast("f-5", 1, "2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z", 2),
                forecast("f-6", 1, "2026-03-05T23:00:00Z", "2026-03-06T23:00:00Z", 4)));
        trial.awaitQuiet();
    }

    @Test
    void whatCameLastIsNotAmongTheRecordsOfTheLine() throws Exception {
        sixCalls();

        line().body("line.amount.amount", equalTo("-500.00"))
                .body("kpi.value", equalTo("75.00"))
                .body(
                        "kpi.formula",
                        containsString("without what came last in 1 day above 110 % of Forecast (corridor)"))
                .body("items.recordId", equalTo(List.of("thursday-1", "thursday-2", "friday-1", "friday-2")))
                .body("notes", hasItem(containsString("of each the first contact that is beyond it")));
        String own = "counts.find { it.agreement == 'freeze-last-in' && it.kpi == 'in-time' }";
        given().get("/v1/records/calls/thursday-3")
                .then()
                .body(own + ".denominator", equalTo(0))
                .body(own + ".why.reason", equalTo("above-forecast"));
        given().get("/v1/records/calls/thursday-2").then().body(own + ".denominator", equalTo(1));
    }

    /** A call that comes late is the first one, so the second one is beyond the corridor now: 100 %. */
    @Test
    void aFrozenMonthIsRecomputedAndDiffersByALateCall() throws Exception {
        sixCalls();
        trial.freeze("march", "freeze-last-in", "2026-03").statusCode(201);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));

        batches.store(List.of(Contacts.answered("early", "2026-03-05T09:00:00Z", 5_000)));
        Difference difference = trial.awaitDifference("march", 1);

        assertThat(difference.malus().amount()).isEqualByComparingTo("500");
        assertThat(difference.otherCauses()).extracting(OtherCause::kind).containsExactly(OtherCause.Kind.RELIEF);
        line().body("items.recordId", equalTo(List.of("thursday-1", "thursday-2", "friday-1", "friday-2")));
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        // Other money for the same contacts: nothing of it is taken from today's.
        simulated("""
                "change": [{"op": "replace", "path": "/rules/failure/tiers/0/amount", "value": -900}]""")
                .body("periods[0].after.kpis[0].value", equalTo("75.00"))
                .body("malus.difference.amount", equalTo("-400.00"))
                .body("notes", equalTo(List.of()));
    }

    /** Beyond what is taken one is not in time any more, and one comes late: neither has ever counted. */
    @Test
    void whatCameLastThenAndNowIsNoCause() throws Exception {
        sixCalls();
        trial.freeze("march", "freeze-last-in", "2026-03").statusCode(201);

        batches.store(List.of(
                Contacts.record(
                        "thursday-4",
                        2,
                        Contacts.contact("support", Outcome.ANSWERED, "2026-03-05T10:10:00Z", 30_000, 1L)),
                Contacts.record(
                        "friday-2",
                        2,
                        Contacts.contact("support", Outcome.ANSWERED, "2026-03-06T11:00:00Z", 30_000, 1L)),
                Contacts.answered("thursday-9", "2026-03-05T22:00:00Z", 5_000)));
        Difference difference = trial.awaitDifference("march", 1);

        // (1 + 1) / (2 + 2)
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.numerator()).isEqualTo(-1);
            assertThat(line.causes()).extracting(RecordCause::recordId).containsExactly("friday-2");
            assertThat(line.causeCount()).isEqualTo(1);
        });
    }

    /** All that came on the 5th is left out by the other reading, and without any corridor (3 + 2) / 6 = 83.33 %. */
    @Test
    void otherReadingsCanBeTried() throws Exception {
        sixCalls();
        String whole = """
                "change": [{"op": "replace", "path": "/relief/corridor/surplus", "value": "whole"}]""";
        String none = """
                "change": [{"op": "remove", "path": "/relief/corridor"}]""";
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("march", "freeze-last-in", "2026-03").statusCode(201);
            }
            simulated(whole).body("periods[0].after.kpis[0].value", equalTo("100.00"));
            simulated(none).body("periods[0].after.kpis[0].value", equalTo("83.33"));
        }
    }

    /** Without the first call the second and third one are the first two: 1 + 2 of 4, and behind both 2 + 2 of 4. */
    @Test
    void whatExclusionsLeaveOutHasNotCome() throws Exception {
        sixCalls();
        String first = "{\"from\": \"2026-03-05T10:00:00Z\", \"to\": \"2026-03-05T10:01:00Z\"}";
        String second = "{\"records\": [\"calls/thursday-2\"]}";
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("march", "freeze-last-in", "2026-03").statusCode(201);
            }
            simulated("\"exclusions\": [" + first + "," + second + "]")
                    .body("periods[0].after.kpis[0].value", equalTo("100.00"))
                    .body("periods[0].after.reliefs[0].kpis[0].without", equalTo("75.00"))
                    .body("periods[0].after.reliefs[0].kpis[0].with", equalTo("75.00"))
                    .body("periods[0].after.reliefs[1].kpis[0].with", equalTo("100.00"))
                    .body("periods[0].after.reliefs[2].spans", nullValue());
        }
    }

    private record Call(Instant at, String id, boolean inTime) {}

    /** Many calls in the same minutes, by a list of them that is sorted and cut. */
    @Test
    void takesThoseThatAListOfTheCallsHasFirst() throws Exception {
        Random random = new Random(5);
        List<Call> calls = new ArrayList<>();
        List<AcceptedRecord> records = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Instant at = Instant.parse("2026-03-05T08:00:00Z").plus(Duration.ofMinutes(random.nextInt(38) * 60L + 7));
            Call call = new Call(at, "c-" + random.nextInt(1_000) + "-" + i, random.nextBoolean());
            calls.add(call);
            records.add(Contacts.answered(call.id(), at.toString(), call.inTime() ? 20_000 : 21_000));
        }
        int[] forecasts = {random.nextInt(40), random.nextInt(40)};
        records.add(forecast("f-5", 1, "2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z", forecasts[0]));
        records.add(forecast("f-6", 1, "2026-03-05T23:00:00Z", "2026-03-06T23:00:00Z", forecasts[1]));
        batches.store(records);
        trial.awaitQuiet();

        for (int percent : new int[] {100, 115, 270}) {
            for (int hours : new int[] {0, 3, 11}) {
                Instant until = Instant.parse("2026-03-05T10:07:00Z").plus(Duration.ofHours(hours));
                String exclusions = hours == 0
                        ? ""
                        : ", \"exclusions\": [{\"from\": \"2026-03-05T10:07:00Z\", \"to\": \"" + until + "\"}]";
                simulated("\"change\": [{\"op\": \"replace\", \"path\": \"/relief/corridor/abovePercent\","
                                + " \"value\": " + percent + "}]" + exclusions)
                        .body(
                                "periods[0].after.kpis[0].value",
                                equalTo(share(calls, forecasts, percent, until).toPlainString()));
            }
        }
    }

    private static BigDecimal share(List<Call> calls, int[] forecasts, int percent, Instant excludedUntil) {
        int inTime = 0;
        int all = 0;
        for (int day = 0; day < 2; day++) {
            Instant from = Instant.parse("2026-03-04T23:00:00Z").plus(Duration.ofDays(day));
            List<Call> first = calls.stream()
                    .filter(call -> !call.at().isBefore(from) && call.at().isBefore(from.plus(Duration.ofDays(1))))
                    .filter(call -> call.at().isBefore(Instant.parse("2026-03-05T10:07:00Z"))
                            || !call.at().isBefore(excludedUntil))
                    .sorted(Comparator.comparing(Call::at).thenComparing(Call::id))
                    .limit(forecasts[day] * percent / 100)
                    .toList();
            all += first.size();
            inTime += (int) first.stream().filter(Call::inTime).count();
        }
        return new BigDecimal(inTime * 100).divide(new BigDecimal(all), 2, RoundingMode.HALF_UP);
    }

    private static ValidatableResponse simulated(String what) {
        return given().contentType(ContentType.JSON)
                .body("{\"agreement\": \"freeze-last-in\", \"from\": \"2026-03\", " + what + "}")
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse line() {
        return given().get("/v1/evaluations/freeze-last-in:2026-03/lines/failure/records")
                .then()
                .statusCode(200);
    }
}
