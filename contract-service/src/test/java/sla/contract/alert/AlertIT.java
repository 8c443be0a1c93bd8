package sla.contract.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.contract.testing.Database;
import sla.contract.testing.EvaluationFixture;
import sla.contract.testing.Eventually;
import sla.contract.testing.Register;
import sla.contract.testing.ServiceIT;
import sla.contract.testing.Topic;
import sla.model.Topics;

@ServiceIT
class AlertIT {
    private static final Topic TOPIC = new Topic(Topics.EVALUATIONS);

    private String vendor;
    private String agreement;

    @BeforeEach
    void chooseNames() {
        vendor = Register.freshId("alerted");
        agreement = Register.freshId("alert");
    }

    @Test
    void showsWhatIsRaisedAndWhatIsNotNewestFirst() {
        evaluate("1999-01", 1);
        evaluate("1999-02", 1);
        alerts("vendor", vendor)
                .body("items.alert", contains("step-in", "termination", "step-in", "termination"))
                .body("items.period", contains("1999-02", "1999-02", "1999-01", "1999-01"))
                .body("items.raised", contains(true, false, true, false))
                .body("items[2].agreement", equalTo(agreement))
                .body("items[2].version", equalTo(1))
                .body("items[2].title", equalTo("Step-in right"))
                .body("items[2].clause", equalTo("14.2"))
                .body("items[2].live", equalTo(false))
                .body("items[2].statement", equalTo(agreement + ":1999-01"))
                .body("items[2].sentence", equalTo("Sentence of step-in."))
                .body("next", nullValue());
        alerts("agreement", agreement, "raised", "true", "period", "1999-01").body("items.alert", contains("step-in"));
        alerts("agreement", agreement, "raised", "false").body("items", hasSize(2));
        alerts("vendor", Register.vendor()).body("items", empty());
        String next = alerts("agreement", agreement, "limit", "3").extract().path("next");
        alerts("agreement", agreement, "cursor", next).body("items.alert", contains("termination"));
    }

    @Test
    void areOnTheStatementAndGoWithIt() {
        evaluate("1999-01", 1);
        given().get("/v1/statements/" + agreement + ":1999-01")
                .then()
                .body("alerts.alert", contains("step-in", "termination"))
                .body("alerts[0].raised", equalTo(true));
        String csv = given().header("Accept", "text/csv")
                .get("/v1/statements/" + agreement + ":1999-01")
                .asString();
        assertThat(csv)
                .contains("alert,step-in,,,Step-in right,14.2,,,,,,,,,,,raised,,,,,,Sentence of step-in.,")
                .contains("alert,termination,,,Termination right,,,,,,,,,,,,not-raised,,,,,,Sentence of termination.,");

        TOPIC.send(agreement, fixture("1999-01").withdrawal(2));
        Eventually.holds(() -> alerts("agreement", agreement).body("items", empty()));
    }

    @Test
    void refusesWhatItCannotFilterBy() {
        given().queryParam("raised", "yes")
                .get("/v1/alerts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("'raised' must be true or false"));
        given().queryParam("lot", "voice").get("/v1/alerts").then().statusCode(400);
    }

    private EvaluationFixture fixture(String month) {
        return EvaluationFixture.of(agreement, vendor, month).withAlerts();
    }

    private void evaluate(String month, long sequence) {
        TOPIC.send(agreement, fixture(month).json(sequence));
        Eventually.holds(() -> assertThat(Database.texts(
                        "select sequence from evaluation where agreement = ? and period = ?", agreement, month))
                .containsExactly(Long.toString(sequence)));
    }

    private static ValidatableResponse alerts(String... parameters) {
        RequestSpecification request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/alerts").then().statusCode(200);
    }
}
