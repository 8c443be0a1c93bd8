package sla.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.replay.SourceTopic;
import sla.local.run.RestClient;
import sla.local.run.RunningSystem;
import sla.model.event.Channel;
import sla.model.event.Outcome;
import sla.model.event.SurveyAnswer;

/**
 * Contracts from records on Kafka to statements: the toll operator (R4) and the satisfaction row of the health exchange (R1),
 * which measure over half months, days and quarters, a help desk whose failures repeat and are excused, and
 * credits that have to be claimed.
 */
class ContractsIT {
    private static final String VENDOR = "toll-vendor";
    private static final String CALLS = "toll-acd";
    private static final String SURVEYS = "survey-house";
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @TempDir
    static Path folder;

    private static RunningSystem system;
    private static int sent;

    @BeforeAll
    static void pushTheMonths() throws Exception {
        system = RunningSystem.start(folder);
        system.registerVendor(VENDOR);
        system.registerSource(CALLS, VENDOR, "interaction");
        system.registerSource(SURVEYS, VENDOR, "survey-answer");
        activate("toll-operator");
        activate("satisfaction");
        activate("help-desk");
        activate("credits");
        try (SourceTopic topic = SourceTopic.open(system.kafka(), CALLS)) {
            // 1,000 calls on the last day of the first half of February 2025: 773 in time, 4 of the others 10 minutes
            send(topic, 773, answered("2025-02-15T23:59:00", 60_000));
            send(topic, 223, answered("2025-02-15T09:00:00", 60_001));
            send(topic, 4, answered("2025-02-15T09:00:00", 600_000));
            // 1,000 on a day of the second half: 52 abandoned after 60 s, 948 answered at once
            send(topic, 52, abandoned("2025-02-20T12:00:00", 60_001));
            send(topic, 948, answered("2025-02-20T12:00:00", 0));
            // in the first second of March, which is none of February's business
            send(topic, 500, abandoned("2025-03-01T00:00:00", 90_000));
            // the help desk: 780 of 1,000 in time, of which the buyer's system was down for 60 with 3 in time; then 79
            // of 100
            send(topic, 777, desk("2024-03-04T09:00:00", 20_000));
            send(topic, 163, desk("2024-03-04T09:00:00", 20_001));
            send(topic, 3, desk("2024-03-14T10:07:00", 20_000));
            send(topic, 57, desk("2024-03-14T10:51:59", 20_001));
            for (String day : List.of("2024-04-30T23:59:59", "2024-05-01T00:00:00")) {
                send(topic, 79, desk(day, 20_000));
                send(topic, 21, desk(day, 20_001));
            }
            topic.flush();
        }
        try (SourceTopic topic = SourceTopic.open(system.kafka(), SURVEYS)) {
            // the first quarter: (40 + 40 + 49) of 150 = 86 %; the second: (30 + 40 + 50) of 150 = 80 %
            answers(topic, "2025-01-31T23:59:59", 40, 10);
            answers(topic, "2025-02-10T12:00:00", 40, 10);
            answers(topic, "2025-03-31T23:59:59", 49, 1);
            answers(topic, "2025-04-01T00:00:00", 30, 20);
            answers(topic, "2025-05-10T12:00:00", 40, 10);
            answers(topic, "2025-06-30T23:59:59", 50, 0);
            // 112 of 150 = 74.67 %; 136 of 150 = 90.67 %; 135 of 150 are 90 %, 150 of 200 are 75 %
            answers(topic, "2025-07-01T00:00:00", 112, 38);
            answers(topic, "2025-12-31T23:59:59", 136, 14);
            answers(topic, "2026-01-01T00:00:00", 135, 15);
            answers(topic, "2026-06-30T23:59:59", 150, 50);
            topic.flush();
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** 2.7 points are 3 started ones: −1,500. 5.2 % is 2 started ones above 4: −600. Four long waits: −400. */
    @Test
    void tollOperatorPaysByHalfMonthsDaysAndCalls() {
        system.await(
                "the lines of February, now " + amounts("toll-operator", "2025-02"),
                () -> "-2500.00".equals(malus("toll-operator", "2025-02")));
        Map<String, String> amounts = amounts("toll-operator", "2025-02");
        assertThat(amounts).hasSize(2 + 28 + 1);
        assertThat(amounts)
                .containsEntry("answered@2025-02-01", "-1500.00")
                .containsEntry("answered@2025-02-16", "0.00")
                .containsEntry("abandoned@2025-02-20", "-600.00")
                .containsEntry("abandoned@2025-02-28", "0.00")
                .containsEntry("long-waits", "-400.00");
        // 100 % on one day: 96 × 300; and 0 % of the half month: 80 × 500
        assertThat(amounts("toll-operator", "2025-03"))
                .containsEntry("abandoned@2025-03-01", "-28800.00")
                .containsEntry("answered@2025-03-01", "-40000.00")
                .containsEntry("answered@2025-03-16", "0.00");
    }

    /** Nothing before the quarter ends; a late answer changes the frozen month in which it ended, and says which one. */
    @Test
    void satisfactionIsPaidOncePerQuarter() throws Exception {
        system.await(
                "the line of June, now " + amounts("satisfaction", "2025-06"),
                () -> "-2500.00".equals(malus("satisfaction", "2025-06")));
        assertThat(amounts("satisfaction", "2025-03")).isEqualTo(Map.of("csat@2025-01-01", "0.00"));
        assertThat(amounts("satisfaction", "2025-04")).isEmpty();
        assertThat(amounts("satisfaction", "2025-05")).isEmpty();
        assertThat(amounts("satisfaction", "2025-06")).isEqualTo(Map.of("csat@2025-04-01", "-2500.00"));
        JsonNode may = system.contractService()
                .read("/v1/statements/satisfaction:2025-05")
                .path("kpis")
                .path(0);
        assertThat(may.path("value").textValue()).isEqualTo("70");
        assertThat(may.path("running").booleanValue()).isTrue();
        assertThat(may.path("window").path("label").textValue()).isEqualTo("2025-04-01");

        system.evaluator().put("/v1/freezes/june", "{\"agreement\": \"satisfaction\", \"period\": \"2025-06\"}");
        try (SourceTopic topic = SourceTopic.open(system.kafka(), SURVEYS)) {
            // 120 of 170 = 70.59 %
            answers(topic, "2025-05-11T12:00:00", 0, 20);
            topic.flush();
        }
        system.await("June differs", () -> difference().path("lines").size() == 1);
        JsonNode line = difference().path("lines").path(0);
        assertThat(line.path("window").path("label").textValue()).isEqualTo("2025-04-01");
        assertThat(line.path("amount").path("amount").textValue()).isEqualTo("-2500.00");
        assertThat(line.path("causeCount").intValue()).isEqualTo(20);
        assertThat(line.path("denominator").intValue()).isEqualTo(20);
        assertThat(amounts("satisfaction", "2025-06")).isEqualTo(Map.of("csat@2025-04-01", "-2500.00"));
        JsonNode counted = system.evaluator()
                .read("/v1/records/" + SURVEYS + "/2025-05-11T12:00:00-0")
                .path("counts")
                .path(0);
        assertThat(counted.path("period").textValue()).isEqualTo("2025-06");
        assertThat(counted.path("window").textValue()).isEqualTo("2025-04-01");
    }

    /** Below 75 % costs 5,000, exactly 75 % only 2,500; above 90 % gives 2,500, exactly 90 % nothing. */
    @ParameterizedTest
    @CsvSource({
        "2025-09, 2025-07-01, -5000.00, 0.00, -5000.00",
        "2025-12, 2025-10-01, 2500.00, 2500.00, 0.00",
        "2026-03, 2026-01-01, 0.00, 0.00, 0.00",
        "2026-06, 2026-04-01, -2500.00, 0.00, -2500.00"
    })
    void satisfactionCostsAndEarns(String period, String quarter, String amount, String bonus, String malus) {
        system.await(
                () -> "the line of " + period + ", now " + amounts("satisfaction", period),
                () -> amounts("satisfaction", period).equals(Map.of("csat@" + quarter, amount)));
        assertThat(CsvTable.column(
                        CsvTable.rows(system.contractService().readCsv("/v1/statements/satisfaction:" + period)),
                        "total",
                        "amount"))
                .isEqualTo(Map.of("bonus", bonus, "malus", malus));
    }

    /**
     * 78 % in March cost 5,000, April and May twice and three times that. 777 of 940 is 82.66 %: without the outage March is
     * no failure, and the others are the first and the second. April is frozen before that is agreed.
     */
    @Test
    void anOutageIsExcusedAfterAMonthWasPaid() {
        system.await("the help desk's May", () -> "-15000.00".equals(malus("help-desk", "2024-05")));
        assertThat(malus("help-desk", "2024-03")).isEqualTo("-5000.00");
        assertThat(malus("help-desk", "2024-04")).isEqualTo("-10000.00");
        assertThat(raised("2024-04")).isEmpty();
        assertThat(raised("2024-05")).containsExactly("terminate");
        system.evaluator().put("/v1/freezes/april", "{\"agreement\": \"help-desk\", \"period\": \"2024-04\"}");

        RestClient contracts = system.contractService();
        contracts.put("/v1/exclusions/outage", """
                {"agreement": "help-desk", "kind": "client-system-down", "reason": "Ticket system down",
                 "from": "2024-03-14T10:07:00-04:00", "to": "2024-03-14T10:52:00-04:00", "proposer": "vendor-operations"}""");
        RestClient.Answer same = contracts.post("/v1/exclusions/outage/approve", "{\"by\": \"vendor-operations\"}");
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.body()).contains("same-office");
        assertThat(contracts
                        .post("/v1/exclusions/outage/approve", "{\"by\": \"contract-management\"}")
                        .status())
                .isEqualTo(200);

        system.await("March without the outage", () -> "0.00".equals(malus("help-desk", "2024-03")));
        system.await("May is the second", () -> "-10000.00".equals(malus("help-desk", "2024-05")));
        JsonNode march = contracts.read("/v1/statements/help-desk:2024-03");
        assertThat(march.at("/lines/0/value").textValue()).isEqualTo("82.659574");
        assertThat(march.at("/reliefs/0/exclusion/history").findValuesAsText("by"))
                .containsExactly("vendor-operations", "contract-management");
        assertThat(march.at("/withoutExclusions/malus/amount").textValue()).isEqualTo("-5000.00");
        // What was worked is paid: 1,000 at 2.50.
        assertThat(march.at("/charged/amount").textValue()).isEqualTo("2500.00");
        assertThat(contracts.readCsv("/v1/statements/help-desk:2024-03").lines())
                .anyMatch(row -> row.startsWith("relieved-kpi,outage,in-time,") && row.contains(",82.659574,"))
                .anyMatch(row -> row.startsWith("total-without-exclusions,malus,") && row.contains(",-5000.00,"));
        assertThat(raised("2024-05")).isEmpty();

        // April stays as it was paid.
        assertThat(malus("help-desk", "2024-04")).isEqualTo("-10000.00");
    }

    /**
     * (773 + 948) / 2,000 = 86.05 %: 5,000 if they are claimed by 8 March 2035, 3,660 days after 28 February 2025; 1,000
     * that nobody claimed by 30 March 2025.
     */
    @Test
    void aCreditIsPaidOnceItIsClaimed() {
        RestClient contracts = system.contractService();
        String statement = "/v1/statements/credits:2025-02";
        system.await(
                "February is a failure",
                () -> contracts.read(statement).at("/lines/0/value").asText().equals("86.05"));
        JsonNode claims = contracts.read(statement).path("claims");
        assertThat(claims.findValuesAsText("line")).containsExactly("failure", "late");
        assertThat(claims.findValuesAsText("by")).containsExactly("2035-03-08", "2025-03-30");
        assertThat(claims.findValuesAsText("state")).containsExactly("open", "lapsed");
        assertThat(malus("credits", "2025-02")).isEqualTo("0.00");
        RestClient.Answer late = contracts.post("/v1/claims", claim("late"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("had to be claimed by 2025-03-30; it has lapsed");

        assertThat(contracts.post("/v1/claims", claim("failure")).status()).isEqualTo(201);
        system.await("the claim is paid", () -> "-5000.00".equals(malus("credits", "2025-02")));
        assertThat(contracts.read(statement).path("claims").findValuesAsText("state"))
                .containsExactly("claimed", "lapsed");
        assertThat(contracts.readCsv(statement).lines())
                .anyMatch(row -> row.startsWith("claim,failure,") && row.contains(",claimed,"))
                .anyMatch(row -> row.startsWith("claim-entry,failure,") && row.contains(",finance,"))
                .anyMatch(row -> row.startsWith("claim,late,") && row.contains(",lapsed,"));

        system.evaluator().put("/v1/freezes/credits", "{\"agreement\": \"credits\", \"period\": \"2025-02\"}");
        assertThat(contracts
                        .post(
                                "/v1/claims/credits:2025-02:failure/withdraw",
                                "{\"by\": \"finance\", \"note\": \"waived\"}")
                        .status())
                .isEqualTo(200);
        system.await(
                "the difference",
                () -> contracts
                        .read(statement)
                        .at("/difference/malus/amount")
                        .asText()
                        .equals("5000.00"));
        JsonNode frozen = contracts.read(statement);
        assertThat(frozen.at("/malus/amount").textValue()).isEqualTo("-5000.00");
        assertThat(frozen.at("/difference/otherCauses").findValuesAsText("kind"))
                .containsExactly("claim");
        assertThat(frozen.path("claims").findValuesAsText("state")).containsExactly("open", "lapsed");
        assertThat(system.evaluator()
                        .read("/v1/freezes/credits/recomputed")
                        .path("identical")
                        .booleanValue())
                .isTrue();
    }

    private static String claim(String line) {
        return "{\"statement\": \"credits:2025-02\", \"line\": \"" + line + "\", \"claimedBy\": \"finance\"}";
    }

    private static List<String> raised(String period) {
        return system.contractService()
                .read("/v1/alerts?raised=true&agreement=help-desk&period=" + period)
                .path("items")
                .findValuesAsText("alert");
    }

    private static InteractionDraft desk(String offeredAt, long waitMillis) {
        return new InteractionDraft(VENDOR, Channel.VOICE, "desk", instant(offeredAt))
                .answered(Duration.ofMillis(waitMillis), Duration.ofSeconds(60), null);
    }

    private static JsonNode difference() {
        return system.evaluator()
                .read("/v1/freezes/june/differences")
                .path("items")
                .path(0);
    }

    private static void activate(String agreement) throws Exception {
        try (var document = ContractsIT.class.getResourceAsStream('/' + agreement + ".yaml")) {
            system.contractService().activate(agreement, 1, new String(document.readAllBytes()));
        }
    }

    private static InteractionDraft answered(String offeredAt, long waitMillis) {
        return draft(offeredAt).answered(Duration.ofMillis(waitMillis), Duration.ofSeconds(60), null);
    }

    private static InteractionDraft abandoned(String offeredAt, long waitMillis) {
        return draft(offeredAt).left(Outcome.ABANDONED, Duration.ofMillis(waitMillis));
    }

    private static InteractionDraft draft(String offeredAt) {
        return new InteractionDraft(VENDOR, Channel.VOICE, "toll", instant(offeredAt));
    }

    private static void send(SourceTopic topic, int times, InteractionDraft draft) {
        for (int i = 0; i < times; i++) {
            topic.send(CloudEvents.of(CALLS, "call-" + sent++, 1, draft.finishedAt(), draft.build()));
        }
    }

    /** So many who gave 4 points of 5, and so many who gave 3. */
    private static void answers(SourceTopic topic, String at, int satisfied, int others) {
        for (int i = 0; i < satisfied + others; i++) {
            SurveyAnswer answer = new SurveyAnswer(
                    VENDOR, null, "toll", Channel.VOICE, instant(at), i < satisfied ? 4 : 3, 5, null, null);
            topic.send(CloudEvents.of(SURVEYS, at + '-' + i, 1, instant(at), answer));
        }
    }

    private static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    private static JsonNode penalties(String agreement, String period) {
        return system.contractService().read("/v1/penalties?limit=100&agreement=" + agreement + "&period=" + period);
    }

    private static String malus(String agreement, String period) {
        return penalties(agreement, period)
                .path("totals")
                .path(0)
                .path("malus")
                .path("amount")
                .textValue();
    }

    private static Map<String, String> amounts(String agreement, String period) {
        Map<String, String> amounts = new HashMap<>();
        for (JsonNode line : penalties(agreement, period).path("items")) {
            String window = line.path("window").textValue();
            String rule = line.path("rule").textValue();
            amounts.put(
                    window == null ? rule : rule + '@' + window,
                    line.path("amount").path("amount").textValue());
        }
        return amounts;
    }
}
