package sla.evaluator.count;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Evaluated;
import sla.evaluator.testing.ReferenceEvaluation;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Measure;

/** A cell metric never touches facts: with the table of facts out of reach, every answer is still there. */
@QuarkusTest
@WithTestResource(Servers.class)
class CellsOnlyIT {
    @Inject
    DataSource database;

    @Inject
    StoredBatches batches;

    @Inject
    Evaluations evaluations;

    @BeforeEach
    void storeAndHideFacts() throws SQLException {
        batches.empty();
        batches.use(ReferenceEvaluation.agreement());
        batches.store(List.of(
                Contacts.answered("a", "2026-03-02T10:00:00Z", 10_000),
                Contacts.answered("b", "2026-03-02T10:00:00Z", 30_000)));
        execute("alter table fact rename to fact_out_of_reach");
    }

    @AfterEach
    void showFacts() throws SQLException {
        execute("alter table fact_out_of_reach rename to fact");
    }

    @Test
    void performanceAndEvaluationsReadNoFacts() throws SQLException {
        given().when()
                .get("/v1/performance?metric=service-level,average-speed-of-answer,quality-score,average-handle-time"
                        + "&parts=talk&from=2026-03-02T10:00:00Z&to=2026-03-02T11:00:00Z&groupBy=queue&queue=support")
                .then()
                .statusCode(200)
                .body("rows[0].metrics[0].value", equalTo("50.000000"))
                .body("rows[0].metrics[1].value", equalTo("20.000000"));
        given().when().get("/v1/unmatched").then().statusCode(200);
        Agreement agreement = ReferenceEvaluation.agreement();
        assertThat(evaluations
                        .of(Evaluated.period(agreement, LocalDate.of(2026, 3, 1)))
                        .kpis()
                        .getFirst()
                        .measure())
                .isInstanceOf(Measure.Measured.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
