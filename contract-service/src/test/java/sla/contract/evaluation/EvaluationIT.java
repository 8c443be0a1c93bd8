package sla.contract.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
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

@ServiceIT
class EvaluationIT {
    private static final Topic TOPIC = new Topic(Topics.EVALUATIONS);
    private static final String GROUP = "contract-service";

    @Inject
    MovableClock clock;

    private EvaluationFixture fixture;

    @BeforeEach
    void chooseAnAgreement() {
        fixture = EvaluationFixture.of(Register.freshId("evaluated"), "bank-inhouse", "1999-01");
    }

    @AfterEach
    void resetTheClock() {
        clock.set(MovableClock.START);
    }

    @Test
    void keepsAMessageByteForByte() throws SQLException {
        String spaced = fixture.json(1).replace("\"sequence\":1", "\n\t\"sequence\" : 1,  \"ü\": 1.50");
        send(spaced);
        passed();
        assertThat(message()).isEqualTo(spaced);
    }

    @Test
    void onlyAHigherSequenceReplaces() throws SQLException {
        EvaluationFixture other =
                fixture.withLines(EvaluationFixture.line("asa-linear", "asa", "linear", "1.00", "1.00", "EUR"));
        send(fixture.json(5));
        send(other.json(4));
        send(other.json(5));
        passed();
        assertThat(message()).isEqualTo(fixture.json(5));
        assertThat(lines()).containsExactlyInAnyOrder("-8500.00", "2500.00", "0.00");
        send(other.json(6));
        passed();
        assertThat(message()).isEqualTo(other.json(6));
        assertThat(lines()).containsExactly("1.00");
    }

    @Test
    void sameMessageTwiceCountsOnce() throws SQLException {
        long received = counter("sla_contract_evaluations_received_total");
        long ignored = counter("sla_contract_evaluations_ignored_total");
        send(fixture.json(1));
        send(fixture.json(1));
        passed();
        assertThat(lines()).hasSize(3);
        assertThat(counter("sla_contract_evaluations_received_total")).isEqualTo(received + 2);
        assertThat(counter("sla_contract_evaluations_ignored_total")).isEqualTo(ignored + 1);
    }

    @Test
    void messagesThatAreNoneAreSetAsideAndDoNotHoldUpOthers() throws SQLException {
        long failed = counter("sla_contract_evaluations_failed_total");
        RecordMetadata empty = TOPIC.send(fixture.key(), (byte[]) null);
        RecordMetadata noJson = send("{");
        RecordMetadata noUtf8 = TOPIC.send(fixture.key(), new byte[] {'"', (byte) 0xff});
        RecordMetadata notStorable = send(fixture.json(1).replace("\"1999-01\"", '"' + tooLongForAnIndex() + '"'));
        send(fixture.json(1));
        passed();
        assertThat(message()).isEqualTo(fixture.json(1));
        assertThat(reason(empty)).isEqualTo("the message has no value");
        assertThat(reason(noJson)).isEqualTo("the message is not JSON from line 1, column 2 on");
        assertThat(reason(noUtf8)).isEqualTo("the message is not UTF-8");
        assertThat(reason(notStorable)).startsWith("the message cannot be stored");
        assertThat(counter("sla_contract_evaluations_failed_total")).isEqualTo(failed + 4);
        assertThat(Database.texts(
                        "select encode(value, 'hex') from unreadable_evaluation where \"offset\" = ?", noUtf8.offset()))
                .containsExactly("22ff");
    }

    @Test
    void characterZeroInATextDoesNotLoseTheEvaluation() throws SQLException {
        String json = fixture.json(1).replace("Sentence of asa-linear.", "Sentence\\u0000.");
        send(json);
        passed();
        assertThat(message()).isEqualTo(json);
        assertThat(Database.texts(
                        "select sentence from evaluation_line where agreement = ? and position = 0",
                        fixture.agreement()))
                .containsExactly("Sentence .");
    }

    @Test
    void waitsWhileTheDatabaseCannotStoreAndLosesNothing() throws Exception {
        long committed = passed().offset() + 1;
        Eventually.holds(() -> assertThat(TOPIC.committed(GROUP)).isEqualTo(committed));
        Database.execute("alter table evaluation_line rename to evaluation_line_gone");
        try {
            send(fixture.json(1));
            Eventually.holds(() -> assertThat(failing()).isTrue());
            ready(200, "UP");
            clock.set(MovableClock.START.plusSeconds(30));
            ready(503, "DOWN");
            assertThat(TOPIC.committed(GROUP)).isEqualTo(committed);
        } finally {
            Database.execute("alter table evaluation_line_gone rename to evaluation_line");
        }
        Eventually.holds(() -> assertThat(
                        Database.texts("select message from evaluation where agreement = ?", fixture.agreement()))
                .containsExactly(fixture.json(1)));
        assertThat(lines()).hasSize(3);
        Eventually.holds(() -> ready(200, "UP"));
        Eventually.holds(() -> assertThat(TOPIC.committed(GROUP)).isEqualTo(committed + 1));
    }

