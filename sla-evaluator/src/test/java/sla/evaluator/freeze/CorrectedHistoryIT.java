package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.event.AcceptedRecord;
import sla.model.event.Retraction;

/**
 * A failure costs 5,000, counts 1, 2 and 3 times within twelve months, at most 40,000 a year. 2025 is frozen; in April 2026
 * its September turns out to have been met. October has two parts, for a second version starts in it.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class CorrectedHistoryIT {
    private static final String AGREEMENT = """
            agreement: freeze-year
            version: VERSION
            title: A year
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: FROM
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}}]
            rules:
              - {id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -5000}], otherwise: 0,
                 repeats: {last: 12, times: [1, 2, 3]}}
            caps: [{id: year, ledger: malus, per: year, amount: 40000}]
            """;

    /** Frozen in this order: not that of the months. */
    private static final List<String> FROZEN =
            List.of("2025-11", "2025-09", "2025-10-16", "2025-01", "2025-10-01", "2025-08");

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @BeforeEach
    void twoYears() throws Exception {
        trial.begin();
        trial.store(read(AGREEMENT.replace("VERSION", "1").replace("FROM", "2025-01-01")));
        trial.store(read(AGREEMENT.replace("VERSION", "2").replace("FROM", "2025-10-16\nsplit: true")));
        List<AcceptedRecord> failures = new ArrayList<>();
        for (String day : List.of("2025-01", "2025-08", "2025-09", "2025-10", "2025-11", "2026-01")) {
            failures.add(Contacts.answered("f-" + day, day + "-05T10:00:00Z", 40_000));
        }
        failures.add(Contacts.answered("f-2025-10-16", "2025-10-20T10:00:00Z", 40_000));
        batches.store(failures);
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void laterPeriodsLookBackOnWhatAFrozenOneWouldBe() throws Exception {
        amount("2025-01", "-5000.00");
        amount("2025-08", "-10000.00");
        amount("2025-09", "-15000.00");
        // 15,000 × 15 / 31, and 15,000 × 16 / 31 = 7,741.94, of which 40,000 - 37,258.06 are left.
        amount("2025-10-01", "-7258.06");
        amount("2025-10-16", "-2741.94").body("line.repeat.number", equalTo(4));
        amount("2025-11", "0.00").body("line.repeat.number", equalTo(5));
        amount("2026-01", "-15000.00").body("line.repeat.number", equalTo(5));
        freezeAll();

        batches.store(List.of(Contacts.answered("quick", "2025-09-07T10:00:00Z", 0)));
        trial.awaitQuiet();

        Map<String, String> malus = new LinkedHashMap<>();
        for (String period : FROZEN) {
            List<Difference> differences = trial.differences(id(period));
            malus.put(
                    period,
                    differences.isEmpty()
                            ? "none"
                            : differences.getLast().malus().amount().toPlainString());
            given().get("/v1/freezes/" + id(period) + "/recomputed").then().body("identical", equalTo(true));
        }
        assertThat(malus)
                .isEqualTo(Map.of(
                        "2025-01", "none",
                        "2025-08", "none",
                        "2025-09", "15000.00",
                        // It is the third failure now, which counts three times as well.
                        "2025-10-01", "0.00",
                        // The cap has room: -7,741.94.
                        "2025-10-16", "-5000.00",
                        // 15,000, of which 40,000 - 30,000 are left.
                        "2025-11", "-10000.00"));
        Difference november = trial.differences(id("2025-11")).getLast();
        assertThat(november.otherCauses())
                .contains(new OtherCause(
                        OtherCause.Kind.EARLIER_PERIOD,
                        "This period looks back on 2025-09, which has changed since the freeze: 'failure' a failure of"
                                + " -15000.00, and no failure of 0 now (2025-09 as corrected by difference 1)."))
                .noneMatch(cause -> cause.kind() == OtherCause.Kind.UNEXPLAINED);
        assertThat(november.lines().getFirst().after().sentence())
                .contains("It is failure 4 in the last 12 periods, after 2025-01, 2025-08, 2025-10-01 (2025-09 as"
                        + " corrected by difference 1), so it counts 3 times: -5000 × 3 = -15000")
                .contains("has 30000.00 EUR used before (2025-09 as corrected by difference 1, 2025-10-16 as corrected"
                        + " by difference "
                        + trial.differences(id("2025-10-16")).size()
                        + "), so 10000.00 EUR of it is left");
        // The next year's first is the fourth of twelve now.
        amount("2026-01", "-15000.00")
                .body("line.repeat.number", equalTo(4))
                .body("line.repeat.corrected.period", equalTo(List.of("2025-09")))
                .body("line.sentence", containsString("after 2025-08, 2025-10-01, 2025-11 (2025-09 as corrected by"));

        // What is frozen now carries the corrected past.
        trial.freeze("january", "freeze-year", "2026-01").statusCode(201);
        given().get("/v1/freezes/january/inputs")
                .then()
                .body("past.find { it.period.label == '2025-09' }.lines[0].frozen.paid", equalTo("-15000.00"));
        given().get("/v1/freezes/january/recomputed").then().body("identical", equalTo(true));

        // The quick call is taken back: nothing differs any more, in no period.
        batches.store(List.of(RecordStories.record("calls", "quick", 2, new Retraction(), 3_000_000)));
        trial.awaitQuiet();
        for (String period : FROZEN) {
            assertThat(trial.differences(id(period)))
                    .as(period)
                    .allSatisfy(difference -> assertThat(difference.number()).isPositive());
            if (!trial.differences(id(period)).isEmpty()) {
                assertThat(trial.differences(id(period)).getLast().malus().amount())
                        .as(period)
                        .isEqualByComparingTo(BigDecimal.ZERO);
            }
        }
        assertThat(trial.texts("select period from corrected_period where agreement = 'freeze-year'"))
                .isEmpty();
        // January has been frozen as the fourth, and is the fifth again.
        assertThat(trial.differences("january")
                        .getLast()
                        .lines()
                        .getFirst()
                        .after()
                        .sentence())
                .contains("It is failure 5 in the last 12 periods");
    }

    private void freezeAll() {
        for (String period : FROZEN) {
            trial.freeze(id(period), "freeze-year", period).statusCode(201);
        }
    }

    private static String id(String period) {
        return "year-" + period;
    }

    private static ValidatableResponse amount(String period, String amount) {
        return given().get("/v1/evaluations/freeze-year:" + period + "/lines/failure/records")
                .then()
                .statusCode(200)
                .body("line.amount.amount", equalTo(amount));
    }
}
