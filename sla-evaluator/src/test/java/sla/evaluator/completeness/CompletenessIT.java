package sla.evaluator.completeness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.event.Outcome;
import sla.model.event.Retraction;

/** What was declared beside what was received; every expected number is counted by hand. */
@QuarkusTest
@WithTestResource(Servers.class)
class CompletenessIT {
    private static final String MORNING = "from=2026-03-02T10:00:00Z&to=2026-03-02T12:00:00Z";

    @Inject
    StoredBatches batches;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        batches.empty();
    }

    /** 7 of 10 in the first half-hour, 5 where 2 were declared in the second: (12 − 3) / 12 = 75 %, not 12 of 12. */
    @Test
    void contactTooManyMakesUpForNoneThatIsMissingInAnotherInterval() throws Exception {
        sevenAndFive();
        awaitComparison();
        get(MORNING)
                .body("rows", hasSize(1))
                .body("rows[0].group.queue", equalTo("support"))
                .body("rows[0].figures.contacts", equalTo(13))
                .body("rows[0].figures.completeness.state", equalTo("declared"))
                .body("rows[0].figures.completeness.intervals", equalTo(2))
                .body("rows[0].figures.completeness.declared", equalTo(12))
                .body("rows[0].figures.completeness.received", equalTo(12))
                .body("rows[0].figures.completeness.missing", equalTo(3))
                .body("rows[0].figures.completeness.extra", equalTo(3))
                .body("rows[0].figures.completeness.undeclared", equalTo(1))
                .body("rows[0].figures.completeness.percent", equalTo("75.000000"))
                .body("total.completeness.percent", equalTo("75.000000"));
        // By the hour: the second has a contact of which nobody spoke.
        get(MORNING + "&time=hour")
                .body("rows.figures.completeness.state", contains("declared", "not-declared"))
                .body("rows.figures.contacts", contains(12, 1));
        // By the quarter-hour no interval of half an hour fits: nothing is compared.
        get(MORNING + "&time=interval")
                .body("rows.figures.completeness.state", contains("not-declared", "not-declared", "not-declared"))
                .body("rows.figures.contacts", contains(7, 5, 1));
        given().get("/v1/control-totals?vendor=va")
                .then()
                .body("items.comparison.state", contains("compared", "compared"))
                .body("items.comparison.received", contains(7, 5));
        given().get("/v1/records/calls/t1")
                .then()
                .body("state", equalTo("accepted"))
                .body("explanation", containsString("GET /v1/control-totals says"));
    }

    private void sevenAndFive() throws SQLException {
        List<AcceptedRecord> records = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Contacts of every outcome count: the last two were refused and left in the menu.
            Outcome outcome = i == 6 ? Outcome.REFUSED : i == 5 ? Outcome.LEFT_IN_MENU : Outcome.ANSWERED;
            records.add(Contacts.record(
                    "a" + i, 1, Contacts.contact("support", outcome, "2026-03-02T10:14:59.999Z", 1_000, 1_000L)));
        }
        for (int i = 0; i < 5; i++) {
            records.add(Contacts.answered("b" + i, "2026-03-02T10:30:00Z", 1_000));
        }
        records.add(Contacts.answered("c", "2026-03-02T11:00:00Z", 1_000));
        records.add(total("t1", 1, "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z", 10));
        records.add(total("t2", 1, "2026-03-02T10:30:00Z", "2026-03-02T11:00:00Z", 2));
        batches.store(records);
    }

    @Test
    void performanceShowsTheCompletenessOfItsQueues() throws Exception {
        sevenAndFive();
        batches.store(List.of(
                Contacts.record("o", 1, Contacts.contact("sales", Outcome.ANSWERED, "2026-03-02T10:00:00Z", 1, 1L))));
        awaitComparison();
        String query = "/v1/performance?metric=volume&vendor=va&" + MORNING;
        given().get(query + "&groupBy=queue")
                .then()
                .body("rows.group.queue", contains("sales", "support"))
                .body("rows.completeness.state", contains("not-declared", "declared"))
                .body("rows[1].completeness.percent", equalTo("75.000000"))
                .body("rows[1].completeness.declared", equalTo(12))
                .body("rows[1].completeness.received", equalTo(12));
        // By channel too: of the queues as a whole, here with the queue of which nobody spoke.
        given().get(query + "&groupBy=channel")
                .then()
                .body("rows.completeness.percent", contains("75.000000"))
                .body("rows[0].completeness.undeclared", equalTo(2));
        given().get(query + "&queue=sales").then().body("rows.completeness.state", contains("not-declared"));
    }

    @Test
    void queueOfWhichNothingCameIsMissingAsAWhole() throws Exception {
        batches.store(List.of(total("t1", 1, "queue-nobody-sent", "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 4)));
        awaitComparison();
        get(MORNING)
                .body("rows[0].group.queue", equalTo("queue-nobody-sent"))
                .body("rows[0].figures.contacts", equalTo(0))
                .body("rows[0].figures.completeness.missing", equalTo(4))
                .body("rows[0].figures.completeness.percent", equalTo("0.000000"));
        given().get("/v1/performance?metric=volume&vendor=va&" + MORNING)
                .then()
                .body("rows[0].completeness.missing", equalTo(4));
    }

    @Test
    void declaringThatNothingCameIsNoHundredPerCent() throws Exception {
        batches.store(List.of(total("t1", 1, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 0)));
        awaitComparison();
        get(MORNING)
                .body("rows[0].figures.completeness.state", equalTo("declared"))
                .body("rows[0].figures.completeness.intervals", equalTo(1))
                .body("rows[0].figures.completeness.percent", nullValue());
        get("vendor=nobody&" + MORNING)
                .body("rows", hasSize(0))
                .body("total.completeness.state", equalTo("not-declared"));
    }

    @Test
    void totalThatIsRevisedOrTakenBackAndContactsThatComeLateAreComparedAnew() throws Exception {
        batches.store(List.of(
                total("t1", 1, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 5),
                Contacts.answered("a1", "2026-03-02T10:00:00Z", 1_000)));
        awaitMissing(4);
        batches.store(List.of(total("t1", 2, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 3)));
        awaitMissing(2);
        // An older revision changes nothing; a late contact does.
        batches.store(List.of(
                total("t1", 0, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 9),
                Contacts.answered("a2", "2026-03-02T10:14:00Z", 1_000)));
        awaitMissing(1);
        // A revision moves the contact away.
        batches.store(List.of(Contacts.record(
                "a2", 2, Contacts.contact("support", Outcome.ANSWERED, "2026-03-02T10:15:00Z", 1_000, 1_000L))));
        awaitMissing(2);
        // A second content of revision 2 voids it: the first one holds again.
        batches.store(List.of(total("t1", 2, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 7)));
        awaitMissing(4);
        batches.store(List.of(record("t1", 3, new Retraction())));
        awaitComparison();
        get(MORNING).body("total.completeness.state", equalTo("not-declared"));
    }

    @Test
    void ofTotalsThatOverlapTheShorterIsComparedAndOfEqualOnesNone() throws Exception {
        batches.store(List.of(
                total("day", 1, "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z", 900),
                total("hour", 1, "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z", 4),
                total("twin-1", 1, "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z", 5),
                total("twin-2", 1, "2026-03-02T12:15:00Z", "2026-03-02T13:15:00Z", 5),
                total("odd", 1, "2026-03-02T10:10:00Z", "2026-03-02T10:20:00Z", 6),
                total("longest", 1, "2026-02-01T00:00:00Z", "2026-03-04T01:15:00Z", 7),
                total("next-day", 1, "2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z", 8)));
        awaitComparison();
        assertThat(states())
                .containsExactly(
                        "day overlapping",
                        "hour compared",
                        "longest too-long",
                        "next-day compared",
                        "odd off-quarter-hours",
                        "twin-1 overlapping",
                        "twin-2 overlapping");
        get("from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z")
                .body("total.completeness.declared", equalTo(4))
                .body("total.notCompared", equalTo(4));
        // What overlapped is gone: the day is compared, the twin too.
        batches.store(List.of(record("hour", 2, new Retraction()), record("twin-1", 2, new Retraction())));
        awaitComparison();
        assertThat(states()).contains("day overlapping", "twin-2 compared");
        batches.store(List.of(record("twin-2", 2, new Retraction())));
        awaitComparison();
        assertThat(states()).contains("day compared");
    }

    /** Midnight in Amsterdam is 23:00 of the day before in UTC, and the day of the clock change has 23 hours. */
    @Test
    void dayOfAnotherZoneIsComparedWholeAlsoWhenItsClockChanges() throws Exception {
        batches.store(List.of(
                Contacts.answered("a1", "2026-03-28T22:59:59.999Z", 1_000),
                Contacts.answered("a2", "2026-03-28T23:00:00Z", 1_000),
                Contacts.answered("a3", "2026-03-29T21:59:59.999Z", 1_000),
                Contacts.answered("a4", "2026-03-29T22:00:00Z", 1_000),
                total("t1", 1, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 2)));
        awaitComparison();
        get("zone=Europe/Amsterdam&time=day&from=2026-03-28&to=2026-03-31")
                .body("rows.figures.contacts", contains(1, 2, 1))
                .body("rows.figures.completeness.state", contains("not-declared", "declared", "not-declared"))
                .body("rows[1].figures.completeness.percent", equalTo("100.000000"));
        // The day of UTC holds no whole interval.
        get("time=day&zone=UTC&from=2026-03-29&to=2026-03-30")
                .body("rows.figures.completeness.state", contains("not-declared"));
    }

    @Test
    void pagesGoThroughAllRows() throws Exception {
        List<AcceptedRecord> records = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            records.add(total("t" + i, 1, "queue-" + i, "2026-03-02T10:00:00Z", "2026-03-02T10:15:00Z", 1));
        }
        batches.store(records);
        awaitComparison();
        String next = get(MORNING + "&limit=3")
                .body("rows.group.queue", contains("queue-0", "queue-1", "queue-2"))
                .body("total.completeness.declared", equalTo(5))
                .extract()
                .path("next");
        get(MORNING + "&limit=3&cursor=" + next)
                .body("rows.group.queue", contains("queue-3", "queue-4"))
                .body("next", nullValue());
        get(MORNING + "&groupBy=source&queue=queue-1&queue=queue-2")
                .body("rows.group.source", contains("calls"))
                .body("rows[0].figures.completeness.declared", equalTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "site=lisbon|There is no query parameter 'site' here",
                "groupBy=channel|'channel' is not a value of 'groupBy'. Allowed are source, vendor, queue",
                "time=day|give 'zone'",
                "from=2026-03-02T10:07:00Z|full quarter-hour",
                "cursor=%25%25|'next' of an earlier answer"
            })
    void saysWhatIsWrongWithAParameter(String query, String message) {
        given().urlEncodingEnabled(false)
                .get("/v1/completeness?" + query)
                .then()
                .statusCode(400)
                .body("detail", containsString(message));
    }

    private void awaitMissing(int contacts) throws Exception {
        awaitComparison();
        get(MORNING).body("total.completeness.missing", equalTo(contacts));
    }

    /** Until every change so far is in the stored comparison. */
    private void awaitComparison() {
        await().pollInterval(Duration.ofMillis(50))
                .until(() -> texts("select vendor from changed_day").isEmpty());
    }

    private List<String> states() {
        return given().get("/v1/control-totals?vendor=va").jsonPath().getList("items", Map.class).stream()
                .map(item -> item.get("recordId") + " " + ((Map<?, ?>) item.get("comparison")).get("state"))
                .sorted()
                .toList();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    private static AcceptedRecord total(String id, long revision, String from, String to, long interactions) {
        return total(id, revision, "support", from, to, interactions);
    }

    private static AcceptedRecord total(
            String id, long revision, String queue, String from, String to, long interactions) {
        return record(id, revision, RecordStories.totals(queue, Instant.parse(from), Instant.parse(to), interactions));
    }

    private static AcceptedRecord record(String id, long revision, Content content) {
        return RecordStories.record(RecordStories.SOURCE, id, revision, content, 1);
    }

    private static ValidatableResponse get(String query) {
        return given().get("/v1/completeness?" + query).then().statusCode(200);
    }
}
