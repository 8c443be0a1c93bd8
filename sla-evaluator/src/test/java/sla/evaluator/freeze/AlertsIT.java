package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.AlertDifference;
import sla.model.evaluation.Difference;

/** A right to terminate after three months above 30 s in six; February and March are, now it is 10 April. */
@QuarkusTest
@WithTestResource(Servers.class)
class AlertsIT {
    private static final String AGREEMENT = """
            agreement: freeze-alerts
            version: 1
            title: Alerts
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}]
            rules:
              - {id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -100}], otherwise: 0}
            alerts:
              - {id: termination, title: Termination right, when: {periods: {kpi: asa, above: 30, last: 6}, atLeast: 3}}
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
                Contacts.answered("january", "2026-01-12T10:00:00Z", 20_000),
                Contacts.answered("february", "2026-02-12T10:00:00Z", 40_000),
                Contacts.answered("march", "2026-03-12T10:00:00Z", 40_000)));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    /** March is frozen with two of six. A late call makes January the third: no amount changes, but a right is there. */
    @Test
    void aFrozenMonthThatWouldRaiseAnAlertGivesADifferenceWithoutAnAmount() throws Exception {
        trial.freeze("march", "freeze-alerts", "2026-03").statusCode(201);
        given().get("/v1/freezes/march/inputs")
                .then()
                .body("past.period.label", equalTo(List.of("2026-01", "2026-02")))
                .body("past[1].values[0].value", equalTo("40"));

        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 100_000)));
        Difference difference = trial.awaitDifference("march", 1);

        assertThat(difference.lines()).isEmpty();
        assertThat(difference.malus().amount()).isZero();
        AlertDifference alert = difference.alerts().getFirst();
        assertThat(alert.before().raised()).isFalse();
        assertThat(alert.before().sentence())
                .isEqualTo("Termination right: it is raised if the number of times Answer was above 30 s in the last 6"
                        + " periods is at least 3: 2 (2026-02, 2026-03), no. So it is not raised.");
        assertThat(alert.after().raised()).isTrue();
        assertThat(difference.otherCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.kind()).isEqualTo(Difference.OtherCause.Kind.EARLIER_PERIOD));
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
    }

    /** Two of six periods are above 30 s. */
    @Test
    void aSimulationSaysWhichAlertsDiffer() {
        for (int atLeast : new int[] {2, 3}) {
            given().contentType("application/json")
                    .body("""
                            {"agreement": "freeze-alerts", "from": "2026-03", "change": [
                              {"op": "replace", "path": "/alerts/termination/when/atLeast", "value": %d}]}
                            """.formatted(atLeast))
                    .post("/v1/simulations")
                    .then()
                    .statusCode(200)
                    .body("periods[0].lines", equalTo(List.of()))
                    .body(
                            "periods[0].alerts",
                            atLeast == 3
                                    ? nullValue()
                                    : equalTo(List.of(Map.of("alert", "termination", "before", false, "after", true))));
        }
    }
}
