package sla.contract.penalty;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.MovableClock;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.number.Money;
import sla.model.number.Ratio;

@ServiceIT
class PenaltyIT {
    private static final Topic TOPIC = new Topic(Topics.EVALUATIONS);
    /** Midnight in Jerusalem at the end of February 1999 (UTC+2). */
    private static final Instant END_OF_FEBRUARY = Instant.parse("1999-02-28T22:00:00Z");

    @Inject
    MovableClock clock;

    private String vendor;
    private String agreement;

    @BeforeEach
    void chooseNames() {
        vendor = Register.freshId("penalised");
        agreement = Register.freshId("penalty");
    }

    @AfterEach
    void resetTheClock() {
        clock.set(MovableClock.START);
    }

    @Test
    void showsEachLineWithItsTraceAndTheTotalsApart() {
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-01"), 1);
        penalties("vendor", vendor)
                .body("items.rule", contains("asa-linear", "service-level-tiers", "abandonment-tiers"))
                .body("items.ledger", contains("malus", "bonus", "none"))
                .body("items.amount.amount", contains("-8500.00", "2500.00", "0.00"))
                .body("items.amount.currency", everyItem(equalTo("EUR")))
                .body("items[0].agreement", equalTo(agreement))
                .body("items[0].version", equalTo(1))
                .body("items[0].vendor", equalTo(vendor))
                .body("items[0].period", equalTo("1999-01"))
                .body("items[0].statement", equalTo(agreement + ":1999-01"))
                .body("items[0].kpi", equalTo("asa"))
                .body("items[0].clause", equalTo("4.2"))
                .body("items[0].shape", equalTo("linear"))
                .body("items[0].value", equalTo("47"))
                .body("items[0].unit", equalTo("seconds"))
                .body("items[0].step", equalTo("step of asa-linear"))
                .body("items[0].computation", equalTo("17 × -500.00 = -8500.00"))
                .body("items[0].sentence", equalTo("Sentence of asa-linear."))
                .body("items[0].evaluatedAt", equalTo("1999-02-10T11:59:59.500Z"))
                .body("items[0].live", equalTo(false))
                .body("totals", hasSize(1))
                .body("totals[0].bonus.amount", equalTo("2500.00"))
                .body("totals[0].malus.amount", equalTo("-8500.00"))
                .body("totals[0].malus.currency", equalTo("EUR"))
                .body("next", nullValue());
    }

    @Test
    void filtersByEachParameterAndTotalsFollow() {
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-01"), 1);
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-02"), 1);
        evaluate(EvaluationFixture.of("other-" + agreement, vendor, "1999-02"), 1);
        penalties("vendor", vendor).body("items", hasSize(9)).body("totals[0].malus.amount", equalTo("-25500.00"));
        penalties("agreement", agreement)
                .body("items.period", contains("1999-02", "1999-02", "1999-02", "1999-01", "1999-01", "1999-01"))
                .body("totals[0].bonus.amount", equalTo("5000.00"));
        penalties("vendor", vendor, "period", "1999-01")
                .body("items", hasSize(3))
                .body("totals[0].malus.amount", equalTo("-8500.00"));
        penalties("agreement", agreement, "kpi", "asa")
                .body("items", hasSize(2))
                .body("totals[0].bonus.amount", equalTo("0.00"))
                .body("totals[0].malus.amount", equalTo("-17000.00"));
        penalties("agreement", agreement, "ledger", "bonus")
                .body("items.rule", contains("service-level-tiers", "service-level-tiers"))
                .body("totals[0].malus.amount", equalTo("0.00"));
        penalties("agreement", agreement, "ledger", "malus", "period", "1999-02")
                .body("items.rule", contains("asa-linear"));
        penalties("agreement", agreement, "ledger", "none").body("items.rule", everyItem(equalTo("abandonment-tiers")));
        penalties("vendor", Register.vendor()).body("items", empty()).body("totals", empty());
    }

    @Test
    void totalsCoverTheWholeFilterAndNotThePageAlone() {
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-01"), 1);
        penalties("vendor", vendor, "limit", "1")
                .body("items.rule", contains("asa-linear"))
                .body("totals[0].bonus.amount", equalTo("2500.00"));
    }

