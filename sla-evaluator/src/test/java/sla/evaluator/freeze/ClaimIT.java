package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.term.TermTable;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference;
import sla.model.event.AcceptedRecord;
import sla.model.json.Json;
import sla.model.term.Claim;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * March and April are too slow: each costs 5,000 if it is claimed, and 4,000 that need no claim, together at most 10,000 a
 * year. Without a claim: −4,000 and −4,000. With one of March: −9,000 and −1,000.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class ClaimIT {
    private static final String AGREEMENT = "freeze-claimed";

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    TermTable terms;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @BeforeEach
    void marchAndApril() throws SQLException {
        trial.begin();
        trial.execute("delete from term");
        trial.store(agreement());
        batches.store(List.of(
                Contacts.answered("march", "2026-03-14T10:00:00Z", 60_000),
                Contacts.answered("april", "2026-04-02T10:00:00Z", 60_000)));
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("delete from term");
        trial.forget();
    }

    @Test
    void claimPaysAndLaterPeriodsSeeIt() throws Exception {
        awaitMalus("2026-03", "-4000.00");
        awaitMalus("2026-04", "-4000.00");
        JsonNode open = line("2026-03");
        assertThat(open.at("/claim").toString()).isEqualTo("{\"by\":\"2026-04-30\"}");
        assertThat(open.at("/exactAmount").asText()).isEqualTo("-5000");
        assertThat(open.at("/sentence").asText())
                .endsWith(
                        ". It must be claimed by 2026-04-30: no claim is known. So nothing is paid. Amount: 0.00 EUR.");
        Claim claim = claim("2026-04-05T09:00:00Z");
        publish(claim);
        awaitMalus("2026-03", "-9000.00");
        awaitMalus("2026-04", "-1000.00");
        assertThat(line("2026-03").at("/claim").toString())
                .isEqualTo("{\"by\":\"2026-04-30\",\"claimedOn\":\"2026-04-05\",\"claimedBy\":\"finance\"}");
        publish(withdrawn(claim));
        awaitMalus("2026-03", "-4000.00");
        awaitMalus("2026-04", "-4000.00");
        // An older message that comes again changes nothing.
        terms.store(claim);
        trial.awaitQuiet();
        assertThat(malus("2026-03")).isEqualTo("-4000.00");
    }

    @Test
    void frozenResultCarriesTheClaim() throws Exception {
        terms.store(claim("2026-04-05T09:00:00Z"));
        // Of another period: it is no input of this one.
        terms.store(new Claim(
                AGREEMENT,
                agreement().periodOf(LocalDate.of(2026, 4, 1)),
                "failure",
                LocalDate.of(2026, 5, 30),
                entry(TermStatus.CLAIMED, "2026-04-06T09:00:00Z")));
        awaitMalus("2026-03", "-9000.00");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        trial.execute("delete from term");
        given().get("/v1/freezes/march/recomputed")
                .then()
                .statusCode(200)
                .body("identical", equalTo(true))
                .body("evaluation.lines[0].claim.claimedOn", equalTo("2026-04-05"));
        given().get("/v1/freezes/march/inputs")
                .then()
                .body("claims.period.label", contains("2026-03"))
                .body("claims[0].history.by", contains("finance"));
    }

    @Test
    void claimAfterTheFreezeIsADifference() throws Exception {
        awaitMalus("2026-03", "-4000.00");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        Claim claim = claim("2026-04-30T23:59:59.999Z");
        terms.store(claim);
        Difference first = trial.awaitDifference("march", 1);
        assertThat(first.malus().amount()).isEqualByComparingTo("-5000");
        assertThat(first.lines()).singleElement().satisfies(line -> {
            assertThat(line.key()).isEqualTo("failure");
            assertThat(line.causes()).isEmpty();
            assertThat(line.claim().claimedOn()).isEqualTo("2026-04-30");
        });
        assertThat(first.otherCauses())
                .containsExactly(new Difference.OtherCause(
                        Difference.OtherCause.Kind.CLAIM,
                        "The line 'failure' was claimed on 2026-04-30 by finance, which was not known when this was"
                                + " frozen."));
        awaitMalus("2026-04", "-1000.00");
        terms.store(withdrawn(claim));
        Difference second = trial.awaitDifference("march", 2);
        assertThat(second.lines()).isEmpty();
        awaitMalus("2026-04", "-4000.00");
    }

    /** Frozen on target; a late call makes it malus that can still be claimed: the difference says so, and is 0 until then. */
    @Test
    void whatALateRecordMakesMalusCanBeClaimed() throws Exception {
        List<AcceptedRecord> good = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            good.add(Contacts.answered("good-" + i, "2026-03-15T10:00:00Z", 5_000));
        }
        batches.store(good);
        awaitMalus("2026-03", "0.00");
        trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
        batches.store(List.of(
                Contacts.answered("late-1", "2026-03-16T10:00:00Z", 60_000),
                Contacts.answered("late-2", "2026-03-16T10:00:00Z", 60_000)));
        Difference first = trial.awaitDifference("march", 1);
        assertThat(first.malus().amount()).isEqualByComparingTo("-4000");
        assertThat(first.lines().getFirst().claim().by()).isEqualTo("2026-04-30");
        assertThat(first.otherCauses()).isEmpty();
        terms.store(claim("2026-04-20T09:00:00Z"));
        Difference second = trial.awaitDifference("march", 2);
        assertThat(second.malus().amount()).isEqualByComparingTo("-9000");
        assertThat(second.otherCauses())
                .extracting(Difference.OtherCause::kind)
                .containsExactly(Difference.OtherCause.Kind.CLAIM);
    }

    @Test
    void simulationsTakeKnownClaimsAndSayWhatNobodyClaimed() throws Exception {
        terms.store(claim("2026-04-05T09:00:00Z"));
        awaitMalus("2026-03", "-9000.00");
        for (int i = 0; i < 2; i++) {
            given().contentType("application/json")
                    .body("{\"agreement\": \"" + AGREEMENT + "\", \"from\": \"2026-03\", \"to\": \"2026-04\"}")
                    .post("/v1/simulations")
                    .then()
                    .statusCode(200)
                    .body("periods[0].after.malus.amount", equalTo("-9000.00"))
                    .body("periods[0].lines.size()", equalTo(0))
                    .body("periods[1].after.malus.amount", equalTo("-1000.00"))
                    .body(
                            "notes",
                            hasItem(containsString("2026-04: claims are those that are known. Nobody has claimed"
                                    + " 'failure' in time, so that pays nothing here.")));
            if (i == 0) {
                trial.freeze("march", AGREEMENT, FreezeTrial.PERIOD).statusCode(201);
            }
        }
    }

    private void publish(Claim claim) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.TERMS, claim.key(), Json.MAPPER.writeValueAsBytes(claim)))
                    .get();
        }
    }

    private void awaitMalus(String period, String amount) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            trial.awaitQuiet();
            assertThat(malus(period)).isEqualTo(amount);
        });
    }

    private String malus(String period) throws Exception {
        return evaluation(period).at("/malus/amount").asText();
    }

    private JsonNode line(String period) throws Exception {
        return evaluation(period).at("/lines/0");
    }

    private JsonNode evaluation(String period) throws Exception {
        List<String> documents = trial.texts(
                "select document from evaluation where agreement = '" + AGREEMENT + "' and period = '" + period + "'");
        return documents.isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(documents.getFirst());
    }

    private static Claim claim(String at) {
        return new Claim(
                AGREEMENT,
                agreement().periodOf(LocalDate.of(2026, 3, 1)),
                "failure",
                LocalDate.of(2026, 4, 30),
                entry(TermStatus.CLAIMED, at));
    }

    private static Claim withdrawn(Claim claim) {
        return claim.with(entry(TermStatus.WITHDRAWN, "2026-05-02T09:00:00Z"));
    }

    private static TermEntry entry(TermStatus status, String at) {
        return new TermEntry(status, "finance", Instant.parse(at), null);
    }

    private static Agreement agreement() {
        return Contracts.read("""
                agreement: %s
                version: 1
                title: Claims
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: all, title: All work}]
                kpis:
                  - {id: in-time, title: In time, lot: all, target: {atLeast: 80},
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
                rules:
                  - {id: failure, kpi: in-time, shape: tiers, tiers: [{below: 80, amount: -5000}], otherwise: 0}
                  - {id: slow, kpi: in-time, shape: tiers, tiers: [{below: 80, amount: -4000}], otherwise: 0}
                caps: [{id: year, ledger: malus, per: year, amount: 10000}]
                claims: [{id: monthly, clause: "8.3", rules: [failure], days: 30}]
                """.formatted(AGREEMENT));
    }
}
