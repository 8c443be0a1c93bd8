package sla.contract.agreement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

/** Versions one after the other, and what activation publishes. */
@ServiceIT
class AgreementLifeIT extends AgreementRequests {
    private static final Topic PUBLISHED = new Topic(Topics.AGREEMENTS);
    private static final Topic EVALUATIONS = new Topic(Topics.EVALUATIONS);

    @Test
    void activationPublishesTheAgreementWithAllDefaultsWrittenOut() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1)
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("activatedAt", equalTo("1999-02-10T12:00:00Z"));
        String expected = """
                {"agreement":"%s","version":1,"title":"Telephone banking, inhouse",\
                "buyer":{"legalName":"Anonymous Bank, Retail Banking"},\
                "vendor":{"id":"%s","legalName":"Anonymous Bank, Telephone Centre"},\
                "effectiveFrom":"1999-01-01","split":false,"period":{"every":"month"},"zone":"Asia/Jerusalem",\
                "currency":"ILS","openingHours":[],\
                "lots":[{"id":"regular-service","title":"Regular service","where":{"queue":["PS","PE"]}}],\
                "kpis":[{"id":"asa-regular","title":"Average speed of answer, regular service",\
                "clause":"2.1","lot":"regular-service",\
                "metric":{"type":"average-speed-of-answer","waits":"answered","over":"answered"},\
                "attribution":"offered","target":{"atMost":35},\
                "rounding":{"decimals":0,"mode":"half-up"},"reportedOnly":false,"minimumSample":30,\
                "notMeasured":"no-effect"}],\
                "bases":[],"rules":[{"shape":"linear","id":"asa-regular","clause":"5.1","kpi":"asa-regular",\
                "below":{"edge":30,"per":1,"amount":500,"steps":"exact"},\
                "above":{"edge":35,"per":1,"amount":-500,"steps":"exact"}}],\
                "caps":[],"interpretations":[]}""".formatted(agreement, vendor);
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/1")).containsExactly(expected));
        version(1, "application/json")
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(expected));
    }

    @Test
    void activatingTwicePublishesOnce() {
        post(document(1, "1999-01-01")).statusCode(201);
        String tag = activate(1).statusCode(200).extract().header("ETag");
        activate(1).statusCode(200).header("ETag", equalTo(tag)).body("status", equalTo("active"));
        // A later message proves that the outbox has been past the place where a second one would be.
        post(document(2, "1999-02-01")).statusCode(201);
        activate(2).statusCode(200);
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/2")).hasSize(1));
        assertThat(PUBLISHED.values(agreement + "/1")).hasSize(1);
    }

    @Inject
    AgreementRepublication republication;

    @Test
    void startPublishesActiveVersionsThatTheTopicLacksAndNothingElse() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        post(document(2, "1999-02-01")).statusCode(201);
        activate(2).statusCode(200);
        post(document(3, "1999-03-01")).statusCode(201);
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/2")).hasSize(1));
        PUBLISHED.send(agreement + "/2", (byte[]) null);
        republication.publishMissing(new StartupEvent());
        Eventually.holds(() -> assertThat(PUBLISHED.values(agreement + "/2")).hasSize(3));
        assertThat(PUBLISHED.values(agreement + "/2").get(2))
                .isEqualTo(PUBLISHED.values(agreement + "/2").get(0));
        assertThat(PUBLISHED.values(agreement + "/1")).hasSize(1);
        assertThat(PUBLISHED.values(agreement + "/3")).isEmpty();
    }

    @Test
    void activationSurvivesAStopBeforeItIsPublished() throws SQLException {
        post(document(1, "1999-01-01")).statusCode(201);
        String unsent = "select key from outbox where key = '" + agreement + "/1'";
        // Whoever holds this lock may publish: as if the process stopped right after the commit.
        String lock = "(hashtextextended('outbox of ' || current_schema(), 0))";
        try (Connection publisher = Database.connection()) {
            publisher.createStatement().execute("select pg_advisory_lock" + lock);
            try {
                activate(1).statusCode(200);
                assertThat(Database.texts(unsent)).hasSize(1);
                assertThat(PUBLISHED.values(agreement + "/1")).isEmpty();
            } finally {
                publisher.createStatement().execute("select pg_advisory_unlock" + lock);
            }
        }
        Eventually.holds(() -> assertThat(Database.texts(unsent)).isEmpty());
        assertThat(PUBLISHED.values(agreement + "/1")).hasSize(1);
    }

    @Test
    void firstVersionIs1AndNoneIsLeftOut() {
        post(document(2, "1999-01-01"))
                .statusCode(422)
                .body("errors.code", contains("version-order"))
                .body("errors[0].message", containsString("the first version is 1"));
        post(document(1, "1999-01-01")).statusCode(201);
        post(document(2, "1999-02-01")).statusCode(422).body("errors[0].message", containsString("still a draft"));
        activate(1).statusCode(200);
        post(document(3, "1999-02-01"))
                .statusCode(422)
                .body("errors[0].message", containsString("the next version is 2"));
        post(document(2, "1999-02-01")).statusCode(201);
    }

    @Test
    void nextVersionStartsLaterAndKeepsVendorCurrencyAndZone() {
        post(document(1, "1999-02-01")).statusCode(201);
        activate(1).statusCode(200);
        String other = Register.vendor();
        post(document(2, "1999-02-01")
                        .replace("id: " + vendor, "id: " + other)
                        .replace("currency: ILS", "currency: USD")
                        .replace("Asia/Jerusalem", "Europe/Amsterdam"))
                .statusCode(422)
                .body("errors.pointer", contains("/effectiveFrom", "/vendor/id", "/currency", "/zone"))
                .body("errors[3].message", containsString("two periods or in none"));
    }

    @Test
    void anActiveVersionNeverChanges() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        String changed = document(1, "1999-01-01").replace("amount: -500", "amount: -5");
        String before = version(1, "application/json").extract().asString();
        put(1, changed).statusCode(409).body("detail", containsString("never changes"));
        post(changed).statusCode(409).contentType("application/problem+json");
        given().delete("/v1/agreements/" + agreement + "/versions/1").then().statusCode(409);
        version(1, "application/json").body(equalTo(before));
    }

    @Test
    void theSameDocumentAgainChangesNothing() {
        String text = document(1, "1999-01-01");
        String tag = post(text).statusCode(201).extract().header("ETag");
        post(text).statusCode(200).header("ETag", equalTo(tag));
        String active = activate(1).extract().header("ETag");
        post(text).statusCode(200).header("ETag", equalTo(active)).body("status", equalTo("active"));
    }

    @Test
    void theDocumentOfAnActiveVersionIsValidAsLongAsItIsUnchanged() {
        String text = document(1, "1999-01-01");
        post(text).statusCode(201);
        activate(1).statusCode(200);
        check(text)
                .body("valid", equalTo(true))
                .body("errors", empty())
                .body("warnings.code", contains("already-active"))
                .body("warnings[0].message", containsString("is active with exactly this text"));
        check(text.replace("amount: -500", "amount: -5"))
                .body("valid", equalTo(false))
                .body("errors.code", contains("version-order"))
                .body("errors[0].message", containsString("active and never changes: the next version is 2"));
        post(document(2, "1999-03-01")).statusCode(201);
        check(text).body("valid", equalTo(true));
    }

    @Test
    void warnsOfStatementsThatANewVersionChanges() {
        post(document(1, "1999-01-01")).statusCode(201).body("warnings", empty());
        activate(1).statusCode(200).body("warnings", empty());
        // It is 10 February 1999.
        check(document(2, "1999-03-01")).body("warnings", empty());
        check(document(2, "1999-02-01"))
                .body("valid", equalTo(true))
                .body("warnings.code", contains("changes-past-statements"))
                .body("warnings.pointer", contains("/effectiveFrom"))
                .body("warnings[0].message", containsString("The period 1999-02 has begun"));
        post(document(2, "1999-02-01")).statusCode(201).body("warnings.code", contains("changes-past-statements"));
        activate(2).statusCode(200).body("warnings.code", contains("changes-past-statements"));
        history().body("versions[1].warnings.code", contains("changes-past-statements"));
    }

    @Test
    void aLaterActiveVersionEndsTheOneBefore() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        post(document(2, "1999-04-01")).statusCode(201);
        history().body("versions.effectiveTo", contains(nullValue(), nullValue()));
        activate(2).statusCode(200);
        history()
                .body("title", equalTo("Telephone banking, inhouse"))
                .body("vendor", equalTo(vendor))
                .body("currency", equalTo("ILS"))
                .body("zone", equalTo("Asia/Jerusalem"))
                .body("versions.version", contains(1, 2))
                .body("versions.status", contains("active", "active"))
                .body("versions.effectiveFrom", contains("1999-01-01", "1999-04-01"))
                .body("versions.effectiveTo", contains("1999-03-31", null));
    }

    @Test
    void topicKeepsEveryActiveVersion() throws ExecutionException, InterruptedException {
        assertThat(PUBLISHED.config("cleanup.policy")).isEqualTo("compact");
    }

    /** Half of a month that is paid cannot become a statement of its own. */
    @Test
    void noVersionSplitsAFrozenPeriod() {
        post(document(1, "1999-01-01")).statusCode(201);
        activate(1).statusCode(200);
        EvaluationFixture january = EvaluationFixture.of(agreement, vendor, "1999-01");
        EVALUATIONS.send(january.key(), january.frozen(1, Register.freshId("january")));
        Eventually.holds(() ->
                given().get("/v1/statements/" + agreement + ":1999-01").then().statusCode(200));
        check(document(2, "1999-01-15\nsplit: true"))
                .body("errors.code", contains("effective-from"))
                .body(
                        "errors[0].message",
                        containsString("The period 1999-01 is frozen, and 1999-01-15 lies within it"));
        check(document(2, "1999-02-15\nsplit: true")).body("errors", empty());
    }

    /** Three years and the one in which the last is frozen, of counts that live for 37 months. */
    @Test
    void warnsOfAWindowThatIsLongerThanCountsAreKept() {
        String source = Register.freshId("source");
        Register.source(source, vendor, "interaction");
        check(document(1, "1999-01-01\nperiod: {every: year}")
                        .replace("    lot: regular-service\n", "    lot: regular-service\n    window: {last: 3}\n"))
                .body("errors", empty())
                .body("warnings.code", contains("window-longer-than-counts"))
                .body("warnings.pointer", contains("/kpis/0/window"))
                .body("warnings[0].message", containsString("48 months"))
                .body("warnings[0].message", containsString("source '" + source + "' keeps them for 37"));
        check(document(1, "1999-01-01\nperiod: {every: year}")
                        .replace("    lot: regular-service\n", "    lot: regular-service\n    window: {last: 2}\n"))
                .body("warnings", empty());
    }

    /** Records live for 13 months, which a year and the period in which it is frozen exceed by eleven. */
    @Test
    void warnsOfAKpiThatLooksAtRecordsThatAreGoneByThen() {
        String source = Register.freshId("source");
        Register.source(source, vendor, "interaction");
        String looksAtRecords = "    journeys: {}\n    lot: regular-service\n";
        check(document(1, "1999-01-01\nperiod: {every: year}")
                        .replace("    lot: regular-service\n", looksAtRecords + "    window: {last: 2}\n"))
                .body("errors", empty())
                .body("warnings.findAll { it.code == 'longer-than-records' }.pointer", contains("/kpis/0"))
                .body(
                        "warnings.find { it.code == 'longer-than-records' }.message",
                        containsString("36 months until its period is frozen, and source '" + source
                                + "' keeps records for 13"));
        check(document(1, "1999-01-01").replace("    lot: regular-service\n", looksAtRecords))
                .body("warnings", empty());
    }

    /** A clock of whole minutes says nothing of 90 seconds. */
    @Test
    void warnsOfALimitThatAClockCannotTell() {
        String source = Register.freshId("source");
        Register.source(source, vendor, "interaction", "PT60S");
        String level = "metric: {type: service-level, threshold: {seconds: 90, bound: at-most}, abandons: failures}";
        String document = document(1, "1999-01-01")
                .replace("metric: {type: average-speed-of-answer}", level)
                .replace("rounding: {decimals: 0, mode: half-up}", "")
                .replace("target: {atMost: 35}", "target: {atLeast: 80}")
                .replace("below: {edge: 30, amount: 500}", "below: {edge: 30, amount: -500}")
                .replace("above: {edge: 35, amount: -500}", "above: {edge: 35, amount: 500}");
        check(document)
                .body("errors", empty())
                .body("warnings.code", contains("finer-than-clock"))
                .body("warnings[0].message", containsString("has steps of 60000 ms"));
        check(document.replace("seconds: 90", "seconds: 120")).body("warnings", empty());
        String reading =
                "\ninterpretations: [{warning: finer-than-clock, about: %s, clause: '4', reading: By the minute, author: Both, date: 1999-01-01}]\n";
        check(document + reading.formatted("asa-regular")).body("warnings", empty());
        check(document + reading.formatted("regular-service")).body("warnings.code", contains("finer-than-clock"));
    }

    private String tiers(String from, String to) {
        return document(1, "1999-01-01")
                .replace("rounding: {decimals: 0, mode: half-up}", "")
                .replace("shape: linear\n", "shape: tiers\n")
                .replace("    below: {edge: 30, amount: 500}\n", "")
                .replace(
                        "above: {edge: 35, amount: -500}",
                        "tiers: [{atMost: " + from + ", amount: 0}, {above: " + from + ", atMost: " + to
                                + ", amount: -1}, {above: " + to + ", amount: -2}]");
    }

    /** Tiers that begin at 44.5 and 45 s are half a second apart: a clock of whole seconds cannot tell, one of half a second can. */
    @Test
    void warnsOfTiersThatAClockCannotTell() {
        String source = Register.freshId("source");
        Register.source(source, vendor, "interaction", "PT1S");
        check(tiers("44.5", "45")).body("errors", empty()).body("warnings.code", contains("finer-than-clock"));
        check(tiers("44.5", "45")).body("warnings.pointer", contains("/rules/0/tiers"));
        check(tiers("44", "45")).body("warnings", empty());
        Register.source(source, vendor, "interaction", "PT0.5S");
        check(tiers("44.5", "45")).body("warnings", empty());
    }
}
