package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.term.TermTable;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.MovableClock;
import sla.evaluator.testing.RecordStories;
import sla.model.evaluation.Difference;
import sla.model.event.AcceptedRecord;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.json.Json;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/** Month by month what happens under the contract of {@link TwoYearsIT}, and what its evaluations say. */
@ApplicationScoped
class YearsStory {
    static final String ID = "freeze-two-years";

    private final FreezeTrial trial;
    private final StoredBatches batches;
    private final TermTable terms;
    private final MovableClock clock;
    private long offset;

    YearsStory(FreezeTrial trial, StoredBatches batches, TermTable terms, MovableClock clock) {
        this.trial = trial;
        this.batches = batches;
        this.terms = terms;
        this.clock = clock;
    }

    void month(String month, int inTime, int points) throws SQLException {
        work(month, inTime, points);
        over(month);
    }

    /** 100 calls, so many of them in time, and one score. */
    void work(String month, int inTime, int points) throws SQLException {
        store(calls(month, month + "-02T12:45:00Z", 100, inTime, 3_600));
        store(List.of(quality(month, month, points)));
    }

    /** The third day of the next month. */
    void over(String month) {
        clock.set(YearMonth.parse(month).plusMonths(1) + "-03T00:00:00Z");
        trial.awaitQuiet();
    }

    void store(List<AcceptedRecord> records) throws SQLException {
        batches.store(records);
    }

    static List<AcceptedRecord> calls(String name, String from, int count, int inTime, int secondsApart) {
        return IntStream.range(0, count)
                .mapToObj(i -> Contacts.answered(
                        name + '-' + i,
                        Instant.parse(from).plusSeconds((long) i * secondsApart).toString(),
                        i < inTime ? 20_000 : 20_001))
                .toList();
    }

    AcceptedRecord quality(String period, String calls, int points) {
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
    void approve(String id, String day, String at) throws SQLException {
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

    void expect(String period, String... lines) throws Exception {
        assertThat(lines(period)).as(period).containsExactly(lines);
    }

    /** Key and amount of each line with what it banks, what the bank holds and how far an earn-back is; then raised alerts. */
    List<String> lines(String period) throws Exception {
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

    /** The last difference of a frozen period, which terms or earlier periods have caused. */
    void differs(String period, String bonus, String malus, String... lines) throws Exception {
        Difference last = difference(period, bonus, malus, lines);
        assertThat(last.otherCauses())
                .as(period)
                .isNotEmpty()
                .noneMatch(cause -> cause.kind() == Difference.OtherCause.Kind.UNEXPLAINED);
    }

    /** That which so many records have caused, and nothing else. */
    void differsByRecords(String period, int records, String bonus, String malus, String line) throws Exception {
        Difference last = difference(period, bonus, malus, line);
        assertThat(last.lines().getFirst().causeCount()).as(period).isEqualTo(records);
        assertThat(last.otherCauses()).as(period).isEmpty();
    }

    private Difference difference(String period, String bonus, String malus, String... lines) throws Exception {
        Difference last = trial.differences(freeze(period)).getLast();
        assertThat(last.bonus().amount()).as(period).isEqualByComparingTo(bonus);
        assertThat(last.malus().amount()).as(period).isEqualByComparingTo(malus);
        assertThat(last.lines()).as(period).extracting(line -> line.key()).containsExactlyInAnyOrder(lines);
        return last;
    }

    List<String> alertDifferences(String period) throws Exception {
        return trial.differences(freeze(period)).getLast().alerts().stream()
                .map(alert -> alert.alert()
                        + ' '
                        + (alert.after() != null && alert.after().raised()))
                .toList();
    }

    /** The id of the freeze of a period. */
    static String freeze(String period) {
        return "years-" + period;
    }
}
