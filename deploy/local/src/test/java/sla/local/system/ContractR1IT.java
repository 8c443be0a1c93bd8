package sla.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.replay.SourceTopic;
import sla.local.run.RunningSystem;
import sla.local.simulate.SimulateCommand;
import sla.local.state.Installation;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/** The contract of {@code health-exchange.yaml} from contacts on Kafka to statements: its worked cases, to the cent. */
class ContractR1IT {
    private static final String VENDOR = "exchange-vendor";
    private static final String SOURCE = "exchange-acd";
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    /** So many that every partition between the services gets some; their ids are fixed, and so are the partitions. */
    private static final int MARKERS = 64;

    @TempDir
    static Path folder;

    private static RunningSystem system;
    private static long sent;

    @BeforeAll
    static void pushTheMonths() throws Exception {
        system = RunningSystem.start(folder);
        system.registerVendor(VENDOR);
        system.registerSource(SOURCE, VENDOR, "interaction");
        try (var document = ContractR1IT.class.getResourceAsStream("/health-exchange.yaml")) {
            system.contractService().activate("health-exchange", 1, new String(document.readAllBytes()));
        }
        try (SourceTopic topic = SourceTopic.open(system.kafka(), SOURCE)) {
            for (WorkedMonth month : WorkedMonth.values()) {
                push(topic, month);
                pushOutsideTheLot(topic, month);
            }
            topic.flush();
            system.await("all are accepted", () -> accepted() == sent);
            pushMarkers(topic);
        }
        // Each partition's markers come last: what is seen afterwards can only be the end.
        system.await("the markers are counted", () -> offeredMarkers() == MARKERS);
        for (WorkedMonth month : WorkedMonth.values()) {
            system.await(
                    "the lines of " + month + ", now " + amounts(month),
                    () -> amounts(month).equals(month.amounts().byRule()));
        }
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    /** Spread from the first to the last millisecond of the local month; the last one waits into the next. */
    private static void push(SourceTopic topic, WorkedMonth month) {
        Instant start = start(YearMonth.parse(month.label()));
        long length = Duration.between(
                        start, start(YearMonth.parse(month.label()).plusMonths(1)))
                .toMillis();
        List<WorkedMonth.Contact> contacts = month.contacts();
        assertThat(contacts).hasSize(1_000);
        for (int i = 0; i < contacts.size(); i++) {
            String id = month.label() + '-' + i;
            Instant offeredAt = start.plusMillis((length - 1) * i / (contacts.size() - 1));
            InteractionDraft right = draft("enrolment", contacts.get(i), offeredAt);
            InteractionDraft wrong = draft("enrolment", new WorkedMonth.Contact(i % 2 == 0, 999_000), offeredAt);
            switch (i % 7) {
                case 0 -> {
                    // corrected later
                    send(topic, id, 1, wrong);
                    send(topic, id, 2, right);
                }
                case 1 -> {
                    // corrected, and the first revision comes last
                    send(topic, id, 2, right);
                    send(topic, id, 1, wrong);
                }
                case 2 -> {
                    // sent twice
                    send(topic, id, 1, right);
                    send(topic, id, 1, right);
                }
                default -> send(topic, id, 1, right);
            }
        }
    }

    private static void pushOutsideTheLot(SourceTopic topic, WorkedMonth month) {
        Instant offeredAt = start(YearMonth.parse(month.label())).plus(Duration.ofDays(10));
        for (int i = 0; i < 50; i++) {
            send(
                    topic,
                    month.label() + "-renewal-" + i,
                    1,
                    draft("renewal", new WorkedMonth.Contact(i % 2 == 0, 999_000), offeredAt));
        }
    }

    /** Before the agreement begins. */
    private static void pushMarkers(SourceTopic topic) {
        Instant offeredAt = Instant.parse("2023-06-15T12:00:00Z");
        for (int i = 0; i < MARKERS; i++) {
            send(topic, "marker-" + i, 1, draft("marker", new WorkedMonth.Contact(false, 1_000), offeredAt));
        }
        topic.flush();
    }

    private static InteractionDraft draft(String queue, WorkedMonth.Contact contact, Instant offeredAt) {
        InteractionDraft draft = new InteractionDraft(VENDOR, Channel.VOICE, queue, offeredAt);
        Duration wait = Duration.ofMillis(contact.waitMillis());
        return contact.answered()
                ? draft.answered(wait, Duration.ofSeconds(180), null)
                : draft.left(Outcome.ABANDONED, wait);
    }

    private static void send(SourceTopic topic, String id, int revision, InteractionDraft draft) {
        topic.send(CloudEvents.of(SOURCE, id, revision, draft.finishedAt(), draft.build()));
        sent++;
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZONE).toInstant();
    }

