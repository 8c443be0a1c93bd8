package sla.evaluator.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.Topics;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Freeze;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.evaluation.SourceCompleteness;
import sla.model.json.Json;
import sla.runtime.topic.CompactedTopic;

/** Which periods are evaluated, and when, as the clock moves and versions come. */
@QuarkusTest
@WithTestResource(Servers.class)
class EvaluationTickIT {
    private static final String AMSTERDAM = "Europe/Amsterdam";

    @Inject
    MovableClock clock;

    @Inject
    AgreementTable agreements;

    @Inject
    StoredBatches batches;

    @Inject
    EvaluationRepublication republication;

    @Inject
    EvaluationTable table;

    @Inject
    SlowAgreements slow;

    @Inject
    Evaluations evaluations;

    @Inject
    DataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @AfterEach
    void forget() throws SQLException {
        execute("delete from frozen_period where agreement like 'tick-%'");
        execute("delete from freeze_due where agreement like 'tick-%'");
        execute("delete from agreement_version where agreement like 'tick-%'");
        execute("delete from agreement_due where agreement like 'tick-%'");
        execute("delete from evaluation where agreement like 'tick-%'");
        clock.release();
    }

    @Test
    void monthsWithoutAnyContactAreEvaluatedOnceTheyHaveBegun() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-open", 1, AMSTERDAM, "2026-01-01", null);
        store("tick-ended", 1, AMSTERDAM, "2026-01-01", "2026-02-28");
        store("tick-later", 1, AMSTERDAM, "2026-04-01", null);
        awaitPeriods("tick-open", "2026-01", "2026-02", "2026-03");
        awaitPeriods("tick-ended", "2026-01", "2026-02");
        // The service was down for a month and a half.
        clock.set("2026-05-01T00:00:00Z");
        awaitPeriods("tick-open", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05");
        awaitPeriods("tick-later", "2026-04", "2026-05");
        awaitPeriods("tick-ended", "2026-01", "2026-02");
    }

