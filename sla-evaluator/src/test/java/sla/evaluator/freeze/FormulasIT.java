package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;

/**
 * The worked month of the domain: 1,000 answered, 860 of them within 20 s; 60 abandoned, 20 of them within 20 s and 10
 * within 5 s.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class FormulasIT {
    private static final String MOMENT = "2026-03-05T10:00:00Z";

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    private int next;

    @BeforeEach
    void march() throws SQLException {
        trial.begin();
        trial.store(agreement("freeze-formulas", "short-removed, shortAbandon: {seconds: 5, bound: below}"));
        trial.store(agreement("freeze-plain", "failures"));
        List<AcceptedRecord> calls = new ArrayList<>();
        calls.addAll(calls(Outcome.ANSWERED, 20, 860));
        calls.addAll(calls(Outcome.ANSWERED, 21, 140));
        calls.addAll(calls(Outcome.ABANDONED, 4, 10));
        calls.addAll(calls(Outcome.ABANDONED, 20, 10));
        calls.addAll(calls(Outcome.ABANDONED, 21, 40));
        batches.store(calls);
        trial.awaitQuiet();
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("truncate deleted_counts");
        trial.forget();
    }

    @Test
    void showsTheMonthUnderEveryTreatment() {
        formulas("freeze-formulas:2026-03", "sl")
                .statusCode(200)
                .body("evaluation", equalTo("freeze-formulas:2026-03"))
                .body("callbacks", equalTo("not-counted"))
                .body(
                        "formulas.abandons",
                        contains(
                                "failures",
                                "ignored-within-threshold",
                                "success-within-threshold",
                                "short-removed",
                                "short-as-success",
                                "answered-only",
                                "overflow-counted"))
                .body("formulas.value", contains("81.13", "82.69", "83.02", "81.90", "82.08", "86.00", "81.13"))
                .body("formulas.numerator", contains(860, 860, 880, 860, 870, 860, 860))
                .body("formulas.denominator", contains(1060, 1040, 1060, 1050, 1060, 1000, 1060))
                .body("formulas.contract", contains(false, false, false, true, false, false, false))
                .body("formulas[0].exact", equalTo("4300/53"))
                .body("formulas[0].formula", containsString("answered within threshold / (answered + abandoned) × 100"))
                .body("notes", empty());
    }

    @Test
    void saysWhatAFormulaLacks() {
        formulas("freeze-plain:2026-03", "sl")
                .body("formulas.value", contains("81.13", "82.69", "83.02", null, null, "86.00", "81.13"))
                .body("formulas[3].missing", containsString("?shortAbandon=5"))
                .body("shortAbandon", nullValue());
        given().get("/v1/evaluations/freeze-plain:2026-03/kpis/sl/formulas?shortAbandon=5")
                .then()
                .body("formulas.value", contains("81.13", "82.69", "83.02", "81.90", "82.08", "86.00", "81.13"))
                .body("shortAbandon.seconds", equalTo(5));
    }

    /** What was frozen for one formula is enough for some others; once the counts are gone, for no more than these. */
    @Test
    void keepsToWhatWasFrozen() throws Exception {
        trial.freeze("f", "freeze-formulas", "2026-03").statusCode(201);
        batches.store(calls(Outcome.ABANDONED, 4, 100));
        trial.awaitQuiet();
        formulas("freeze-formulas:2026-03", "sl")
                .body("freeze", equalTo("f"))
                .body("formulas[0].value", equalTo("81.13"))
                .body("formulas[3].value", equalTo("81.90"))
                .body("formulas[1].denominator", equalTo(1040))
                .body(
                        "notes",
                        contains(containsString("'ignored-within-threshold', 'success-within-threshold',"
                                + " 'overflow-counted' asked for counts that were not frozen")));
        trial.execute("insert into deleted_counts values ('calls', '2026-03-01', 'va', 'support')");
        formulas("freeze-formulas:2026-03", "sl")
                .statusCode(200)
                .body("formulas[3].value", equalTo("81.90"))
                .body("formulas[1].missing", containsString("have been deleted"));
        formulas("freeze-plain:2026-03", "sl")
                .body("formulas.missing", hasItem(containsString("have been deleted")))
                .body("formulas[0].value", nullValue());
    }

    @Test
    void saysWhatThereIsNot() {
        formulas("freeze-plain:2026-03", "none").statusCode(404).body("detail", containsString("It has: sl, asa."));
        formulas("freeze-plain:2026-02", "sl").statusCode(404);
        formulas("freeze-plain:2026-05", "sl").statusCode(404);
        formulas("freeze-plain", "sl").statusCode(404);
        formulas("nobody:2026-03", "sl").statusCode(404);
        formulas("freeze-plain:2026-03", "asa").statusCode(422);
        given().get("/v1/evaluations/freeze-plain:2026-03/kpis/sl/formulas?short=5")
                .then()
                .statusCode(400);
    }

    private static ValidatableResponse formulas(String evaluation, String kpi) {
        return given().get("/v1/evaluations/" + evaluation + "/kpis/" + kpi + "/formulas")
                .then();
    }

    private List<AcceptedRecord> calls(Outcome outcome, long waitSeconds, int number) {
        List<AcceptedRecord> calls = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            calls.add(Contacts.record(
                    "w-" + next++, 1, Contacts.contact("support", outcome, MOMENT, waitSeconds * 1000, 1_000L)));
        }
        return calls;
    }

    private static Agreement agreement(String id, String abandons) {
        String document = """
                agreement: ID
                version: 1
                title: Formulas
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All work}]
                kpis:
                  - {id: sl, title: Service level, lot: all, rounding: {decimals: 2, mode: half-up},
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: ABANDONS}}
                  - {id: asa, title: Speed of answer, lot: all, metric: {type: average-speed-of-answer}}
                rules:
                  - {id: sl, kpi: sl, shape: tiers, tiers: [{below: 82, amount: -1000}], otherwise: 0}
                """.replace("ID", id).replace("ABANDONS", abandons);
        return Contracts.read(document);
    }
}
