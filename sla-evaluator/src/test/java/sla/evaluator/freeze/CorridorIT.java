package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static sla.evaluator.testing.Contacts.forecast;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;

/**
 * On 5 March 4 calls came where 2 were forecast, one of them answered in time; on 6 March 2 where 4 were, both in time. All
 * together are 3 / 6 = 50 %, without the 5th it is 100 %.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class CorridorIT {
    private static final String AGREEMENT = """
            agreement: freeze-corridor
            version: 1
            title: Corridor
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
                 surplus: whole, kpis: [in-time]}
            """;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void begin() throws Exception {
        trial.begin();
        trial.store(read(AGREEMENT));
        batches.store(List.of(
                Contacts.answered("thursday-1", "2026-03-05T10:00:00Z", 20_000),
                Contacts.answered("thursday-2", "2026-03-05T10:10:00Z", 40_000),
                Contacts.answered("thursday-3", "2026-03-05T11:00:00Z", 40_000),
                Contacts.answered("thursday-4", "2026-03-05T12:00:00Z", 40_000),
                Contacts.answered("friday-1", "2026-03-06T10:00:00Z", 20_000),
                Contacts.answered("friday-2", "2026-03-06T11:00:00Z", 10_000),
                forecast("f-5", 1, "2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z", 2),
                forecast("f-6", 1, "2026-03-05T23:00:00Z", "2026-03-06T23:00:00Z", 4)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void theRecordsOfTheDayThatIsLeftOutAreNotThoseOfTheLine() {
        line().body("line.amount.amount", equalTo("0.00"))
                .body("kpi.value", equalTo("100.00"))
                .body("kpi.formula", containsString("without 1 day above 110 % of Forecast (corridor)"))
                .body("items.recordId", equalTo(List.of("friday-1", "friday-2")))
                .body("notes", hasItem(containsString("What the relief 'corridor' leaves out is not listed")));
    }

    /** Frozen inputs have all that is compared; a higher forecast puts the day back, which a difference says. */
    @Test
    void aFrozenMonthIsRecomputedAndDiffersByALaterForecast() throws Exception {
        trial.freeze("march", "freeze-corridor", "2026-03").statusCode(201);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        assertThat(trial.texts(
                        "select document from evaluation where agreement = 'freeze-corridor' and period = '2026-03'"))
                .singleElement()
                .asString()
                .contains("\"kpis\":[{\"kpi\":\"in-time\",\"without\":\"50.00\",\"with\":\"100.00\"}]");

        batches.store(List.of(forecast("f-5", 2, "2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z", 10)));
        Difference difference = trial.awaitDifference("march", 1);

        assertThat(difference.malus().amount()).isEqualByComparingTo("-500");
        assertThat(difference.otherCauses()).extracting(OtherCause::kind).containsExactly(OtherCause.Kind.RELIEF);
        line().body("items.recordId", equalTo(List.of("friday-1", "friday-2")));
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
    }

    /** (1 × 2.2 / 4 + 2) / (4 × 2.2 / 4 + 2) = 2.55 / 4.2 = 60.71 %, of an open month and of a frozen one. */
    @Test
    void anotherReadingCanBeTried() throws Exception {
        simulated();
        trial.freeze("march", "freeze-corridor", "2026-03").statusCode(201);
        simulated();
    }

    /** Under each treatment of abandons of all six calls. */
    @Test
    void theFormulasLeaveTheReliefAside() {
        given().get("/v1/evaluations/freeze-corridor:2026-03/kpis/in-time/formulas")
                .then()
                .statusCode(200)
                .body("formulas[0].value", equalTo("50.00"))
                .body("notes", hasItem(containsString("The relief 'corridor' is left aside")));
    }

    /**
     * An exclusion of two of Thursday's four calls leaves two, of 2.2 that had to be taken: 2 of 4 in time. Where the calls are
     * charged, all four have come, and Thursday stays out.
     */
    @Test
    void aChargedVolumeKeepsWhatAnExclusionLeavesOut() {
        String calls = "{\"from\": \"2026-03-05T09:30:00Z\", \"to\": \"2026-03-05T10:30:00Z\"}";
        String fee = "{\"op\": \"add\", \"path\": \"/charges\","
                + " \"value\": [{\"id\": \"fee\", \"title\": \"Fee\", \"kpi\": \"offered\", \"amount\": 1}]}";
        excluded(calls, "").body("periods[0].after.kpis[0].value", equalTo("50.00"));
        excluded(calls, fee).body("periods[0].after.kpis[0].value", equalTo("100.00"));
    }

    /** Twenty minutes in which nobody calls, and in which Thursday's forecast begins: all of its calls count. */
    @Test
    void anExclusionOverMidnightTakesTheForecastOfTheDay() {
        String midnight = "{\"from\": \"2026-03-04T22:50:00Z\", \"to\": \"2026-03-04T23:10:00Z\"";
        excluded(midnight + "}", "").body("periods[0].after.kpis[0].value", equalTo("50.00"));
        excluded(midnight + ", \"kpis\": [\"in-time\", \"offered\"]}", "")
                .body("periods[0].after.kpis[0].value", equalTo("100.00"));
    }

    private static ValidatableResponse excluded(String exclude, String change) {
        return given().contentType(ContentType.JSON)
                .body("{\"agreement\": \"freeze-corridor\", \"from\": \"2026-03\", \"change\": [" + change
                        + "], \"exclusions\": [" + exclude + "]}")
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }

    private static void simulated() {
        given().contentType(ContentType.JSON)
                .body("""
                        {"agreement": "freeze-corridor", "from": "2026-03",
                         "change": [{"op": "replace", "path": "/relief/corridor/surplus", "value": "pro-rata"}]}
                        """)
                .post("/v1/simulations")
                .then()
                .statusCode(200)
                .body("periods[0].after.kpis[0].value", equalTo("60.71"))
                .body("periods[0].after.reliefs[0].kpis[0].without", equalTo("50.00"))
                .body("malus.difference.amount", equalTo("-500.00"));
    }

    private static ValidatableResponse line() {
        return given().get("/v1/evaluations/freeze-corridor:2026-03/lines/failure/records")
                .then()
                .statusCode(200);
    }
}