    @Test
    void pagesAddUpToTheWholeInOneOrder() {
        for (String month : List.of("1999-01", "1999-02", "1999-03")) {
            evaluate(EvaluationFixture.of(agreement, vendor, month), 1);
            evaluate(EvaluationFixture.of("a-" + agreement, vendor, month), 1);
        }
        List<String> whole = keys(penalties("vendor", vendor));
        assertThat(whole).hasSize(18).startsWith("1999-03 a-" + agreement + " asa-linear");
        List<String> paged = new ArrayList<>();
        ValidatableResponse page = penalties("vendor", vendor, "limit", "4");
        paged.addAll(keys(page));
        for (String next = page.extract().path("next");
                next != null;
                next = page.extract().path("next")) {
            page = penalties("vendor", vendor, "limit", "4", "cursor", next);
            paged.addAll(keys(page));
        }
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void keepsCurrenciesApart() {
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-01"), 1);
        evaluate(
                EvaluationFixture.of("yen-" + agreement, vendor, "1999-01")
                        .inCurrency("JPY", EvaluationFixture.line("a", "asa", "tiers", "-300", "-300", "JPY")),
                1);
        penalties("vendor", vendor)
                .body("totals.malus.currency", contains("EUR", "JPY"))
                .body("totals.malus.amount", contains("-8500.00", "-300"))
                .body("totals.bonus.amount", contains("2500.00", "0"));
    }

    @Test
    void runningPeriodIsLiveUntilItsLastMillisecond() {
        evaluate(EvaluationFixture.of(agreement, vendor, "1999-02"), 1);
        clock.set(END_OF_FEBRUARY.minusMillis(1));
        penalties("vendor", vendor).body("items.live", everyItem(equalTo(true)));
        clock.set(END_OF_FEBRUARY);
        penalties("vendor", vendor).body("items.live", everyItem(equalTo(false)));
    }

    @Test
    void dashboardHearsNothingWhileNothingChanged() {
        EvaluationFixture fixture = EvaluationFixture.of(agreement, vendor, "1999-02");
        evaluate(fixture, 1);
        String tag = penalties("vendor", vendor).extract().header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        ifNoneMatch(tag).statusCode(304).body(equalTo(""));

        evaluate(fixture.withLines(EvaluationFixture.line("asa-linear", "asa", "linear", "x", "-9000.00", "EUR")), 2);
        String changed = ifNoneMatch(tag)
                .statusCode(200)
                .body("totals[0].malus.amount", equalTo("-9000.00"))
                .header("ETag", not(equalTo(tag)))
                .extract()
                .header("ETag");

        ifNoneMatch(changed).statusCode(304);
        clock.set(END_OF_FEBRUARY);
        ifNoneMatch(changed).statusCode(200).body("items[0].live", equalTo(false));
    }

    /** A bank looks at other lines, so it has neither a KPI nor a value nor a unit; two earn-backs differ by their sentences. */
    @Test
    void showsLinesThatSettleOthers() {
        evaluate(
                EvaluationFixture.of(agreement, vendor, "1999-01")
                        .withLines(
                                settling("balance", "bank"),
                                settling("back", "earn-back"),
                                settling("back", "earn-back")),
                1);
        penalties("vendor", vendor)
                .body("items.rule", contains("balance", "back", "back"))
                .body("items.amount.amount", everyItem(equalTo("10.00")))
                .body("items.unit", everyItem(nullValue()))
                .body("items.kpi", everyItem(nullValue()))
                .body("totals[0].bonus.amount", equalTo("30.00"));
    }

    private static Line settling(String rule, String shape) {
        Money ten = Money.rounded(Ratio.of(10), "EUR");
        return new LineBuilder(rule, shape)
                .outcome("paid out", "x")
                .paid(Ratio.of(10), List.of(), ten)
                .sentence("Sentence of " + rule + ".")
                .build();
    }

    @Test
    void refusesWhatItCannotFilterBy() {
        refused("period", "1999-13", "a calendar month such as 1999-01");
        refused("period", "January", "a calendar month such as 1999-01");
        refused("ledger", "both", "bonus, malus, none");
        refused("limit", "0", "from 1 to 1000");
        refused("cursor", "zzz", "'next' of an earlier answer");
        refused("vendor", "", "'vendor' has no value");
        refused("vender", vendor, "agreement, cursor, kpi, ledger, limit, period, vendor");
        given().queryParam("vendor", vendor, "other")
                .get("/v1/penalties")
                .then()
                .statusCode(400)
                .body("detail", containsString("once only"));
    }

    private static void refused(String name, String value, String sentence) {
        given().queryParam(name, value)
                .get("/v1/penalties")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(sentence));
    }

    private ValidatableResponse ifNoneMatch(String tag) {
        return given().header("If-None-Match", tag)
                .queryParam("vendor", vendor)
                .get("/v1/penalties")
                .then();
    }

    private static ValidatableResponse penalties(String... parameters) {
        RequestSpecification request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/penalties").then().statusCode(200);
    }

    private static List<String> keys(ValidatableResponse page) {
        List<String> keys = new ArrayList<>();
        int size = page.extract().<List<?>>path("items").size();
        for (int i = 0; i < size; i++) {
            String item = "items[" + i + "].";
            keys.add(page.extract().path(item + "period") + " " + page.extract().path(item + "agreement") + " "
                    + page.extract().path(item + "rule"));
        }
        return keys;
    }

    private static void evaluate(EvaluationFixture fixture, long sequence) {
        TOPIC.send(fixture.agreement(), fixture.json(sequence));
        Eventually.holds(() -> assertThat(Database.texts(
                        "select sequence from evaluation where agreement = ? and period = ?",
                        fixture.agreement(),
                        fixture.month()))
                .containsExactly(Long.toString(sequence)));
    }
}
