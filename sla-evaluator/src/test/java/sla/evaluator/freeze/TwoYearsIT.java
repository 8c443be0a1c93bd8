package sla.evaluator.freeze;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static sla.evaluator.testing.Contracts.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.term.TermTable;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.evaluator.testing.Servers;
import sla.model.evaluation.Difference;
import sla.model.event.AcceptedRecord;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.json.Json;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * A contract from January 2025 to March 2026, month by month: repeated failures, half of a malus earned back after six good
 * months, a bank of quality paid each quarter, a cap per year, a right to terminate, a version from the middle of October,
 * two outages that were not the vendor's, and a year that is frozen before one of them is approved. Every line by hand.
 */
@QuarkusTest
@WithTestResource(Servers.class)
class TwoYearsIT {
    private static final String ID = "freeze-two-years";
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

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    TermTable terms;

    @Inject
    MovableClock clock;

    private long offset;

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
        month("2025-01", 78, 92);
        // 92 points bank 1,000; nothing is paid out before March.
        expect("2025-01", "failure -5000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 1000.00");
        month("2025-02", 85, 91);
        expect(
                "2025-02",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00");
        month("2025-03", 80, 88);
        // 1,000 + 1,000 - 2,000.
        expect(
                "2025-03",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 2",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds 0.00");
        month("2025-04", 90, 95);
        expect(
                "2025-04",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 3",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00");
        month("2025-05", 90, 95);
        expect(
                "2025-05",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 4",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00");
        month("2025-06", 90, 95);
        expect(
                "2025-06",
                "failure 0.00",
                "failure-back@2025-01 0.00 waiting 5",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00");
        month("2025-07", 81, 90);
        // Half of 5,000 after six good months.
        expect(
                "2025-07",
                "failure 0.00",
                "failure-back@2025-01 2500.00 returned 6",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00");
        month("2025-08", 79, 90);
        expect("2025-08", "failure -10000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 2000.00");
        store(calls("down-september", "2025-09-10T10:00:00Z", 10, 0, 240));
        store(calls("september", "2025-09-02T12:45:00Z", 90, 75, 3_600));
        store(List.of(quality("2025-09", "september", 90)));
        over("2025-09");
        // 75 of 100.
        expect(
                "2025-09",
                "failure -15000.00",
                "failure-back@2025-08 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00");

        // A whole October would cost 15,000, of which 40,000 - 30,000 are left; then a version cuts it.
        store(calls("october-1", "2025-10-02T12:45:00Z", 100, 79, 3_600));
        store(List.of(quality("2025-10", "october-1", 90)));
        clock.set("2025-10-10T00:00:00Z");
        trial.awaitQuiet();
        assertThat(lines("2025-10")).contains("failure -10000.00", "monthly 0.00 banks 1000.00");
        trial.store(read(SECOND));
        trial.awaitQuiet();
        given().get("/v1/evaluations/" + ID + ":2025-10/lines/failure/records")
                .then()
                .statusCode(404);
        store(calls("october-2", "2025-10-17T12:45:00Z", 100, 79, 3_600));
        store(List.of(quality("2025-10-16", "october-2", 90)));
        over("2025-10");
        // The fourth failure, 15,000 x 15 / 31; 1,000 x 15 / 31.
        expect(
                "2025-10-01",
                "failure -7258.06",
                "failure-back@2025-09 0.00 lost 0",
                "monthly 0.00 banks 483.87",
                "balance 0.00 holds 483.87",
                "terminate");
        // Still the fourth: 15,000 x 16 / 31 = 7,741.94, of which 40,000 - 37,258.06 are left.
        expect("2025-10-16", "late -2741.94", "monthly 0.00 banks 516.13", "balance 0.00 holds 1000.00", "terminate");
        month("2025-11", 70, 85);
        // The fifth, and nothing of the cap is left.
        expect(
                "2025-11",
                "late 0.00",
                "failure-back@2025-10-01 0.00 lost 0",
                "failure-back@2025-10-16 0.00 lost 0",
                "monthly 0.00 banks -2000.00",
                "balance 0.00 holds -1000.00",
                "terminate");
        month("2025-12", 82, 93);
        // 483.87 + 516.13 - 2,000 + 1,000.
        expect("2025-12", "late 0.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 0.00", "terminate");

        clock.set("2026-01-10T00:00:00Z");
        for (String period : YEAR) {
            trial.freeze(freeze(period), ID, period).statusCode(201);
        }
        month("2026-01", 78, 92);
        // Another year of the cap; August, September, October and November are the four before it in twelve months.
        expect("2026-01", "late -15000.00", "monthly 0.00 banks 1000.00", "balance 0.00 holds 1000.00", "terminate");
        store(calls("down-february", "2026-02-10T10:00:00Z", 10, 0, 240));
        store(calls("february", "2026-02-02T12:45:00Z", 90, 78, 3_600));
        store(List.of(quality("2026-02", "february", 91)));
        over("2026-02");
        // 78 of 100, the sixth.
        expect(
                "2026-02",
                "late -15000.00",
                "failure-back@2026-01 0.00 lost 0",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00",
                "terminate");
        approve("february", "2026-02-10", "2026-03-05T09:00:00Z");
        // 78 of 90.
        expect(
                "2026-02",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 2000.00",
                "terminate");
        trial.freeze(freeze("2026-02"), ID, "2026-02").statusCode(201);
        month("2026-03", 90, 91);
        expect(
                "2026-03",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 2",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00",
                "terminate");

        // September was 75 of 90: it had been met.
        approve("september", "2025-09-10", "2026-04-05T09:00:00Z");
        for (String period : YEAR) {
            given().get("/v1/freezes/" + freeze(period) + "/recomputed").then().body("identical", equalTo(true));
        }
        differs("2025-09", "0.00", "15000.00", "failure", "failure-back@2025-08");
        // The third failure now, which counts three times as well; what August cost is lost here, and not in September.
        differs("2025-10-01", "0.00", "0.00", "failure", "failure-back@2025-09", "failure-back@2025-08");
        // The cap has room for all of 7,741.94.
        differs("2025-10-16", "0.00", "-5000.00", "late");
        // The fourth: 15,000, of which 40,000 - 5,000 - 10,000 - 15,000 are left.
        differs("2025-11", "0.00", "-10000.00", "late", "failure-back@2025-10-16");
        // The first good month after November, which cost nothing before.
        differs("2025-12", "0.00", "0.00", "failure-back@2025-11");
        for (String period : List.of("2025-01", "2025-02", "2025-07", "2025-08")) {
            assertThat(trial.differences(freeze(period))).as(period).isEmpty();
        }
        // January is the fourth of twelve now, three times as before, and ends what November could have earned back.
        expect(
                "2026-01",
                "late -15000.00",
                "failure-back@2025-11 0.00 lost 1",
                "monthly 0.00 banks 1000.00",
                "balance 0.00 holds 1000.00",
                "terminate");
        // August, October, November and January in February; August to January in March.
        expect(
                "2026-03",
                "late 0.00",
                "failure-back@2026-01 0.00 waiting 2",
                "monthly 0.00 banks 1000.00",
                "balance 3000.00 holds 0.00",
                "terminate");
        assertThat(alertDifferences("2025-10-01")).containsExactly("terminate false");
        assertThat(alertDifferences("2025-10-16")).containsExactly("terminate false");
    }

    private void month(String month, int inTime, int points) throws SQLException {
        store(calls(month, month + "-02T12:45:00Z", 100, inTime, 3_600));
        store(List.of(quality(month, month, points)));
        over(month);
    }

    /** The third day of the next month. */
    private void over(String month) {
        clock.set(YearMonth.parse(month).plusMonths(1) + "-03T00:00:00Z");
        trial.awaitQuiet();
    }

    private void store(List<AcceptedRecord> records) throws SQLException {
        batches.store(records);
    }

    private static List<AcceptedRecord> calls(String name, String from, int count, int inTime, int secondsApart) {
        return IntStream.range(0, count)
                .mapToObj(i -> Contacts.answered(
                        name + '-' + i,
                        Instant.parse(from).plusSeconds((long) i * secondsApart).toString(),
                        i < inTime ? 20_000 : 20_001))
                .toList();
    }

    private AcceptedRecord quality(String period, String calls, int points) {
        String day = period.length() == 7 ? period + "-05" : period.substring(0, 8) + "20";
        return RecordStories.record(
                RecordStories.JUDGE,
                "judged-" + period,
                1,
                new QualityEvaluation(
                        "va",
                        new RecordReference(RecordStories.SOURCE, calls + "-0"),
                        null,
                        null,
                        Instant.parse(day + "T12:00:00Z"),
                        "form",
                        null,
                        BigDecimal.valueOf(points),
                        null,
                        null,
                        QualityEvaluation.Status.RELEASED),
                offset++);
    }

    /** From 10:00 to 10:40 in UTC the client's system was down. */
    private void approve(String id, String day, String at) throws SQLException {
        clock.set(at);
        Exclusion proposed = new Exclusion(
                id,
                ID,
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "The customer file was down",
                Instant.parse(day + "T10:00:00Z"),
                Instant.parse(day + "T10:40:00Z"),
                List.of(),
                List.of("in-time"),
                List.of(),
                List.of(new TermEntry(
                        TermStatus.PROPOSED, "vendor-operations", Instant.parse(day + "T12:00:00Z"), null)));
        terms.store(proposed.with(new TermEntry(TermStatus.APPROVED, "contract-management", Instant.parse(at), null)));
        trial.awaitQuiet();
    }

    private void expect(String period, String... lines) throws Exception {
        assertThat(lines(period)).as(period).containsExactly(lines);
    }

    /** Key and amount of each line with what it banks, what the bank holds and how far an earn-back is; then raised alerts. */
    private List<String> lines(String period) throws Exception {
        JsonNode evaluation = evaluation(period);
        List<String> lines = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : evaluation.get("lines")) {
            JsonNode origin = line.path("origin");
            String amount = line.at("/amount/amount").asText();
            sum = sum.add(new BigDecimal(amount));
            lines.add(line.get("rule").asText()
                    + (origin.isMissingNode()
                            ? ""
                            : '@' + origin.at("/period/label").asText())
                    + ' '
                    + amount
                    + (line.has("banked")
                            ? " banks " + line.at("/banked/amount/amount").asText()
                            : "")
                    + (line.has("balance")
                            ? " holds " + line.at("/balance/closing/amount").asText()
                            : "")
                    + (origin.isMissingNode()
                            ? ""
                            : ' '
                                    + origin.get("state").asText()
                                    + ' '
                                    + origin.get("periods").asInt()));
        }
        assertThat(sum)
                .as(period)
                .isEqualByComparingTo(new BigDecimal(
                                evaluation.at("/bonus/amount").asText())
                        .add(new BigDecimal(evaluation.at("/malus/amount").asText())));
        for (JsonNode alert : evaluation.path("alerts")) {
            if (alert.get("raised").asBoolean()) {
                lines.add(alert.get("alert").asText());
            }
        }
        return lines;
    }

    private JsonNode evaluation(String period) throws Exception {
        return Json.MAPPER.readTree(trial.texts(
                        "select document from evaluation where agreement = '" + ID + "' and period = '" + period + "'")
                .getFirst());
    }

    /** The last difference of a frozen period. */
    private void differs(String period, String bonus, String malus, String... lines) throws Exception {
        Difference last = trial.differences(freeze(period)).getLast();
        assertThat(last.bonus().amount()).as(period).isEqualByComparingTo(bonus);
        assertThat(last.malus().amount()).as(period).isEqualByComparingTo(malus);
        assertThat(last.lines()).as(period).extracting(line -> line.key()).containsExactlyInAnyOrder(lines);
        assertThat(last.otherCauses())
                .as(period)
                .isNotEmpty()
                .noneMatch(cause -> cause.kind() == Difference.OtherCause.Kind.UNEXPLAINED);
    }

    private List<String> alertDifferences(String period) throws Exception {
        return trial.differences(freeze(period)).getLast().alerts().stream()
                .map(alert -> alert.alert()
                        + ' '
                        + (alert.after() != null && alert.after().raised()))
                .toList();
    }

    private static String freeze(String period) {
        return "years-" + period;
    }
}