    private static long accepted() {
        return system.ingest().read("/v1/intake/" + SOURCE).path("accepted").longValue();
    }

    private static long offeredMarkers() {
        JsonNode rows = system.evaluator()
                .read("/v1/performance?zone=UTC&from=2023-06&to=2023-07&queue=marker&metric=volume")
                .path("rows");
        return rows.path(0)
                .path("metrics")
                .path(0)
                .path("counts")
                .path("offered")
                .longValue();
    }

    private static JsonNode penalties(WorkedMonth month) {
        return system.contractService().read("/v1/penalties?agreement=health-exchange&period=" + month.label());
    }

    private static Map<String, String> amounts(WorkedMonth month) {
        Map<String, String> amounts = new HashMap<>();
        for (JsonNode line : penalties(month).path("items")) {
            amounts.put(line.path("rule").textValue(), amount(line.path("amount")));
        }
        return amounts;
    }

    private static String amount(JsonNode money) {
        assertThat(money.path("currency").textValue()).isEqualTo("USD");
        return money.path("amount").textValue();
    }

    @ParameterizedTest
    @EnumSource
    void showsEachPenaltyWithBonusAndMalusApart(WorkedMonth month) {
        JsonNode penalties = penalties(month);
        assertThat(penalties.path("items")).hasSize(4).allSatisfy(line -> {
            String rule = line.path("rule").textValue();
            String amount = month.amounts().byRule().get(rule);
            assertThat(line.path("period").textValue()).isEqualTo(month.label());
            assertThat(line.path("statement").textValue()).isEqualTo("health-exchange:" + month.label());
            assertThat(line.path("live").booleanValue()).isFalse();
            assertThat(new BigDecimal(line.path("value").textValue()))
                    .as(rule)
                    .isEqualByComparingTo(month.kpis().byKpi().get(rule));
            assertThat(line.path("ledger").textValue())
                    .as(rule)
                    .isEqualTo(amount.startsWith("-") ? "malus" : amount.equals("0.00") ? "none" : "bonus");
        });
        assertThat(penalties.path("totals")).hasSize(1);
        JsonNode totals = penalties.path("totals").path(0);
        assertThat(amount(totals.path("bonus"))).isEqualTo(month.amounts().bonus());
        assertThat(amount(totals.path("malus"))).isEqualTo(month.amounts().malus());
    }

