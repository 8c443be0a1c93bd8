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
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.RecordCause.What;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.event.Retraction;

/** What a frozen period charges and what it would charge now, and the records of a charge. */
@QuarkusTest
@WithTestResource(Servers.class)
class ChargesIT {
    private static final String MARCH = "/v1/evaluations/freeze-charges:2026-03/charges/";

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    /** Two calls of sales are 2 × 2.50 = 5.00, 15.00 less than the minimum; support is slow, 10 % of 5.00. */
    @BeforeEach
    void march() throws Exception {
        trial.begin();
        trial.store(read("""
                agreement: freeze-charges
                version: 1
                title: Charges
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: Europe/Amsterdam
                currency: EUR
                lots:
                  - {id: support, title: Support, where: {queue: [support]}}
                  - {id: sales, title: Sales, where: {queue: [sales]}}
                kpis:
                  - {id: asa, title: Answer, lot: support, metric: {type: average-speed-of-answer}}
                  - {id: calls, title: Calls, lot: sales, metric: {type: volume, of: answered}}
                charges:
                  - {id: fixed, title: Fee, amount: 1000}
                  - {id: calls, title: Calls, clause: "6.2", kpi: calls, amount: 2.50}
                  - {id: commitment, title: Minimum, minimum: 20, charges: [calls]}
                bases: [{id: work, title: The work, charges: [calls]}]
                rules:
                  - {id: failure, kpi: asa, shape: tiers, tiers: [{above: 30, percent: -10, of: work}], otherwise: 0}
                """));
        batches.store(List.of(
                contact("support", "h-1", "2026-03-05T10:00:00Z"),
                contact("sales", "s-1", "2026-03-05T10:00:00Z"),
                contact("sales", "s-2", "2026-03-06T10:00:00Z")));
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.forget();
    }

    @Test
    void aFrozenPeriodKnowsWhatItWouldChargeNowAndWhy() throws Exception {
        trial.freeze("charges", "freeze-charges", "2026-03")
                .statusCode(201)
                .body("evaluation.charged.amount", equalTo("1020.00"))
                .body("evaluation.malus.amount", equalTo("-0.50"));
        batches.store(List.of(contact("sales", "s-3", "2026-03-07T10:00:00Z")));

        Difference difference = trial.awaitDifference("charges", 1);

        assertThat(difference.charges()).hasSize(2);
        assertThat(difference.charges().getFirst()).satisfies(calls -> {
            assertThat(calls.charge()).isEqualTo("calls");
            assertThat(calls.clause()).isEqualTo("6.2");
            assertThat(calls.firstSeen()).isEqualTo(difference.foundAt());
            assertThat(calls.before().value()).isEqualByComparingTo("2");
            assertThat(calls.before().amount().amount()).isEqualByComparingTo("5.00");
            assertThat(calls.after().amount().amount()).isEqualByComparingTo("7.50");
            assertThat(calls.amount().amount()).isEqualByComparingTo("2.50");
            assertThat(calls.numerator()).isEqualTo(BigInteger.ONE);
            assertThat(calls.causeCount()).isEqualTo(1);
            assertThat(calls.causes()).singleElement().satisfies(cause -> {
                assertThat(cause.recordId()).isEqualTo("s-3");
                assertThat(cause.what()).isEqualTo(What.LATE);
            });
        });
        assertThat(difference.charges().get(1)).satisfies(commitment -> {
            assertThat(commitment.charge()).isEqualTo("commitment");
            assertThat(commitment.amount().amount()).isEqualByComparingTo("-2.50");
            assertThat(commitment.causes()).isEmpty();
            assertThat(commitment.numerator()).isNull();
        });
        assertThat(difference.charged().amount()).isEqualByComparingTo("0.00");
        // 10 % of 7.50 is -0.75, although nothing has changed in its own KPI.
        assertThat(difference.malus().amount()).isEqualByComparingTo("-0.25");
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.rule()).isEqualTo("failure");
            assertThat(line.numerator()).isZero();
            assertThat(line.causes()).isEmpty();
        });
        assertThat(difference.otherCauses())
                .containsExactly(
                        new OtherCause(
                                OtherCause.Kind.CHARGES,
                                "The line 'failure' depends on what is charged: 'calls' was 5.00 EUR when it was frozen"
                                        + " and is 7.50 EUR now."),
                        new OtherCause(
                                OtherCause.Kind.CHARGES,
                                "The charge 'commitment' depends on what is charged: 'calls' was 5.00 EUR when it was"
                                        + " frozen and is 7.50 EUR now."));

        batches.store(List.of(RecordStories.record("calls", "s-3", 2, new Retraction(), 2_000_000)));
        Difference last = trial.awaitDifference("charges", 2);
        assertThat(last.isNone()).isTrue();
        assertThat(last.otherCauses()).isEmpty();
        assertThat(last.charged().amount()).isEqualByComparingTo("0.00");
    }

    @Test
    void aChargeLeadsBackToItsRecordsAsTheyCountedWhenItWasFrozen() throws Exception {
        // Two calls are 2: what each adds is no share of anything.
        records("calls")
                .body("items.recordId", equalTo(List.of("s-1", "s-2")))
                .body("items.numerator", equalTo(List.of(1, 1)))
                .body("items.denominator", equalTo(List.of(0, 0)))
                .body("freeze", nullValue());
        trial.freeze("charges", "freeze-charges", "2026-03").statusCode(201);
        batches.store(List.of(contact("sales", "s-3", "2026-03-07T10:00:00Z")));
        trial.awaitDifference("charges", 1);

        records("calls")
                .body("charge.amount.amount", equalTo("5.00"))
                .body("line", nullValue())
                .body("kpi.kpi", equalTo("calls"))
                .body("items.recordId", equalTo(List.of("s-1", "s-2")))
                .body("items.numerator", equalTo(List.of(1, 1)))
                .body("freeze", equalTo("charges"));
        given().get(MARCH + "calls/records?format=csv&limit=1")
                .then()
                .statusCode(200)
                .header(
                        "Next-Cursor",
                        equalTo(given().get(MARCH + "calls/records?limit=1")
                                .jsonPath()
                                .getString("next")));
    }

    @Test
    void whatHasNoRecordsOfItsOwnSaysSo() {
        refused("fixed", "The charge 'fixed' is a fixed amount and has no records.");
        refused(
                "commitment",
                "The charge 'commitment' is a minimum and has no records of its own; it looks at: calls.");
        refused("chats", "has no charge 'chats'. It has: fixed, calls, commitment.");
    }

    private static ValidatableResponse records(String charge) {
        return given().get(MARCH + charge + "/records").then().statusCode(200);
    }

    private static void refused(String charge, String why) {
        given().get(MARCH + charge + "/records").then().statusCode(404).body("detail", containsString(why));
    }

    private static AcceptedRecord contact(String queue, String id, String offeredAt) {
        return Contacts.record(id, 1, Contacts.contact(queue, Outcome.ANSWERED, offeredAt, 40_000, 60_000L));
    }
}
