package sla.evaluator.performance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.ReferenceEvaluation;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.event.AcceptedRecord;
import sla.model.event.Outcome;
import sla.model.event.RecordReference;
import sla.model.event.SurveyAnswer;
import sla.model.time.Interval;
import sla.model.time.Rfc3339;

@QuarkusTest
@WithTestResource(Servers.class)
class PerformanceIT {
    @Inject
    StoredBatches batches;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    @Test
    void thousandAnsweredAndSixtyAbandonedGiveTheWorkedServiceLevels() throws SQLException {
        List<AcceptedRecord> contacts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            contacts.add(Contacts.answered("a" + i, "2026-03-02T10:00:00Z", i < 860 ? 20_000 : 20_001));
        }
        for (int i = 0; i < 60; i++) {
            long wait = i < 10 ? 4_000 : i < 20 ? 20_000 : 30_000;
            contacts.add(Contacts.abandoned("b" + i, "2026-03-02T10:00:00Z", wait));
        }
        batches.store(contacts);
        serviceLevel("failures", "81.132075");
        serviceLevel("ignored-within-threshold", "82.692308");
        serviceLevel("success-within-threshold", "83.018868");
        serviceLevel("short-removed&shortAbandon=5", "81.904762");
        serviceLevel("short-as-success&shortAbandon=5", "82.075472");
        serviceLevel("answered-only", "86.000000");
        serviceLevel("failures&bound=below", "0.000000");
    }

    private void serviceLevel(String abandons, String value) {
        get("metric=service-level&threshold=20&abandons=" + abandons
                        + "&from=2026-03-02T10:00:00Z&to=2026-03-02T10:15:00Z")
                .statusCode(200)
                .body("rows[0].metrics[0].value", equalTo(value));
    }

    @Test
    void abandonExactlyAtTheShortLimitIsShortOnlyByTheBound() throws SQLException {
        batches.store(List.of(
                Contacts.abandoned("b1", "2026-03-02T10:00:00Z", 4_999),
                Contacts.abandoned("b2", "2026-03-02T10:00:00Z", 5_000),
                Contacts.abandoned("b3", "2026-03-02T10:00:00Z", 5_001),
                Contacts.answered("a1", "2026-03-02T10:00:00Z", 0)));
        String range = "&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z";
        get("metric=abandonment-rate&shortAbandon=5&shortBound=below&shortInDenominator=true" + range)
                .body("rows[0].metrics[0].value", equalTo("50.000000"));
        get("metric=abandonment-rate&shortAbandon=5&shortBound=at-most&shortInDenominator=true" + range)
                .body("rows[0].metrics[0].value", equalTo("25.000000"));
    }

    @Test
    void contactOfferedInTheLastMillisecondOfAMonthIsInExactlyOnePeriodByAttribution() throws SQLException {
        batches.require(Attribution.LEFT_QUEUE);
        // 31 March 23:59:59.999 in Amsterdam, answered 20 s later, on 1 April.
        batches.store(List.of(Contacts.answered("a", "2026-03-31T21:59:59.999Z", 20_000)));
        String query = "metric=volume&volume=answered&zone=Europe/Amsterdam&time=month&from=2026-03&to=2026-05";
        get(query).body("rows.metrics.flatten().counts.answered", contains(1, 0));
        get(query + "&attribution=left-queue").body("rows.metrics.flatten().counts.answered", contains(0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Amsterdam, 2026-03-29, 92, 23", "Europe/Amsterdam, 2026-10-25, 100, 25",
        "Asia/Jerusalem, 1999-04-02, 92, 23", "Asia/Jerusalem, 1999-09-03, 100, 25",
        "America/Montreal, 2026-03-08, 92, 23", "America/Montreal, 2026-11-01, 100, 25"
    })
    void dayOfAClockChangeHasItsQuarterHoursAndLosesNothing(String zone, LocalDate day, int intervals, int hours)
            throws SQLException {
        batches.use(day(zone));
        Instant start = day.atStartOfDay(ZoneId.of(zone)).toInstant();
        List<AcceptedRecord> contacts = new ArrayList<>();
        for (int i = 0; i < intervals; i++) {
            contacts.add(Contacts.answered(
                    "c" + i, start.plus(Duration.ofMinutes(15L * i)).toString(), 1_000));
        }
        contacts.add(Contacts.answered("before", start.minusMillis(1).toString(), 1_000));
        contacts.add(Contacts.answered(
                "after", start.plus(Duration.ofMinutes(15L * intervals)).toString(), 1_000));
        batches.store(contacts);
        String range = "metric=volume&volume=answered&zone=" + zone + "&from=" + day + "&to=" + day.plusDays(1);
        get(range + "&time=interval").body("rows", hasSize(intervals));
        get(range + "&time=hour")
                .body("rows", hasSize(hours))
                .body("rows.metrics.flatten().counts.answered", equalTo(Collections.nCopies(hours, 4)));
        for (boolean folded : new boolean[] {false, true}) {
            if (folded) {
                batches.fold();
            }
            get(range + "&time=day")
                    .body("rows", hasSize(1))
                    .body("rows[0].metrics[0].counts.answered", equalTo(intervals));
        }
    }

    @Test
    void daysAreKeptInMemoryUntilTheyChange() throws SQLException {
        batches.use(day("Europe/Amsterdam"));
        batches.require(Attribution.ENDED);
        batches.store(List.of(
                Contacts.answered("c1", "2026-03-02T10:00:00Z", 20_000),
                Contacts.answered("c2", "2026-03-03T10:00:00Z", 20_000)));
        batches.fold();
        String march = "metric=service-level&threshold=20&zone=Europe/Amsterdam&from=2026-03&to=2026-04";
        String ended = march + "&attribution=ended";
        withinOf(march, 2, 2);
        withinOf(ended, 2, 2);
        double read = daysRead("database");
        double kept = daysRead("memory");
        withinOf(march, 2, 2);
        withinOf(ended, 2, 2);
        assertThat(daysRead("database")).isEqualTo(read);
        assertThat(daysRead("memory")).isEqualTo(kept + 4);

        batches.store(List.of(Contacts.answered("c3", "2026-03-03T11:00:00Z", 20_001)));
        withinOf(march, 2, 3);
        batches.fold();
        withinOf(march, 2, 3);
        withinOf(ended, 2, 3);
        withinOf(march.replace("2026-03&to=2026-04", "2026-03-03&to=2026-03-04"), 1, 2);
        // Only the day that changed, by each attribution.
        assertThat(daysRead("database")).isEqualTo(read + 2);
    }

    private void withinOf(String query, int within, int contacts) {
        get(query)
                .statusCode(200)
                .body("rows[0].metrics[0].numerator", equalTo(within))
                .body("rows[0].metrics[0].denominator", equalTo(contacts));
    }

    private double daysRead(String from) {
        return meters.get("sla.evaluator.days.read").tag("from", from).counter().count();
    }

    @Test
    void tagStaysAsLongAsTheRowsDo() throws SQLException {
        batches.store(List.of(Contacts.answered("c1", "2026-03-02T10:00:00Z", 20_000)));
        String day = "/v1/performance?metric=volume&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z";
        String tag = given().get(day).then().statusCode(200).extract().header("ETag");
        assertThat(tag).startsWith("W/\"");
        batches.store(List.of(Contacts.answered("c2", "2026-03-05T10:00:00Z", 20_000)));
        given().header("If-None-Match", tag)
                .get(day)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .body(emptyString());
        given().header("If-None-Match", tag).get(day + "&groupBy=queue").then().statusCode(200);
        batches.store(List.of(Contacts.answered("c3", "2026-03-02T11:00:00Z", 20_000)));
        given().header("If-None-Match", tag)
                .get(day)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)))
                .body("rows[0].metrics[0].numerator", equalTo(2));
    }

    private static Agreement day(String zone) {
        return ReferenceEvaluation.agreement(zone);
    }

    @Test
    void nothingIsNotMeasuredAndNeverZeroPerCent() {
        get("metric=service-level,average-speed-of-answer&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z")
                .statusCode(200)
                .body("rows", hasSize(1))
                .body("rows[0].metrics.state", contains("not-measured", "not-measured"))
                .body("rows[0].metrics[0].value", nullValue());
    }

    /** A volume is a plain count. That nobody ever sent such a queue is told by the sources. */
    @Test
    void volumeOfAQueueThatNobodyKnowsIsNoneAndOfNoSource() {
        get("metric=volume,service-level&queue=never-heard-of&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z")
                .statusCode(200)
                .body("rows[0].metrics.state", contains("measured", "not-measured"))
                .body("rows[0].metrics[0].value", equalTo("0.000000"))
                .body("sources", hasSize(0));
    }

    @Test
    void periodIsMadeOfContactsAndNotOfDailyPercentages() throws SQLException {
        // 3,000 calls at 60 %, 500 at 95 %, 500 at 95 %: 68.75 % over contacts.
        List<AcceptedRecord> contacts = new ArrayList<>();
        int[][] days = {{3000, 1800}, {500, 475}, {500, 475}};
        for (int day = 0; day < days.length; day++) {
            for (int i = 0; i < days[day][0]; i++) {
                contacts.add(Contacts.answered(
                        day + "-" + i, "2026-03-0" + (day + 1) + "T10:00:00Z", i < days[day][1] ? 1_000 : 30_000));
            }
        }
        batches.store(contacts);
        get("metric=service-level&from=2026-03-01T00:00:00Z&to=2026-03-04T00:00:00Z")
                .body("rows[0].metrics[0].value", equalTo("68.750000"));
    }

    @Test
    void pagesGoThroughAllRowsInAStableOrder() throws SQLException {
        List<AcceptedRecord> contacts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            contacts.add(Contacts.record(
                    "c" + i,
                    1,
                    Contacts.contact("queue-" + i, Outcome.ANSWERED, "2026-03-02T10:00:00Z", 1_000, 1_000L)));
        }
        batches.store(contacts);
        String query =
                "metric=volume&groupBy=queue&queue=queue-0&queue=queue-1&queue=queue-2&queue=queue-3&queue=queue-4&queue=queue-5&queue=queue-6"
                        + "&time=hour&from=2026-03-02T10:00:00Z&to=2026-03-02T12:00:00Z&limit=5";
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = get(query + cursor).statusCode(200).extract().jsonPath();
            for (int i = 0; i < page.getList("rows").size(); i++) {
                seen.add(page.getString("rows[" + i + "].from") + page.getString("rows[" + i + "].group.queue"));
            }
            cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        assertThat(seen).hasSize(14).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "metric=happiness|'happiness' is not a value of 'metric'",
                "time=day&from=2026-03-01T00:00:00Z|give 'zone'",
                "from=2026-03-01|'zone' or 'agreement'",
                "zone=Mars/Base&time=day|is no zone",
                "from=2026-03-01T00:07:00Z|full quarter-hour",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z|must be before",
                "que=PS|There is no query parameter 'que' here. Allowed are: abandons,",
                "threshold=20.5|whole number",
                "abandons=short-removed&metric=service-level|needs 'shortAbandon'",
                "attribution=ended|no active agreement uses that attribution",
                "zone=-00:07&time=hour&from=2026-03-01T00:00:00Z|is no zone",
                "queue=|'queue' has no value",
                "attribution=evaluated|contacts have no moment of evaluation",
                "metric=service-level&shortAbandon=5|uses 'shortAbandon'",
                "metric=volume&threshold=20|uses 'threshold'",
                "metric=abandonment-rate&shortBound=below|give that too",
                "zone=Africa/Monrovia&time=day&from=1971-01-01&to=1971-01-03|full quarter-hour",
                "cursor=%25%25|'next' of an earlier answer",
                "cursor=zzz|'next' of an earlier answer",
                "metric=volume&attribution=evaluated|contacts have no moment of evaluation",
                "metric=csat-share&csatScale=5&satisfiedFrom=6|'satisfiedFrom'",
                "metric=volume-waiting-longer|'volume-waiting-longer' needs 'longerThan'",
                "metric=volume&csatScale=5|None of the metrics asked for uses 'csatScale'",
                "channel=phone|Allowed are voice, chat, email,",
                "direction=sideways|Allowed are inbound, outbound",
                "zone=Asia/Jerusalem&from=1900-01&to=1900-02|'1900-01' is 1899-12-31T21:39:20Z: the clocks of Asia/Jerusalem",
                "time=interval&from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z|more than",
            })
    void saysWhatIsWrongWithAParameterAndWhatIsAllowed(String query, String message) {
        get(query).statusCode(400).contentType("application/problem+json").body("detail", containsString(message));
    }

    @Test
    void queueWithACommaInItsNameCanBeAskedFor() throws SQLException {
        batches.store(List.of(
                Contacts.record(
                        "a", 1, Contacts.contact("Sales, NL", Outcome.ANSWERED, "2026-03-02T10:00:00Z", 1_000, 1_000L)),
                Contacts.record(
                        "b", 1, Contacts.contact("Sales", Outcome.ANSWERED, "2026-03-02T10:00:00Z", 1_000, 1_000L))));
        get("metric=volume&queue=Sales,%20NL&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z")
                .statusCode(200)
                .body("rows[0].metrics[0].value", equalTo("1.000000"));
    }

    /** 3 of 4 satisfied, (5 + 4 + 4 + 1) / 4; 2 promoters, 1 detractor, 1 between them; 1 of 2 transferred. */
    @Test
    void surveysTransfersAndMinutesOfAnHour() throws SQLException {
        String hour = "2026-03-02T10:00:00Z";
        batches.store(List.of(
                Contacts.record("c1", 1, Contacts.leg("va", "support", hour, 1_000, null, true)),
                Contacts.answered("c2", hour, 1_000),
                survey("s1", "c1", 5, 10, true),
                survey("s2", "c1", 4, 9, true),
                survey("s3", "c2", 4, 8, false),
                survey("s4", "c2", 1, 6, null)));
        get("metric=csat-share,csat-mean,net-promoter-score,first-contact-resolution,transfer-rate,handled-minutes"
                        + "&parts=talk&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z")
                .statusCode(200)
                .body("rows", hasSize(1))
                .body(
                        "rows[0].metrics.value",
                        contains("75.000000", "3.500000", "25.000000", "66.666667", "50.000000", "2.000000"))
                .body("rows[0].metrics.numerator", contains(3, 14, 1, 2, 1, 120_000))
                .body("rows[0].metrics.denominator", contains(4, 4, 4, 3, 2, 1));
        get("metric=csat-share&csatScale=10&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z")
                .body("rows[0].metrics[0].state", equalTo("not-measured"));
        // By the moment of the answers, a day later, there are no contacts.
        get("metric=net-promoter-score&attribution=evaluated&from=2026-03-03T10:00:00Z&to=2026-03-03T11:00:00Z")
                .body("rows[0].metrics[0].value", equalTo("25.000000"));
    }

    private static AcceptedRecord survey(String id, String contact, int csat, int nps, Boolean resolved) {
        SurveyAnswer answer = new SurveyAnswer(
                "va",
                new RecordReference("calls", contact),
                null,
                null,
                Instant.parse("2026-03-03T10:20:00Z"),
                csat,
                5,
                nps,
                resolved);
        return RecordStories.record("calls", id, 1, answer, 1);
    }

    @Test
    void judgesDelayDoesNotMakeVolumesProvisional() throws SQLException {
        register("calls", "interaction", "PT15M");
        register(RecordStories.JUDGE, "quality-evaluation", "P7D");
        Instant hoursAgo = Interval.startOf(Instant.now().minus(Duration.ofHours(3)));
        batches.storeWithProgress(List.of(Contacts.answered("c1", hoursAgo.toString(), 1_000)));
        batches.storeWithProgress(List.of(RecordStories.record(
                RecordStories.JUDGE, "q1", 1, RecordStories.evaluationOf("c1", hoursAgo.plusSeconds(600)), 1)));
        String range = "&from=" + hoursAgo + "&to=" + hoursAgo.plus(Duration.ofHours(1));
        get("metric=volume" + range)
                .body("rows[0].provisional", equalTo(false))
                .body("sources.source", contains("calls"))
                .body("sources[0].newestRecord", equalTo(Rfc3339.format(hoursAgo)));
        get("metric=quality-score" + range)
                .body("rows[0].provisional", equalTo(true))
                .body("sources.source", contains(RecordStories.JUDGE))
                .body("sources[0].newestRecord", equalTo(Rfc3339.format(hoursAgo.plusSeconds(600))));
    }

    private void register(String id, String type, String usualDelay) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into source values (?, ?)"
                        + " on conflict (id) do update set document = excluded.document")) {
            insert.setString(1, id);
            insert.setString(2, """
                    {"id":"ID","title":"x","vendors":["va"],"types":["TYPE"],"usualDelay":"DELAY"}
                    """.replace("ID", id).replace("TYPE", type).replace("DELAY", usualDelay));
            insert.executeUpdate();
        }
    }

    @Test
    void unknownAgreementIsNotFound() {
        get("agreement=nobody").statusCode(404).contentType("application/problem+json");
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(false)
                .when()
                .get("/v1/performance?" + query)
                .then();
    }
}
