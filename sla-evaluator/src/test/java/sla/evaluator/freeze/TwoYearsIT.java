package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static sla.evaluator.testing.Contracts.read;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.Servers;

/**
 * The years 2025 and 2026 of a contract, month by month: repeated failures, half of a malus earned back after six good
 * months, a bank of quality paid each quarter, a cap per year, a right to terminate, a version from the middle of October,
 * two outages that were not the vendor's, a year that is frozen before one of them is approved, and calls that are found
 * after months were frozen. Every line by hand.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class TwoYearsIT {
    private static final String AGREEMENT = """
            agreement: freeze-two-years
            version: 1
            title: Two years
            buyer: {legalName: Buyer}
            vendor: {id: va, legalName: Vendor A}
            effectiveFrom: 2025-01-01
            zone: Europe/Amsterdam
            currency: EUR
            lots: [{id: all, title: All}]
            kpis:
              - {id: in-time, title: Answered within 20 s, lot: all, target: {atLeast: 80},
                 metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
              - {id: quality, title: Quality, lot: all, attribution: evaluated, metric: {type: quality-score}}
            rules:
              - {id: failure, kpi: in-time, shape: tiers, tiers: [{below: 80, amount: -5000}], otherwise: 0,
                 repeats: {last: 12, times: [1, 2, 3]}}
              - {id: failure-back, shape: earn-back, rule: failure, sharePercent: 50, after: 6}
              - {id: monthly, kpi: quality, shape: tiers, tiers: [{atLeast: 90, amount: 1000}, {below: 90, amount: -2000}]}
              - {id: balance, shape: bank, rules: [monthly], payOut: {per: quarter}}
            caps: [{id: year, ledger: malus, per: year, amount: 40000, rules: [failure]}]
            alerts:
              - {id: terminate, title: Right to terminate, when: {periods: {kpi: in-time, target: missed, last: 12}, atLeast: 4}}
            """;
    /** Calls the failure otherwise; it goes on with its history. */
    private static final String SECOND = AGREEMENT
            .replace("version: 1", "version: 2")
            .replace("2025-01-01", "2025-10-16\nsplit: true")
            .replace("{id: failure, ", "{id: late, formerly: [failure], ")
            .replace("rule: failure, ", "rule: late, ")
            .replace("rules: [failure]", "rules: [late]");

    /** In an order that is not that of the months. */
    private static final List<String> YEAR = List.of(
            "2025-11",
            "2025-02",
            "2025-09",
            "2025-10-16",
            "2025-12",
            "2025-01",
            "2025-10-01",
            "2025-08",
            "2025-03",
            "2025-07",
            "2025-05",
            "2025-06",
            "2025-04");

    /** Of the second year. */
    private static final List<String> AUTUMN = List.of("2026-10", "2026-08", "2026-09");

    @Inject
    FreezeTrial trial;

    @Inject
    YearsStory story;

    @Inject
    MovableClock clock;

    @BeforeEach
    void begin() throws SQLException {
        trial.begin();
        trial.execute("delete from term");
        clock.set("2025-01-02T00:00:00Z");
        trial.store(read(AGREEMENT));
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("delete from term");
        trial.forget();
    }

    @Test
    void everyLineIsAsByHand() throws Exception {
        story.month("2025-01", 78, 92);
        // 92 points bank 1,000; nothing is paid out before March.
        story.expect("2025-01", "failure -5000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 1000.00");
        story.month("2025-02", 85, 91);
        story.expect(
                "2025-02",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00");
        story.month("2025-03", 80, 88);
        // 1,000 + 1,000 - 2,000.
        story.expect(
                "2025-03",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 2",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds 0.00");
        story.month("2025-04", 90, 95);
        story.expect(
                "2025-04",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 3",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00");
        story.month("2025-05", 90, 95);
        story.expect(
                "2025-05",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 4",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00");
        story.month("2025-06", 90, 95);
        story.expect(
                "2025-06",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 5",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00");
        story.month("2025-07", 81, 90);
        // Half of 5,000 after six good months.
        story.expect(
                "2025-07",
                "failure 0.00",
                "failure-back@2025-01 2500.00 returned 6",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00");
        story.month("2025-08", 79, 90);
        story.expect("2025-08", "failure -10000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 2000.00");
        story.store(YearsStory.calls("down-september", "2025-09-10T10:00:00Z", 10, 0, 240));
        story.store(YearsStory.calls("september", "2025-09-02T12:45:00Z", 90, 75, 3_600));
        story.store(List.of(story.quality("2025-09", "september", 90)));
        story.over("2025-09");
        // 75 of 100.
        story.expect(
                "2025-09",
                "failure -15000.00",
                "failure-back@2025-08 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00");

        // A whole October would cost 15,000, of which 40,000 - 30,000 are left; then a version cuts it.
        story.store(YearsStory.calls("october-1", "2025-10-02T12:45:00Z", 100, 79, 3_600));
        story.store(List.of(story.quality("2025-10", "october-1", 90)));
        clock.set("2025-10-10T00:00:00Z");
        trial.awaitQuiet();
        assertThat(story.lines("2025-10")).contains("failure -10000.00", "monthly 0.00 banks 1000.00");
        trial.store(read(SECOND));
        trial.awaitQuiet();
        given().get("/v1/evaluations/" + YearsStory.ID + ":2025-10/lines/failure/records")
                .then()
                .statusCode(404);
        story.store(YearsStory.calls("october-2", "2025-10-17T12:45:00Z", 100, 79, 3_600));
        story.store(List.of(story.quality("2025-10-16", "october-2", 90)));
        story.over("2025-10");
        // The fourth failure, 15,000 x 15 / 31; 1,000 x 15 / 31.
        story.expect(
                "2025-10-01",
                "failure -7258.06",
                "failure-back@2025-09 0.00 lost 0",
                "monthly 0.00 banks 483.87",
                "balance 0.00 holds 483.87",
                "terminate");
        // Still the fourth: 15,000 x 16 / 31 = 7,741.94, of which 40,000 - 37,258.06 are left.
        story.expect(
                "2025-10-16", "late -2741.94", "monthly 0.00 banks 516.13", "balance 0.00 holds 1000.00", "terminate");
        story.month("2025-11", 70, 85);
        // The fifth, and nothing of the cap is left.
        story.expect(
                "2025-11",
                "late 0.00",
                "failure-back@2025-10-01 0.00 lost 0",
                "failure-back@2025-10-16 0.00 lost 0",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds -1000.00",
                "terminate");
        story.month("2025-12", 82, 93);
        // 483.87 + 516.13 - 2,000 + 1,000.
        story.expect("2025-12", "late 0.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 0.00", "terminate");

        clock.set("2026-01-10T00:00:00Z");
        for (String period : YEAR) {
            trial.freeze(YearsStory.freeze(period), YearsStory.ID, period).statusCode(201);
        }
        story.month("2026-01", 78, 92);
        // Another year of the cap; August, September, October and November are the four before it in twelve months.
        story.expect(
                "2026-01", "late -15000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 1000.00", "terminate");
        story.store(YearsStory.calls("down-february", "2026-02-10T10:00:00Z", 10, 0, 240));
        story.store(YearsStory.calls("february", "2026-02-02T12:45:00Z", 90, 78, 3_600));
        story.store(List.of(story.quality("2026-02", "february", 91)));
        story.over("2026-02");
        // 78 of 100, the sixth.
        story.expect(
                "2026-02",
                "late -15000.00",
                "failure-back@2026-01 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00",
                "terminate");
        story.approve("february", "2026-02-10", "2026-03-05T09:00:00Z");
        // 78 of 90.
        story.expect(
                "2026-02",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00",
                "terminate");
        trial.freeze(YearsStory.freeze("2026-02"), YearsStory.ID, "2026-02").statusCode(201);
        story.month("2026-03", 90, 91);
        story.expect(
                "2026-03",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 2",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00",
                "terminate");

        // September was 75 of 90: it had been met.
        story.approve("september", "2025-09-10", "2026-04-05T09:00:00Z");
        for (String period : YEAR) {
            given().get("/v1/freezes/" + YearsStory.freeze(period) + "/recomputed")
                    .then()
                    .body("identical", equalTo(true));
        }
        story.differs("2025-09", "0.00", "15000.00", "failure", "failure-back@2025-08");
        // The third failure now, which counts three times as well; what August cost is lost here, and not in September.
        story.differs("2025-10-01", "0.00", "0.00", "failure", "failure-back@2025-09", "failure-back@2025-08");
        // The cap has room for all of 7,741.94.
        story.differs("2025-10-16", "0.00", "-5000.00", "late");
        // The fourth: 15,000, of which 40,000 - 5,000 - 10,000 - 15,000 are left.
        story.differs("2025-11", "0.00", "-10000.00", "late", "failure-back@2025-10-16");
        // The first good month after November, which cost nothing before.
        story.differs("2025-12", "0.00", "0.00", "failure-back@2025-11");
        for (String period : List.of("2025-01", "2025-02", "2025-07", "2025-08")) {
            assertThat(trial.differences(YearsStory.freeze(period))).as(period).isEmpty();
        }
        // January is the fourth of twelve now, three times as before, and ends what November could have earned back.
        story.expect(
                "2026-01",
                "late -15000.00",
                "failure-back@2025-11 0.00 lost 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00",
                "terminate");
        // August, October, November and January in February; August to January in March.
        story.expect(
                "2026-03",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 2",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00",
                "terminate");
        assertThat(story.alertDifferences("2025-10-01")).containsExactly("terminate false");
        assertThat(story.alertDifferences("2025-10-16")).containsExactly("terminate false");

        theRestOfTheSecondYear();
    }

    /** After five failures: January and August 2025, one in October, November, January 2026, which has used 15,000 of its cap. */
    private void theRestOfTheSecondYear() throws Exception {
        story.work("2026-04", 90, 95);
        story.work("2026-05", 80, 89);
        story.work("2026-06", 85, 85);
        story.work("2026-07", 100, 90);
        story.over("2026-07");
        // August, October and November 2025 and January 2026 are four of twelve until July.
        story.expect(
                "2026-04",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 3",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00",
                "terminate");
        story.expect(
                "2026-05",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 4",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds -1000.00",
                "terminate");
        // 1,000 - 2,000 - 2,000 are to be paid by the vendor.
        story.expect(
                "2026-06",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 5",
                "monthly 0.00 banks -2000.00",
                "balance -3000.00 holds 0.00",
                "terminate");
        // Half of 15,000 after six good months, February among them.
        story.expect(
                "2026-07",
                "late 0.00",
                "failure-back@2026-01 7500.00 returned 6",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00",
                "terminate");

        story.work("2026-08", 79, 92);
        story.work("2026-09", 82, 90);
        story.work("2026-10", 50, 88);
        story.work("2026-11", 79, 91);
        story.work("2026-12", 95, 100);
        story.over("2026-12");
        // Behind October, November and January the fourth; August 2025 is none of the twelve any more.
        story.expect(
                "2026-08", "late -15000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 2000.00", "terminate");
        story.expect(
                "2026-09",
                "late 0.00",
                "failure-back@2026-08 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00",
                "terminate");
        // Of 15,000 what January and August have left of 40,000.
        story.expect(
                "2026-10",
                "late -10000.00",
                "failure-back@2026-08 0.00 lost 1",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds -2000.00",
                "terminate");
        story.expect(
                "2026-11",
                "late 0.00",
                "failure-back@2026-10 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds -1000.00",
                "terminate");
        // January, August, October, November. Nothing is earned back of a failure that cost nothing.
        story.expect("2026-12", "late 0.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 0.00", "terminate");

        clock.set("2027-01-10T00:00:00Z");
        for (String period : AUTUMN) {
            trial.freeze(YearsStory.freeze(period), YearsStory.ID, period).statusCode(201);
        }
        // 84 of 105 are 80 %: August had been met.
        story.store(YearsStory.calls("found-later", "2026-08-20T10:00:00Z", 5, 5, 60));
        trial.awaitQuiet();
        for (String period : AUTUMN) {
            given().get("/v1/freezes/" + YearsStory.freeze(period) + "/recomputed")
                    .then()
                    .body("identical", equalTo(true));
        }
        story.differsByRecords("2026-08", 5, "0.00", "15000.00", "late");
        story.differs("2026-09", "0.00", "0.00", "failure-back@2026-08");
        // November, January and October: the third counts three times, too, and 25,000 are left of the cap.
        story.differs("2026-10", "0.00", "-5000.00", "late", "failure-back@2026-08");
        for (String period : AUTUMN) {
            assertThat(story.alertDifferences(period)).as(period).containsExactly("terminate false");
        }
        // The third again, behind January and October, with 40,000 - 15,000 - 15,000 left.
        story.expect(
                "2026-11",
                "late -10000.00",
                "failure-back@2026-10 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds -1000.00");
        story.expect(
                "2026-12",
                "late 0.00",
                "failure-back@2026-11 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 0.00");
    }
}
