package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.LineDifference;
import sla.model.number.Money;

/** January off target with one call, February with two and then three at 100 each: 10 % of February's charge for January. */
@QuarkusTest
@WithTestResource(Servers.class)
class NextChargeIT {
    private static final String AGREEMENT = """
            agreement: freeze-next
            version: 1
            title: Next
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis:
              - {id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}
              - {id: calls, title: Calls, lot: all, metric: {type: volume, of: answered}}
            charges: [{id: calls, title: Calls, kpi: calls, amount: 100}]
            bases: [{id: next, title: The next month's calls, charges: [calls], period: next}]
            rules: [{id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, percent: -10, of: next}], otherwise: 0}]
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
                Contacts.answered("january", "2026-01-12T10:00:00Z", 40_000),
                Contacts.answered("february-1", "2026-02-12T10:00:00Z", 20_000),
                Contacts.answered("february-2", "2026-02-13T10:00:00Z", 20_000)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void theNextMonthPaysAndIsRecomputedFromItsOwnInputs() throws Exception {
        given().get("/v1/evaluations/freeze-next:2026-01/lines/failure/records")
                .then()
                .statusCode(200)
                .body("line.amount.amount", equalTo("0.00"))
                .body("line.deferred.charges", equalTo(List.of("calls")))
                .body(
                        "line.sentence",
                        containsString("It is a share of what is charged in the next period, and paid then"));
        given().get("/v1/evaluations/freeze-next:2026-02/lines/failure@owed-2026-01/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("the line 'failure' of 'freeze-next:2026-01' has them"));

        trial.freeze("february", "freeze-next", "2026-02").statusCode(201);
        given().get("/v1/freezes/february/recomputed")
                .then()
                .body("identical", equalTo(true))
                .body("evaluation.lines[0].owedFor.label", equalTo("2026-01"))
                .body("evaluation.malus.amount", equalTo("-20.00"));
        given().get("/v1/freezes/february/inputs")
                .then()
                .body("past[0].lines[0].deferred.base", equalTo("next"))
                .body("past[0].charges", nullValue());
    }

    /** A version that knows of no such base pays what the one before has left. */
    @Test
    void theNextVersionPaysWhatIsLeft() throws Exception {
        trial.store(read(AGREEMENT
                .replace("version: 1", "version: 2")
                .replace("2026-01-01", "2026-02-01")
                .replaceAll("(?m)^bases:.*\n", "")
                .replace("percent: -10, of: next", "amount: -7")));
        trial.awaitQuiet();
        trial.freeze("february", "freeze-next", "2026-02").statusCode(201);

        given().get("/v1/freezes/february/recomputed")
                .then()
                .body("identical", equalTo(true))
                .body("evaluation.version", equalTo(2))
                .body("evaluation.lines[0].owedFor.label", equalTo("2026-01"))
                .body("evaluation.malus.amount", equalTo("-20.00"));
        given().get("/v1/evaluations/freeze-next:2026-03/lines/failure/records")
                .then()
                .body("line.amount.amount", equalTo("0.00"));
    }

    /** A third call of a frozen February: 10 % of 300 for January, and the charge says why. */
    @Test
    void aLateCallOfTheMonthThatPaysIsNamed() throws Exception {
        trial.freeze("february", "freeze-next", "2026-02").statusCode(201);
        batches.store(List.of(Contacts.answered("late", "2026-02-20T10:00:00Z", 20_000)));
        Difference difference = trial.awaitDifference("february", 1);

        assertThat(difference.malus()).isEqualTo(new Money(new BigDecimal("-10.00"), "EUR"));
        assertThat(difference.charged()).isEqualTo(new Money(new BigDecimal("100.00"), "EUR"));
        assertThat(difference.otherCauses())
                .extracting(Difference.OtherCause::kind)
                .containsExactly(Difference.OtherCause.Kind.CHARGES);
    }

    /** Both months are frozen, and a late call puts January on target: February's difference gives back what it paid. */
    @Test
    void aFrozenMonthGivesBackWhatItOwedNothingFor() throws Exception {
        trial.freeze("january", "freeze-next", "2026-01").statusCode(201);
        trial.freeze("february", "freeze-next", "2026-02").statusCode(201);
        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 2_000)));
        trial.awaitQuiet();
        Difference difference = trial.awaitDifference("february", 1);

        assertThat(difference.malus()).isEqualTo(new Money(new BigDecimal("20.00"), "EUR"));
        assertThat(difference.lines()).extracting(LineDifference::key).containsExactly("failure@owed-2026-01");
    }

    /** A late call of January puts it on target: February pays nothing for it any more. */
    @Test
    void theNextMonthFollowsTheOneBefore() throws Exception {
        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 2_000)));
        trial.awaitQuiet();

        given().get("/v1/evaluations/freeze-next:2026-02/lines/failure@owed-2026-01/records")
                .then()
                .statusCode(404)
                .body("detail", containsString("It has: failure."));
    }

    /** 200 a call: February is charged 400, of which 10 % are 40. Open and frozen, with January and without it. */
    @Test
    void aSimulatedPriceIsChargedAndOwed() {
        String price = """
                {"agreement": "freeze-next", "from": "%s", "to": "2026-02",
                 "change": [{"op": "replace", "path": "/charges/calls/amount", "value": 200}]}""";
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("january", "freeze-next", "2026-01").statusCode(201);
                trial.freeze("february", "freeze-next", "2026-02").statusCode(201);
            }
            simulate(price.formatted("2026-01"))
                    .body("periods.charged.after.amount", equalTo(List.of("200.00", "400.00")))
                    .body("periods.malus.after.amount", equalTo(List.of("0.00", "-40.00")))
                    .body("malus.difference.amount", equalTo("-20.00"))
                    .body("charged.difference.amount", equalTo("300.00"));
            simulate(price.formatted("2026-02")).body("periods.malus.after.amount", equalTo(List.of("-40.00")));
        }
    }

    /** 20 % for January are paid in February only if January is simulated, too; then January is simulated as frozen. */
    @Test
    void aSimulatedShareIsPaidInTheNextMonth() {
        String share = """
                {"agreement": "freeze-next", "from": "%s", "to": "2026-02",
                 "change": [{"op": "replace", "path": "/rules/failure/tiers/0/percent", "value": -20}]}""";
        for (boolean frozen : List.of(false, true)) {
            if (frozen) {
                trial.freeze("january", "freeze-next", "2026-01").statusCode(201);
                trial.freeze("february", "freeze-next", "2026-02").statusCode(201);
            }
            simulate(share.formatted("2026-01")).body("periods.malus.after.amount", equalTo(List.of("0.00", "-40.00")));
            simulate(share.formatted("2026-02")).body("periods.malus.after.amount", equalTo(List.of("-20.00")));
        }
    }

    private static ValidatableResponse simulate(String request) {
        return given().contentType("application/json")
                .body(request)
                .post("/v1/simulations")
                .then()
                .statusCode(200);
    }
}
