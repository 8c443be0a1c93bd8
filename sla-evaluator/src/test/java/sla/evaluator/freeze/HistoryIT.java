package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.evaluation.ChangedDays;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;

/** January to April of a contract whose failures count 1, 2 and 3 times, up to 500 a year; now it is 10 April. */
@QuarkusTest
@WithTestResource(Servers.class)
class HistoryIT {
    private static final String AGREEMENT = """
            agreement: freeze-history
            version: 1
            title: History
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2026-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis: [{id: asa, title: Answer, lot: all, metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}]
            rules:
              - {id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, amount: -100}], otherwise: 0,
                 repeats: {last: 12, times: [1, 2, 3]}}
            caps: [{id: year, ledger: malus, per: year, amount: 500}]
            """;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    ChangedDays changedDays;

    @Inject
    DataSource database;

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

    @Test
    void aLateRecordOfJanuaryChangesEveryMonthThatLooksBackOnIt() throws Exception {
        amount("2026-01", "0.00");
        amount("2026-02", "-100.00");
        amount("2026-03", "-200.00")
                .body(
                        "line.sentence",
                        containsString("It is failure 2 in the last 12 periods, after 2026-02, so it"
                                + " counts 2 times: -100 × 2 = -200"));

        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 100_000)));
        trial.awaitQuiet();

        amount("2026-01", "-100.00");
        amount("2026-02", "-200.00");
        // 300, of which the year's cap leaves 200.
        amount("2026-03", "-200.00")
                .body("line.repeat.number", equalTo(3))
                .body(
                        "line.sentence",
                        containsString("The malus cap year of 500.00 EUR since 2026-01-01 has 300.00 EUR"
                                + " used before, so 200.00 EUR of it is left"));
        amount("2026-04", "0.00");
    }

    /** February is frozen; January changes afterwards: a dated difference, and the bytes of the freeze stay. */
    @Test
    void aFrozenMonthStaysAndGivesADifference() throws Exception {
        trial.freeze("february", "freeze-history", "2026-02").statusCode(201);
        trial.freeze("march", "freeze-history", "2026-03").statusCode(201);
        given().get("/v1/freezes/march/recomputed").then().body("identical", equalTo(true));
        given().get("/v1/freezes/march/inputs")
                .then()
                .body("past.period.label", equalTo(List.of("2026-01", "2026-02")))
                .body("past[1].lines[0].failure", equalTo(true));

        batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 100_000)));
        Difference difference = trial.awaitDifference("february", 1);

        assertThat(difference.malus().amount()).isEqualByComparingTo("-100");
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.key()).isEqualTo("failure");
            assertThat(line.causes()).isEmpty();
        });
        assertThat(difference.otherCauses())
                .singleElement()
                .satisfies(cause -> assertThat(cause.kind()).isEqualTo(Difference.OtherCause.Kind.EARLIER_PERIOD));
        given().get("/v1/freezes/february/recomputed").then().body("identical", equalTo(true));
        amount("2026-02", "-100.00");
    }

    /** A record comes late, and February is frozen before a round has seen it: what is frozen is of one snapshot. */
    @Test
    void aFreezeDoesNotRestOnAnOldJanuary() throws Exception {
        AtomicReference<String> frozen = new AtomicReference<>();
        Thread freezing = new Thread(() -> frozen.set(
                trial.freeze("february", "freeze-history", "2026-02").extract().asString()));
        try (Connection round = database.getConnection()) {
            round.setAutoCommit(false);
            // No round can begin, and the freeze waits where it stores.
            changedDays.awaitLock(round);
            batches.store(List.of(Contacts.answered("late", "2026-01-20T10:00:00Z", 100_000)));
            freezing.start();
            await().until(() -> !trial.texts("select 'waits' from pg_locks where locktype = 'advisory' and not granted")
                    .isEmpty());
            amount("2026-01", "0.00");
            round.rollback();
            round.setAutoCommit(true);
        }
        freezing.join();
        assertThat(frozen.get()).contains("\"malus\":{\"amount\":\"-200.00\",\"currency\":\"EUR\"}");

        trial.awaitQuiet();
        amount("2026-01", "-100.00");
        amount("2026-02", "-200.00");
        // It looks back on what February is now, though no round has evaluated February.
        amount("2026-03", "-200.00").body("line.repeat.number", equalTo(3));
        assertThat(trial.differences("february")).isEmpty();
    }

    /** An earlier version without any history is looked back on all the same. */
    @Test
    void aLaterVersionLooksBackOnWhatAnEarlierOneNeverThoughtOf() throws Exception {
        trial.store(read(AGREEMENT
                .replace("freeze-history", "freeze-later")
                .replace("\n     repeats: {last: 12, times: [1, 2, 3]}}", "}")
                .replace(", otherwise: 0,", ", otherwise: 0")
                .replace("caps: [{id: year, ledger: malus, per: year, amount: 500}]", "")));
        trial.store(read(AGREEMENT
                .replace("freeze-history", "freeze-later")
                .replace("version: 1", "version: 2")
                .replace("2026-01-01", "2026-03-01")));
        trial.awaitQuiet();

        given().get("/v1/evaluations/freeze-later:2026-03/lines/failure/records")
                .then()
                .statusCode(200)
                .body("line.amount.amount", equalTo("-200.00"));
    }

    private static ValidatableResponse amount(String period, String amount) {
        return given().get("/v1/evaluations/freeze-history:" + period + "/lines/failure/records")
                .then()
                .statusCode(200)
                .body("line.amount.amount", equalTo(amount));
    }
}
