package sla.evaluator.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.model.agreement.Population.ANSWERED;
import static sla.model.agreement.Population.OFFERED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.rule.MarkdownText;
import sla.evaluator.series.Series;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.Ring;
import sla.model.agreement.Ring.NoAnswer;
import sla.model.agreement.Ring.Time;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ServiceLevel.Abandons;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;
import sla.model.event.Outcome;
import sla.model.json.Json;

/** The three calls of the documentation: 30 s and 10 s answered, 20 s abandoned, of which 6, 4 and 8 s rang. */
class RingTest {
    private static final WaitBound TWENTY = new WaitBound(20, Bound.AT_MOST);
    private static final Metric SPEED = new AverageSpeedOfAnswer();
    private static final Metric ABANDONMENT = new AbandonmentRate(TWENTY, true);

    @Test
    void speedOfAnswerOverAnsweredOrReceived() {
        assertThat(ofThree(SPEED, null)).isEqualTo("40000 / 2");
        assertThat(ofThree(new AverageSpeedOfAnswer(ANSWERED, OFFERED), null)).isEqualTo("40000 / 3");
        assertThat(ofThree(new AverageSpeedOfAnswer(OFFERED, OFFERED), null)).isEqualTo("60000 / 3");
        assertThat(ofThree(new AverageSpeedOfAnswer(OFFERED, ANSWERED), null)).isEqualTo("60000 / 2");
    }

    @Test
    void ringingIsPartOfTheWaitOrNot() {
        assertThat(ofThree(SPEED, new Ring(Time.NOT_COUNTED, null))).isEqualTo("30000 / 2");
        assertThat(ofThree(SPEED, new Ring(null, NoAnswer.NEVER_SHORT))).isEqualTo("40000 / 2");
        assertThat(ofThree(level(Abandons.FAILURES, 24), null)).isEqualTo("1 / 3");
        assertThat(ofThree(level(Abandons.FAILURES, 24), new Ring(Time.NOT_COUNTED, null)))
                .isEqualTo("2 / 3");
        assertThat(ofThree(level(Abandons.FAILURES, 23), new Ring(Time.NOT_COUNTED, null)))
                .isEqualTo("1 / 3");
    }

    @Test
    void whoRangInVainIsShortOrNeverOrNotThere() {
        assertThat(ofThree(ABANDONMENT, null)).isEqualTo("0 / 3");
        assertThat(ofThree(ABANDONMENT, new Ring(Time.NOT_COUNTED, null))).isEqualTo("0 / 3");
        assertThat(ofThree(ABANDONMENT, new Ring(null, NoAnswer.NEVER_SHORT))).isEqualTo("1 / 3");
        assertThat(ofThree(ABANDONMENT, new Ring(null, NoAnswer.NOT_COUNTED))).isEqualTo("0 / 2");
        assertThat(ofThree(new AbandonmentRate(null, false), new Ring(null, NoAnswer.NOT_COUNTED)))
                .isEqualTo("0 / 2");
        assertThat(ofThree(level(Abandons.SUCCESS_WITHIN_THRESHOLD, 20), null)).isEqualTo("2 / 3");
        assertThat(ofThree(level(Abandons.SUCCESS_WITHIN_THRESHOLD, 20), new Ring(null, NoAnswer.NEVER_SHORT)))
                .isEqualTo("1 / 3");
        assertThat(ofThree(level(Abandons.IGNORED_WITHIN_THRESHOLD, 20), new Ring(null, NoAnswer.NEVER_SHORT)))
                .isEqualTo("1 / 3");
    }

    /** What stands on the KPI, the speed of answer, and how many of how many abandoned. */
    @Test
    void theTableOfTheDocumentationIsRight() throws IOException {
        List<List<String>> table = MarkdownText.of("agreements.md")
                .tables(heading -> heading.startsWith("| on the KPI | speed of answer |"))
                .getFirst();
        assertThat(table).hasSize(7);
        for (List<String> row : table.subList(1, table.size())) {
            JsonNode kpi = new YAMLMapper()
                    .readTree(row.get(0).replace("nothing", "{}").replace("…", "type: average-speed-of-answer"));
            Metric speed = kpi.has("metric") ? Json.MAPPER.convertValue(kpi.get("metric"), Metric.class) : SPEED;
            Ring ring = kpi.has("ring") ? Json.MAPPER.convertValue(kpi.get("ring"), Ring.class) : null;
            String[] millis = ofThree(speed, ring).split(" / ");
            assertThat(new BigDecimal(millis[0])
                            .movePointLeft(3)
                            .divide(new BigDecimal(millis[1]), 1, RoundingMode.HALF_UP))
                    .as("%s", row)
                    .isEqualByComparingTo(row.get(1).replaceAll(".*= ", "").replace(" s", ""));
            if (!row.get(2).isEmpty()) {
                assertThat(row.get(2)).startsWith(ofThree(ABANDONMENT, ring).replace("/", "of"));
            }
        }
    }

    @Test
    void aWaitIsNeverNegativeAndWhatIsNotKnownIsNotTakenAway() {
        RecordCounts counts = new RecordCounts(SPEED, new Ring(Time.NOT_COUNTED, null), ResponseClock.CALENDAR);
        counts.add(call(Outcome.ANSWERED, 3_000, 4_500L));
        counts.add(call(Outcome.ANSWERED, 7_000, null));

        assertThat(fraction(SPEED, counts)).isEqualTo("7000 / 2");
    }

    @Test
    void whoNeverRangIsAbandonedAsAnyOther() {
        RecordCounts counts =
                new RecordCounts(ABANDONMENT, new Ring(null, NoAnswer.NEVER_SHORT), ResponseClock.CALENDAR);
        counts.add(call(Outcome.ABANDONED, 20_000, 0L));
        counts.add(call(Outcome.ABANDONED, 20_000, null));
        counts.add(call(Outcome.OVERFLOWED, 20_000, 1_000L));

        assertThat(fraction(ABANDONMENT, counts)).isEqualTo("0 / 3");
    }

    private static ServiceLevel level(Abandons abandons, int seconds) {
        return new ServiceLevel(new WaitBound(seconds, Bound.AT_MOST), abandons, null, null);
    }

    private static String ofThree(Metric metric, @Nullable Ring ring) {
        RecordCounts counts = new RecordCounts(metric, ring, ResponseClock.CALENDAR);
        counts.add(call(Outcome.ANSWERED, 30_000, 6_000L));
        counts.add(call(Outcome.ANSWERED, 10_000, 4_000L));
        counts.add(call(Outcome.ABANDONED, 20_000, 8_000L));
        return fraction(metric, counts);
    }

    private static String fraction(Metric metric, RecordCounts counts) {
        MetricResult result = MetricFormula.measure(metric, counts);
        return result.numerator() + " / " + result.denominator();
    }

    private static Contact call(Outcome outcome, long waitMillis, @Nullable Long ringMillis) {
        long noon = Instant.parse("2026-03-06T12:00:00Z").toEpochMilli();
        return new Contact(
                new CountedInteraction(
                        1, outcome, noon, noon + waitMillis, noon + waitMillis, waitMillis, 0, 0, 0, false, false),
                Series.ALL_PARTS,
                new ContactDetails(null, null, null, null, null, ringMillis));
    }
}
