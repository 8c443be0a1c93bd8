package sla.contract.difference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

/** What finance sees of a frozen period: the same for ever, and beside it what would be booked. */
@ServiceIT
class FrozenPeriodIT {
    private static final Topic EVALUATIONS = new Topic(Topics.EVALUATIONS);
    private static final Topic DIFFERENCES = new Topic(Topics.DIFFERENCES);

    private EvaluationFixture fixture;

    @BeforeEach
    void freeze() throws SQLException {
        fixture = EvaluationFixture.of(Register.freshId("frozen"), Register.freshId("vendor"), "1999-01");
        EVALUATIONS.send(fixture.key(), fixture.json(1));
        EVALUATIONS.send(fixture.key(), fixture.frozen(2, "january"));
        Eventually.holds(() -> statement().body("freeze.id", equalTo("january")));
    }

    @Test
    void statementAndPenaltiesSayThatTheyAreFrozenAndNeverChangeAgain() throws SQLException {
        statement()
                .body("freeze.frozenAt", equalTo("1999-02-10T11:00:00Z"))
                .body("status", equalTo("frozen"))
                .body("malus.amount", equalTo("-8500.00"))
                .body("difference", nullValue());
        String before = statement().extract().asString();
        EvaluationFixture other =
                fixture.withLines(EvaluationFixture.line("asa-linear", "asa", "linear", "1 × -1 = -1", "-1.00", "EUR"));
        EVALUATIONS.send(fixture.key(), other.json(9));
        EVALUATIONS.send(fixture.key(), other.frozen(10, "again"));
        EVALUATIONS.send(fixture.key(), other.withdrawal(11));
        EvaluationFixture later = EvaluationFixture.of(fixture.agreement(), fixture.vendor(), "1999-02");
        EVALUATIONS.send(later.key(), later.json(12));
        Eventually.holds(() -> given().get("/v1/statements?agreement=" + fixture.agreement())
                .then()
                .body("items.period", contains("1999-02", "1999-01"))
                .body("items.freeze", contains(null, "january"))
                .body("items.status", contains("draft", "frozen")));
        assertThat(statement().extract().asString()).isEqualTo(before);
        given().get("/v1/penalties?agreement=" + fixture.agreement() + "&period=1999-01")
                .then()
                .body("items.freeze", contains("january", "january", "january"))
                .body("items[0].amount.amount", equalTo("-8500.00"));
        given().get("/v1/penalties?agreement=" + fixture.agreement() + "&period=1999-02")
                .then()
                .body("items[0].freeze", nullValue());
    }

    @Test
    void differencesStandBesideItAndTheLastOneCounts() {
        DIFFERENCES.send("1", fixture.difference("january", 1, "-5000.00"));
        DIFFERENCES.send("2", fixture.difference("january", 2, "-1000.00"));
        DIFFERENCES.send("1", fixture.difference("january", 1, "-5000.00"));
        // A number is used once: nothing replaces what was said under it.
        DIFFERENCES.send("2", fixture.difference("january", 2, "-7777.00"));
        DIFFERENCES.send("3", fixture.difference("january", 3, "0.00"));
        Eventually.holds(() -> list("").body("items.number", contains(3, 2, 1)));
        list("").body("items.malus.amount", contains("0.00", "-1000.00", "-5000.00"));
        String next =
                list("&limit=2").body("items.number", contains(3, 2)).extract().path("next");
        list("&limit=2&cursor=" + next).body("items.number", contains(1)).body("next", nullValue());
        given().get("/v1/differences?period=1999-02&agreement=" + fixture.agreement())
                .then()
                .body("items", equalTo(List.of()));
        statement()
                .body("malus.amount", equalTo("-8500.00"))
                .body("difference.number", equalTo(3))
                .body("difference.lines[0].causes[0].what", equalTo("revised"));
        String csv = given().get("/v1/statements/" + fixture.agreement() + ":1999-01?format=csv")
                .asString();
        assertThat(csv.split("\r\n"))
                .contains(
                        "statement,freeze,,,,,,,,january,,,,,,,,,,,,,,",
                        "statement,frozenAt,,,,,,,,1999-02-10T11:00:00Z,,,,,,,,,,,,,,",
                        "statement,differenceNumber,,,,,,,,3,,,,,,,,,,,,,,",
                        "difference,asa-linear,asa,asa-linear,,4.2,,,,,-40000,0,,,,,,,,,0.00,EUR,,",
                        "cause,call-1,asa,asa-linear,bank-acd,,,,,,-40000,0,,,,,revised,,,,,,,",
                        "difference-total,malus,,,,,,,,,,,,,,,,,,,0.00,EUR,,");
    }

    @Test
    void messageThatIsNoDifferenceIsSetAside() {
        DIFFERENCES.send("x", "{\"agreement\": 7}".getBytes(StandardCharsets.UTF_8));
        DIFFERENCES.send("1", fixture.difference("january", 1, "-5000.00"));
        Eventually.holds(() -> list("").body("items.number", contains(1)));
        Eventually.holds(() -> assertThat(
                        Database.texts("select reason from unreadable_evaluation where topic = ?", Topics.DIFFERENCES))
                .isNotEmpty()
                .allMatch(reason -> reason.startsWith("the message is not a difference")));
    }

    private ValidatableResponse statement() {
        return given().get("/v1/statements/" + fixture.agreement() + ":1999-01")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse list(String more) {
        return given().get("/v1/differences?agreement=" + fixture.agreement() + more)
                .then()
                .statusCode(200);
    }
}