    @Test
    void tellsHowOldTheNewestEvaluationIs() {
        send(fixture.json(1));
        passed();
        clock.set(EvaluationFixture.EVALUATED_AT.plusSeconds(75));
        assertThat(counter("sla_contract_evaluation_newest_age_seconds")).isEqualTo(75);
    }

    @Test
    void withdrawnEvaluationIsShownNowhereUntilThereIsANewOne() {
        given().contentType("application/json")
                .body("{\"name\": \"Bank\", \"sourcingForm\": \"inhouse\"}")
                .put("/v1/vendors/bank-inhouse");
        send(fixture.json(1));
        send(fixture.withdrawal(2));
        send(fixture.json(1));
        passed();
        String query = "?agreement=" + fixture.agreement();
        given().get("/v1/statements/" + fixture.agreement() + ":1999-01").then().statusCode(404);
        given().get("/v1/statements" + query).then().body("items", hasSize(0));
        given().get("/v1/penalties" + query).then().body("items", hasSize(0)).body("totals", hasSize(0));
        send(fixture.json(3));
        passed();
        given().get("/v1/statements/" + fixture.agreement() + ":1999-01").then().statusCode(200);
        given().get("/v1/statements" + query).then().body("items", hasSize(1));
        given().get("/v1/penalties" + query)
                .then()
                .body("items", hasSize(3))
                .body("totals[0].malus.amount", equalTo("-8500.00"));
    }

    @Test
    void databaseWithoutAPositionReadsTheTopicAgainWhateverKafkaRemembers() throws Exception {
        send(fixture.json(1));
        long committed = passed().offset() + 1;
        Eventually.holds(() -> assertThat(TOPIC.committed(GROUP)).isEqualTo(committed));
        Database.execute("delete from evaluation_line");
        Database.execute("delete from evaluation_alert");
        Database.execute("delete from evaluation");
        Database.execute("delete from evaluation_position where topic = 'sla.evaluations'");
        TOPIC.rebalance(GROUP);
        Eventually.holds(() -> assertThat(
                        Database.texts("select message from evaluation where agreement = ?", fixture.agreement()))
                .containsExactly(fixture.json(1)));
        Eventually.holds(() -> assertThat(
                        Database.texts("select next_offset from evaluation_position where topic = 'sla.evaluations'"))
                .containsExactly(Long.toString(committed)));
    }

    @Test
    void databaseThatWasRestoredUnderTheServiceStoresNothingOverTheGap() throws Exception {
        passed();
        Database.execute("update evaluation_position set next_offset = 0 where topic = 'sla.evaluations'");
        send(fixture.json(1));
        Eventually.holds(() -> assertThat(failing()).isTrue());
        assertThat(consumer.failure().reason()).contains("was the database restored?");
        assertThat(Database.texts("select message from evaluation where agreement = ?", fixture.agreement()))
                .isEmpty();
        TOPIC.rebalance(GROUP);
        Eventually.holds(() -> assertThat(failing()).isFalse());
        passed();
        assertThat(message()).isEqualTo(fixture.json(1));
    }

    @Test
    void topicKeepsTheLastEvaluationOfEachPeriodAndTheTimeOfArrival() throws ExecutionException, InterruptedException {
        assertThat(TOPIC.config("message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(TOPIC.config("cleanup.policy")).isEqualTo("compact");
        assertThat(TOPIC.config("max.message.bytes")).isEqualTo("8388608");
    }

    @Inject
    EvaluationConsumer consumer;

    private boolean failing() {
        return consumer.failure() != null;
    }

    private void ready(int status, String state) {
        given().get("/q/health/ready")
                .then()
                .statusCode(status)
                .body("checks.find { it.name == 'evaluations' }.status", equalTo(state));
    }

    /** Text that does not compress, or the database would make it fit. */
    private static String tooLongForAnIndex() {
        Random random = new Random(42);
        return Stream.generate(() -> Integer.toString(random.nextInt(36 * 36 * 36), 36))
                .limit(8000)
                .collect(Collectors.joining());
    }

    private RecordMetadata send(String message) {
        return TOPIC.send(fixture.key(), message.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the service has read past everything that was sent: a message of our own comes out at its end. */
    private static RecordMetadata passed() {
        EvaluationFixture last = EvaluationFixture.of(Register.freshId("last"), "bank-inhouse", "1999-01");
        RecordMetadata sent = TOPIC.send(last.key(), last.json(1));
        Eventually.holds(
                () -> assertThat(Database.texts("select period from evaluation where agreement = ?", last.agreement()))
                        .hasSize(1));
        return sent;
    }

    private String message() throws SQLException {
        return Database.texts("select message from evaluation where agreement = ?", fixture.agreement())
                .getFirst();
    }

    private List<String> lines() throws SQLException {
        return Database.texts("select amount from evaluation_line where agreement = ?", fixture.agreement());
    }

    private static String reason(RecordMetadata message) throws SQLException {
        return Database.texts("select reason from unreadable_evaluation where \"offset\" = ?", message.offset())
                .getFirst();
    }

    private static long counter(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .map(BigDecimal::new)
                .findFirst()
                .orElseThrow()
                .longValueExact();
    }
}
