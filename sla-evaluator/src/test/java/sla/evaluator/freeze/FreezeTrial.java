package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sla.evaluator.testing.Contracts.read;

import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.MovableClock;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference;
import sla.model.json.Json;

/** An agreement with a vendor, whose March 2026 is to be frozen. */
@ApplicationScoped
class FreezeTrial {
    static final String AGREEMENT = "freeze-va";
    static final String GATED = "freeze-gated";
    static final String PERIOD = "2026-03";

    private final DataSource database;
    private final AgreementTable agreements;
    private final StoredBatches batches;
    private final MovableClock clock;

    FreezeTrial(DataSource database, AgreementTable agreements, StoredBatches batches, MovableClock clock) {
        this.database = database;
        this.agreements = agreements;
        this.batches = batches;
        this.clock = clock;
    }

    /** April has come, the agreement holds, and there is no record yet. */
    void begin() throws SQLException {
        forget();
        batches.empty();
        clock.set("2026-04-10T12:00:00Z");
        agreements.store(agreement(AGREEMENT, 1, "2026-03-01", null, -500));
    }

    void forget() throws SQLException {
        execute("delete from difference");
        execute("delete from frozen_period");
        execute("delete from freeze_due");
        execute("delete from past_due");
        execute("delete from agreement_version where agreement like 'freeze-%'");
        execute("delete from agreement_due where agreement like 'freeze-%'");
        execute("delete from evaluation where agreement like 'freeze-%'");
        execute("delete from input_position where topic_id like 'freeze-%'");
        clock.release();
    }

    void store(Agreement agreement) throws SQLException {
        agreements.store(agreement);
    }

    /** @param malus for each second of answer time above 30 */
    static Agreement agreement(String id, int version, String from, String to, int malus) {
        return read(document(id, version, from, to, malus));
    }

    static String document(String id, int version, String from, String to, int malus) {
        return """
                agreement: ID
                version: VERSION
                title: Frozen
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: FROM
                TO
                zone: Europe/Amsterdam
                currency: EUR
                lots:
                  - {id: all, title: All work}
                  - {id: voice, title: Voice of two queues, where: {channel: [voice], queue: [queue-1, queue-2]}}
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, attribution: left-queue,
                     metric: {type: average-speed-of-answer}, rounding: {decimals: 0, mode: half-up}}
                  - {id: sl, title: Service level, lot: voice,
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most},
                              abandons: short-removed, shortAbandon: {seconds: 5, bound: below}},
                     rounding: {decimals: 1, mode: half-up}}
                  - {id: quality, title: Quality of the contacts, lot: all, metric: {type: quality-score}}
                  - {id: judged, title: Quality of the evaluations, lot: all, attribution: evaluated,
                     metric: {type: quality-score}}
                  - {id: recommended, title: Net promoter score, lot: all, metric: {type: net-promoter-score}}
                rules:
                  - {id: asa, clause: "4.1", kpi: asa, shape: linear, above: {edge: 30, amount: MALUS}}
                  - {id: sl, kpi: sl, shape: tiers, tiers: [{below: 65, amount: -2500}, {above: 80, amount: 2500}],
                     otherwise: 0}
                  - {id: quality, kpi: quality, shape: tiers, tiers: [{below: 80, amount: -1000}], otherwise: 0}
                  - {id: judged, kpi: judged, shape: tiers, tiers: [{below: 80, amount: -100}], otherwise: 0}
                  - {id: recommended, kpi: recommended, shape: linear, below: {edge: 50, amount: -10}}
                """.replace("ID", id)
                .replace("VERSION", String.valueOf(version))
                .replace("FROM", from)
                .replace("TO\n", to == null ? "\n" : "effectiveTo: " + to + "\n")
                .replace("MALUS", String.valueOf(malus));
    }

    /** 300 for answering in 40 s, if at least two evaluations have a mean of 80 points. */
    static Agreement gated() {
        return read("""
                agreement: ID
                version: 1
                title: Gated
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All work}]
                kpis:
                  - {id: asa, title: Speed of answer, lot: all, metric: {type: average-speed-of-answer}}
                  - {id: quality, title: Quality, lot: all, metric: {type: quality-score}, minimumSample: 2}
                rules:
                  - {id: bonus, kpi: asa, shape: tiers, when: {kpi: quality, atLeast: 80},
                     tiers: [{atMost: 40, amount: 300}], otherwise: 0}
                  - {id: quality, kpi: quality, shape: tiers, tiers: [{below: 80, amount: -1000}], otherwise: 0}
                """.replace("ID", GATED));
    }

    ValidatableResponse freeze(String id) {
        return freeze(id, AGREEMENT, PERIOD);
    }

    ValidatableResponse freeze(String id, String agreement, String period) {
        return given().contentType("application/json")
                .body("{\"agreement\": \"" + agreement + "\", \"period\": \"" + period + "\"}")
                .put("/v1/freezes/" + id)
                .then();
    }

    List<Difference> differences(String id) throws Exception {
        List<Difference> differences = new ArrayList<>();
        String json = given().get("/v1/freezes/" + id + "/differences").asString();
        for (var item : Json.MAPPER.readTree(json).get("items")) {
            differences.add(Json.MAPPER.treeToValue(item, Difference.class));
        }
        return differences;
    }

    /** Waits until so many differences have been found, and gives the last. */
    Difference awaitDifference(String id, int number) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            goOn();
            assertThat(differences(id)).hasSize(number);
        });
        try {
            return differences(id).getLast();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until every change so far has been evaluated and compared. */
    void awaitQuiet() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            goOn();
            assertThat(texts("select 'changed' from changed_day union all select 'due' from freeze_due"
                            + " union all select 'past' from past_due"
                            + " union all select 'agreement' from agreement_due where agreement like 'freeze-%'"))
                    .isEmpty();
        });
    }

    /** A vendor is evaluated at most once a second. */
    private void goOn() {
        clock.set(clock.instant().plusSeconds(2).toString());
    }

    List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