    @ParameterizedTest
    @EnumSource
    void statesTheMonthWithItsCountsValuesAndLines(WorkedMonth month) {
        JsonNode statement = system.contractService().read("/v1/statements/health-exchange:" + month.label());
        assertThat(amount(statement.path("bonus"))).isEqualTo(month.amounts().bonus());
        assertThat(amount(statement.path("malus"))).isEqualTo(month.amounts().malus());
        assertThat(statement.path("lines"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(amount(line.path("amount")))
                        .isEqualTo(
                                month.amounts().byRule().get(line.path("rule").textValue())));
        assertThat(statement.path("kpis")).hasSize(4).allSatisfy(kpi -> {
            String id = kpi.path("kpi").textValue();
            assertThat(new BigDecimal(kpi.path("value").textValue()))
                    .as(id)
                    .isEqualByComparingTo(month.kpis().byKpi().get(id));
            Map<String, Long> counts = new HashMap<>();
            kpi.path("counts")
                    .properties()
                    .forEach(
                            count -> counts.put(count.getKey(), count.getValue().longValue()));
            assertThat(counts).as(id).isEqualTo(month.counts().byKpi().get(id));
        });
    }

    @ParameterizedTest
    @EnumSource
    void statesTheSameAsCsv(WorkedMonth month) {
        List<Map<String, String>> rows =
                CsvTable.rows(system.contractService().readCsv("/v1/statements/health-exchange:" + month.label()));
        assertThat(CsvTable.column(rows, "line", "amount"))
                .isEqualTo(month.amounts().byRule());
        assertThat(CsvTable.column(rows, "total", "amount"))
                .isEqualTo(Map.of(
                        "bonus", month.amounts().bonus(),
                        "malus", month.amounts().malus()));
        assertThat(CsvTable.column(rows, "kpi", "value"))
                .hasSize(4)
                .allSatisfy((kpi, value) -> assertThat(new BigDecimal(value))
                        .as(kpi)
                        .isEqualByComparingTo(month.kpis().byKpi().get(kpi)));
        assertThat(rows)
                .filteredOn(row -> row.get("section").equals("line"))
                .allSatisfy(row -> assertThat(row.get("currency")).isEqualTo("USD"));
    }

    /** 5,000 in February; 10,000 in January, 2,500 in March, 7,500 in April; nothing in months without contacts. */
    @Test
    void addsUpBonusAndMalusOverAllMonths() {
        JsonNode totals = system.contractService()
                .read("/v1/penalties?agreement=health-exchange")
                .path("totals")
                .path(0);
        assertThat(amount(totals.path("bonus"))).isEqualTo("5000.00");
        assertThat(amount(totals.path("malus"))).isEqualTo("-20000.00");
    }

    @Test
    void theAgreementAsItIsGivesTheSameFromTheCommandLine() {
        assertThat(simulated())
                .containsExactly(
                        "2024-01: bonus 0.00 USD, malus -10000.00 USD. Nothing more and nothing less for the vendor.",
                        "2024-02: bonus 5000.00 USD, malus 0.00 USD. Nothing more and nothing less for the vendor.",
                        "2024-03: bonus 0.00 USD, malus -2500.00 USD. Nothing more and nothing less for the vendor.",
                        "2024-04: bonus 0.00 USD, malus -7500.00 USD. Nothing more and nothing less for the vendor.",
                        "All periods: bonus 5000.00 USD, malus -20000.00 USD. Nothing more and nothing less for the vendor.");
        JsonNode february = system.evaluator()
                .post("/v1/simulations", "{\"agreement\": \"health-exchange\", \"from\": \"2024-02\"}")
                .json()
                .path("periods")
                .path(0);
        assertThat(february.path("before").path("lines")).hasSize(4);
        assertThat(february.path("after")).isEqualTo(february.path("before"));
    }

    /** Those who waited exactly 30 s are late within 29: 600, 500, 600 and 600 of 1,000 are left, all below 65 %. */
    @Test
    void anotherThresholdIsTriedFromTheCommandLine() {
        assertThat(simulated("--set=kpis.answered-in-30.metric.threshold.seconds=29"))
                .containsExactly(
                        "2024-01: bonus 0.00 USD, malus -12500.00 USD instead of -10000.00 USD."
                                + " That is 2500.00 USD less for the vendor.",
                        "  answered-in-30 gives -2500.00 USD instead of 0.00 USD",
                        "2024-02: bonus 2500.00 USD instead of 5000.00 USD, malus -2500.00 USD instead of 0.00 USD."
                                + " That is 5000.00 USD less for the vendor.",
                        "  answered-in-30 gives -2500.00 USD instead of 2500.00 USD",
                        "2024-03: bonus 0.00 USD, malus -5000.00 USD instead of -2500.00 USD."
                                + " That is 2500.00 USD less for the vendor.",
                        "  answered-in-30 gives -2500.00 USD instead of 0.00 USD",
                        "2024-04: bonus 0.00 USD, malus -10000.00 USD instead of -7500.00 USD."
                                + " That is 2500.00 USD less for the vendor.",
                        "  answered-in-30 gives -2500.00 USD instead of 0.00 USD",
                        "All periods: bonus 2500.00 USD instead of 5000.00 USD, malus -30000.00 USD instead of -20000.00 USD."
                                + " That is 12500.00 USD less for the vendor.");
        // Nothing of it is stored.
        assertThat(amounts(WorkedMonth.JANUARY))
                .isEqualTo(WorkedMonth.JANUARY.amounts().byRule());
    }

    /** What {@code ./sla simulate} prints of the four months, but for the warnings about the document. */
    private static List<String> simulated(String... options) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CommandLine command = new CommandLine(new SimulateCommand(
                new Installation(folder, folder), new PrintStream(output, true, StandardCharsets.UTF_8)));
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--agreement=health-exchange", "--from=2024-01", "--to=2024-04"));
        arguments.add("--evaluator=" + system.evaluator().baseUrl());
        assertThat(command.execute(arguments.toArray(String[]::new))).isZero();
        return output.toString(StandardCharsets.UTF_8)
                .lines()
                .takeWhile(line -> !line.startsWith("warning "))
                .toList();
    }
}