    @Test
    void agreementSince1999HasAllItsMonths() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-old", 1, AMSTERDAM, "1999-01-01", null);
        // 27 years and three months.
        await().untilAsserted(() -> assertThat(periods("tick-old")).hasSize(327));
    }

    @Test
    void periodBeginsAtMidnightOfTheContractsZone() throws Exception {
        clock.set("2026-02-28T10:59:00Z");
        store("tick-east", 1, "Pacific/Auckland", "2026-02-01", null);
        store("tick-west", 1, "America/New_York", "2026-02-01", null);
        awaitPeriods("tick-east", "2026-02");
        awaitPeriods("tick-west", "2026-02");
        clock.set("2026-02-28T11:00:00Z");
        awaitPeriods("tick-east", "2026-02", "2026-03");
        clock.set("2026-03-01T04:59:00Z");
        awaitTick();
        assertThat(periods("tick-west")).containsExactly("2026-02");
        clock.set("2026-03-01T05:00:00Z");
        awaitPeriods("tick-west", "2026-02", "2026-03");
    }

    @Test
    void evaluationOfAPeriodThatNoVersionCoversAnyMoreIsWithdrawn() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-cut", 1, AMSTERDAM, "2026-01-01", null);
        awaitPeriods("tick-cut", "2026-01", "2026-02", "2026-03");
        long before = published("tick-cut/2026-03").sequence();
        store("tick-cut", 2, AMSTERDAM, "2026-02-01", "2026-02-28");
        awaitPeriods("tick-cut", "2026-01", "2026-02");
        await().untilAsserted(() -> {
            PublishedEvaluation message = published("tick-cut/2026-03");
            assertThat(message.withdrawn()).isTrue();
            assertThat(message.sequence()).isGreaterThan(before);
            assertThat(message.evaluation().version()).isEqualTo(1);
        });
        store("tick-cut", 3, AMSTERDAM, "2026-03-01", null);
        awaitPeriods("tick-cut", "2026-01", "2026-02", "2026-03");
        await().untilAsserted(() -> {
            PublishedEvaluation message = published("tick-cut/2026-03");
            assertThat(message.withdrawn()).isFalse();
            assertThat(message.evaluation().version()).isEqualTo(3);
        });
    }

    @Test
    void orderOfContactsAndAgreementDoesNotMatter() throws Exception {
        batches.empty();
        clock.set("2026-03-10T12:00:00Z");
        store("tick-first", 1, "va", AMSTERDAM, "2026-01-01", null);
        awaitPeriods("tick-first", "2026-01", "2026-02", "2026-03");
        batches.store(List.of(
                Contacts.answered("tick-1", "2026-01-05T10:00:00Z", 1_000),
                Contacts.answered("tick-2", "2026-02-28T22:59:59Z", 2_000),
                Contacts.answered("tick-3", "2026-02-28T23:00:00Z", 4_000)));
        clock.set("2026-03-10T12:00:02Z");
        // The second was offered in February and left the queue in March, as speed of answer is attributed here.
        await().untilAsserted(() -> assertThat(texts("select document::json #>> '{kpis,0,counts,waitAnsweredMillis}'"
                        + " from evaluation where agreement = 'tick-first' order by period"))
                .containsExactly("1000", "0", "6000"));
        store("tick-after", 1, "va", AMSTERDAM, "2026-01-01", null);
        awaitPeriods("tick-after", "2026-01", "2026-02", "2026-03");
        assertThat(texts("select replace(document, 'tick-after', 'tick-first') from evaluation"
                        + " where agreement = 'tick-after' order by period"))
                .isEqualTo(texts("select document from evaluation where agreement = 'tick-first' order by period"));
    }

    @Test
    void controlTotalAloneBringsANewEvaluationThatShowsItsCompleteness() throws Exception {
        batches.empty();
        clock.set("2026-03-10T12:00:00Z");
        store("tick-declared", 1, "va", AMSTERDAM, "2026-02-01", null);
        batches.store(List.of(
                Contacts.answered("tick-1", "2026-03-02T10:00:00Z", 1_000),
                Contacts.answered("tick-2", "2026-03-02T10:30:00Z", 1_000)));
        awaitPeriods("tick-declared", "2026-02", "2026-03");
        clock.set("2026-03-10T12:00:02Z");
        awaitCompleteness("{\"state\":\"not-declared\"}");
        batches.store(List.of(RecordStories.record(
                "calls",
                "tick-total",
                1,
                RecordStories.totals(
                        "support", Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-02T10:15:00Z"), 3),
                1)));
        clock.set("2026-03-10T12:00:04Z");
        // One of three came: a third of a hundred, cut. The other contact is one of which nobody spoke.
        awaitCompleteness("{\"state\":\"declared\",\"intervals\":1,\"declared\":3,\"received\":1,\"missing\":2,"
                + "\"extra\":0,\"undeclared\":1,\"percent\":\"33.333333\"}");
        assertThat(texts("select document::json ->> 'completeness' from evaluation"
                        + " where agreement = 'tick-declared' and period = '2026-02'"))
                .containsExactly("{\"state\":\"not-declared\"}");
        PublishedEvaluation message = published("tick-declared/2026-03");
        assertThat(message.evaluation().sources())
                .containsExactly(new SourceCompleteness("calls", new Completeness.Declared(1, 3, 1, 2, 0, 1)));
    }

    private void awaitCompleteness(String expected) {
        await().untilAsserted(() -> assertThat(texts("select document::json ->> 'completeness' from evaluation"
                        + " where agreement = 'tick-declared' and period = '2026-03'"))
                .containsExactly(expected));
    }

    @Test
    void agreementThatCannotBeEvaluatedIsNamedAndDoesNotHoldUpTheOthers() throws Exception {
        batches.empty();
        batches.store(List.of(Contacts.answered("tick-one", "2026-02-05T10:00:00Z", 1_000)));
        clock.set("2026-03-10T12:00:00Z");
        execute("insert into agreement_version values ('tick-broken', 1, 'tick-vendor', '2026-01-01', '{')");
        execute("insert into agreement_due values ('tick-broken')");
        store("tick-sound", 1, AMSTERDAM, "2026-02-01", null);
        awaitPeriods("tick-sound", "2026-02", "2026-03");
        await().untilAsserted(() -> given().get("/q/health")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'agreements' }.data.'tick-broken'", containsString("cannot be read")));
        given().get("/q/health/ready").then().body("checks.name", not(hasItem("agreements")));
        given().get("/v1/performance?agreement=tick-sound&metric=volume&from=2026-02-01&to=2026-03-01")
                .then()
                .statusCode(200);
        given().get("/v1/records/calls/tick-one").then().statusCode(200);
        given().get("/v1/unmatched").then().statusCode(200);
        execute("update agreement_version set vendor = 'va' where agreement = 'tick-broken'");
        given().get("/v1/records/calls/tick-one")
                .then()
                .statusCode(500)
                .body("detail", startsWith("What the agreement 'tick-broken' says of it is not known: "));
        given().get("/v1/unmatched").then().statusCode(500).body("detail", containsString("'tick-broken'"));
        execute("update agreement_version set vendor = 'tick-vendor' where agreement = 'tick-broken'");
        execute("update agreement_version set document = replace((select document from agreement_version"
                + " where agreement = 'tick-sound'), 'tick-sound', 'tick-broken') where agreement = 'tick-broken'");
        clock.set("2026-03-10T12:00:11Z");
        awaitPeriods("tick-broken", "2026-02", "2026-03");
        await().untilAsserted(() ->
                given().get("/q/health").then().body("checks.find { it.name == 'agreements' }.status", equalTo("UP")));
    }

    /** One that took half a second rests for four and a half; what changes meanwhile waits, for it alone. */
    @Test
    void agreementThatTakesLongRestsByItself() throws Exception {
        batches.empty();
        clock.set("2026-03-11T12:00:00Z");
        store("tick-slow", 1, "va", AMSTERDAM, "2026-02-01", null);
        store("tick-quick", 1, "va", AMSTERDAM, "2026-02-01", null);
        awaitPeriods("tick-slow", "2026-02", "2026-03");
        awaitPeriods("tick-quick", "2026-02", "2026-03");
        slow.took("tick-slow", Duration.ofMillis(500));
        batches.store(List.of(Contacts.answered("tick-1", "2026-02-05T10:00:00Z", 1_000)));
        clock.set("2026-03-11T12:00:02Z");
        awaitAnswered("tick-quick", "1");
        assertThat(slow.resting()).contains("tick-slow");
        assertThat(answered("tick-slow")).containsExactly("0");
        assertThat(texts("select distinct day::text from agreement_due where agreement = 'tick-slow'"))
                .containsExactly("2026-02-05");

        awaitAnswered("tick-slow", "1");
        assertThat(texts("select agreement from agreement_due where agreement = 'tick-slow'"))
                .isEmpty();
    }

    /** Days without calls count as met once they are over, which no record tells; the first had a late one. */
    @Test
    void timeAloneChangesWhatCountsEmptyDays() throws Exception {
        batches.empty();
        clock.set("2026-03-04T12:00:00Z");
        agreements.store(((AgreementReader.Read) AgreementReader.read("""
                agreement: tick-days
                version: 1
                title: Days
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: UTC
                currency: EUR
                lots: [{id: all, title: All}]
                kpis:
                  - {id: days, title: Days, lot: all, metric: {type: average-speed-of-answer}, reportedOnly: true,
                     parts: {every: day, as: share-met, target: {atMost: 20}, empty: met}}
                """)).agreement());
        batches.store(List.of(Contacts.answered("tick-1", "2026-03-01T10:00:00Z", 30_000)));
        clock.set("2026-03-04T12:00:02Z");
        awaitDays("2026-03", "66.666667");
        clock.set("2026-03-05T00:00:00Z");
        awaitDays("2026-03", "75");
        // 30 of 31; and in April nothing is over.
        clock.set("2026-04-01T00:00:00Z");
        awaitDays("2026-03", "96.774194");
        awaitDays("2026-04", null);
        clock.set("2026-04-02T00:00:00Z");
        awaitDays("2026-04", "100");
    }

    private void awaitDays(String period, @Nullable String value) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(texts("select document::json #>> '{kpis,0,value}' from evaluation"
                                + " where agreement = 'tick-days' and period = '" + period + "'"))
                        .containsExactly(value));
    }

    private void awaitAnswered(String agreement, String contacts) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(answered(agreement)).containsExactly(contacts));
    }

    private List<String> answered(String agreement) throws SQLException {
        return texts("select document::json #>> '{kpis,0,counts,answered}' from evaluation where agreement = '"
                + agreement + "' and period = '2026-02'");
    }

    @Test
    void sequenceGoesOnAboveTheOneOfADatabaseThatIsGone() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-before", 1, AMSTERDAM, "2026-03-01", null);
        awaitPeriods("tick-before", "2026-03");
        execute("select setval('evaluation_sequence', 1)");
        clock.set("2026-03-10T12:00:01Z");
        store("tick-restored", 1, AMSTERDAM, "2026-03-01", null);
        awaitPeriods("tick-restored", "2026-03");
        assertThat(published("tick-restored/2026-03").sequence())
                .isGreaterThanOrEqualTo(Instant.parse("2026-03-10T12:00:01Z").toEpochMilli());
    }

    @Test
    void startPublishesEvaluationsThatTheTopicLacks() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-kept", 1, AMSTERDAM, "2026-03-01", null);
        awaitPeriods("tick-kept", "2026-03");
        execute("insert into evaluation select 'tick-lost', period, version, sequence, evaluated_at,"
                + " replace(document, 'tick-kept', 'tick-lost'), withdrawn from evaluation"
                + " where agreement = 'tick-kept'");
        republication.publishMissing(new StartupEvent());
        assertThat(published("tick-lost/2026-03").sequence())
                .isEqualTo(published("tick-kept/2026-03").sequence());
        assertThat(published("tick-lost/2026-03").freeze()).isNull();
        execute("insert into evaluation select 'tick-frozen', period, version, sequence, evaluated_at,"
                + " replace(document, 'tick-kept', 'tick-frozen'), withdrawn from evaluation"
                + " where agreement = 'tick-kept'");
        freeze("tick-frozen", "2026-03");
        republication.publishMissing(new StartupEvent());
        assertThat(published("tick-frozen/2026-03").freeze())
                .isEqualTo(new Freeze("tick-freeze", Instant.parse("2026-04-01T00:00:00Z")));
    }

    @Test
    void nothingReplacesOrWithdrawsAFrozenEvaluationWhoeverAsks() throws Exception {
        clock.set("2026-03-10T12:00:00Z");
        store("tick-ice", 1, AMSTERDAM, "2026-02-01", null);
        awaitPeriods("tick-ice", "2026-02", "2026-03");
        freeze("tick-ice", "2026-02");
        String sql = "select document || sequence || withdrawn from evaluation where agreement = 'tick-ice'"
                + " and period = '2026-02'";
        List<String> frozen = texts(sql);
        Agreement second = Contracts.version("tick-ice", 2, "tick-vendor", AMSTERDAM, "2026-02-01", null);
        Evaluation other = evaluations.of(Evaluated.period(second, LocalDate.of(2026, 2, 1)));
        try (Connection connection = database.getConnection()) {
            assertThat(table.storeIfChanged(connection, other, clock.instant())).isFalse();
            assertThat(table.withdraw(connection, "tick-ice", "2026-02", clock.instant()))
                    .isFalse();
            assertThatThrownBy(() -> table.freeze(connection, other, new Freeze("again", clock.instant())))
                    .hasMessage("the period is frozen already");
        }
        assertThat(texts(sql)).isEqualTo(frozen);
    }

    private void freeze(String agreement, String period) throws SQLException {
        execute("insert into frozen_period select 'tick-freeze', agreement, period, version, 'tick-vendor',"
                + " timestamptz '2026-04-01T00:00:00Z', '1:1:', 0, ''::bytea, '', document, '' from evaluation"
                + " where agreement = '" + agreement + "' and period = '" + period + "'");
    }

    private void store(String id, int version, String zone, String from, String to) throws SQLException {
        store(id, version, "tick-vendor", zone, from, to);
    }

    private void store(String id, int version, String vendor, String zone, String from, String to) throws SQLException {
        agreements.store(Contracts.version(id, version, vendor, zone, from, to));
    }

    private void awaitPeriods(String agreement, String... periods) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(periods(agreement)).containsExactly(periods));
    }

    /** A round at the present time of the clock. */
    private void awaitTick() throws SQLException {
        store("tick-sentinel", 1, "UTC", "2026-01-01", "2026-01-31");
        awaitPeriods("tick-sentinel", "2026-01");
    }

    private List<String> periods(String agreement) throws SQLException {
        return texts("select period from evaluation where agreement = '" + agreement
                + "' and not withdrawn order by period");
    }

    private PublishedEvaluation published(String key) throws Exception {
        await().until(() ->
                CompactedTopic.read(bootstrapServers, Topics.EVALUATIONS).containsKey(key));
        return Json.MAPPER.readValue(
                CompactedTopic.read(bootstrapServers, Topics.EVALUATIONS).get(key), PublishedEvaluation.class);
    }

    private List<String> texts(String sql) throws SQLException {
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

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
