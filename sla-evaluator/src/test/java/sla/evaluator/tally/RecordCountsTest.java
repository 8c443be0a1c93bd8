package sla.evaluator.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.rule.MarkdownText;
import sla.evaluator.series.Series;
import sla.evaluator.testing.Contracts;
import sla.model.agreement.Agreement;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.ContractDays;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstContactResolution.By;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.HandledMinutes.Each;
import sla.model.agreement.HandledMinutes.Each.Steps;
import sla.model.agreement.Metric;
import sla.model.agreement.Population;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ResponseHours;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.WaitBound.Bound;
import sla.model.evaluation.Measure;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Outcome;
import sla.model.number.Money;

/** Metrics over records written out, worked by hand. */
class RecordCountsTest {
    private static final int HOLD_UNKNOWN = 5;

    /** 61 s and 10 s of talk. */
    @ParameterizedTest
    @CsvSource({
        "60, STARTED,    ,  3",
        "60, FULL,       ,  1",
        "60, NEAREST,    ,  1",
        "60, STARTED,  30,  3",
        "60, NEAREST,  30,  2",
        "60, FULL,     60,  2",
        "1,  STARTED,    ,  1.183333",
        "6,  STARTED,    ,  1.3",
        "10, FULL,       ,  1.166667"
    })
    void eachContactIsRoundedOnItsOwn(int seconds, Steps steps, Integer atLeast, BigDecimal minutes) {
        RecordCounts counts =
                counts(new HandledMinutes(EnumSet.of(Part.TALK), null, new Each(seconds, steps, atLeast)));
        counts.add(talked(61_000, Series.ALL_PARTS));
        counts.add(talked(10_000, Series.ALL_PARTS));

        assertThat(value(counts)).isEqualByComparingTo(minutes);
    }

    /** 71 s, and 2 + 1 minutes. */
    @Test
    void theMinutesOfTheDocumentationAreRight() {
        assertThat(MarkdownText.of("agreements.md").text())
                .contains("Calls of 61 s and 10 s are 1.18 minutes in total, 2 + 1 = 3 by started minutes");
        eachContactIsRoundedOnItsOwn(1, Steps.STARTED, null, new BigDecimal("1.183333"));
        eachContactIsRoundedOnItsOwn(60, Steps.STARTED, null, new BigDecimal("3"));
    }

    @Test
    void aWholeStepIsOneAndAMillisecondMoreIsTwo() {
        Each minutes = new Each(60, Steps.STARTED, null);

        assertThat(minutes.count(60_000)).isEqualTo(60_000);
        assertThat(minutes.count(60_001)).isEqualTo(120_000);
        assertThat(minutes.count(0)).isZero();
        assertThat(new Each(60, Steps.NEAREST, null).count(29_999)).isZero();
        assertThat(new Each(60, Steps.NEAREST, null).count(30_000)).isEqualTo(60_000);
    }

    @Test
    void anUnknownPartIsNeverRounded() {
        Metric metric = new HandledMinutes(EnumSet.of(Part.TALK, Part.HOLD), null, new Each(60, Steps.STARTED, null));
        RecordCounts counts = counts(metric);
        counts.add(talked(61_000, HOLD_UNKNOWN));
        counts.add(talked(61_000, Series.ALL_PARTS));

        assertThat(MetricFormula.measure(metric, counts).counts())
                .containsEntry("handled", 1L)
                .containsEntry("handledUnknown", 1L)
                .containsEntry("countedMillis", 120_000L);
    }

    /** 90 and 80 points, the second with a fatal error: 45; without fatality 85. */
    @Test
    void aFatalErrorMakesTheScoreZero() {
        assertThat(value(judged(new QualityScore(null, null, Set.of(ErrorClass.COMPLIANCE_CRITICAL)))))
                .isEqualByComparingTo("45");
        assertThat(value(judged(new QualityScore(null, null, Set.of(ErrorClass.CUSTOMER_CRITICAL)))))
                .isEqualByComparingTo("85");
    }

    @Test
    void thePassMarkItselfPasses() {
        assertThat(value(judged(new QualityPassRate(new BigDecimal("90"), null, null, null))))
                .isEqualByComparingTo("50");
        assertThat(value(judged(new QualityPassRate(new BigDecimal("90.001"), null, null, null))))
                .isEqualByComparingTo("0");
        assertThat(value(judged(new QualityPassRate(new BigDecimal("80"), null, null, null))))
                .isEqualByComparingTo("100");
        assertThat(value(judged(
                        new QualityPassRate(BigDecimal.ONE, null, null, Set.of(ErrorClass.COMPLIANCE_CRITICAL)))))
                .isEqualByComparingTo("50");
    }

    @Test
    void evaluationsOfOtherFormsDoNotCount() {
        Metric metric = new QualityPassRate(BigDecimal.ONE, Set.of("other"), null, null);

        assertThat(MetricFormula.measure(metric, judged(metric)).measure())
                .isEqualTo(new Measure.NotMeasured("no evaluations"));
    }

    private static RecordCounts judged(Metric metric) {
        RecordCounts counts = counts(metric);
        counts.add(new CountedEvaluation(0, "form", "", 90_000, 0, 0, 0));
        counts.add(new CountedEvaluation(0, "form", "", 80_000, 0, 0, 1));
        return counts;
    }

    /** Of three answered one says yes, one no, one nothing; the abandoned one does not matter. */
    @Test
    void agentsSayWhetherItWasResolved() {
        RecordCounts counts = counts(new FirstContactResolution(By.AGENT));
        counts.add(contact(Outcome.ANSWERED, details(null, true, null)));
        counts.add(contact(Outcome.ANSWERED, details(null, false, null)));
        counts.add(contact(Outcome.ANSWERED, ContactDetails.NONE));
        counts.add(contact(Outcome.ABANDONED, details(null, true, null)));

        assertThat(value(counts)).isEqualByComparingTo("50");
    }

    /** 12.50 and −2.50 EUR, 100 USD, nothing known, and 7 EUR of one that was abandoned. */
    @Test
    void revenueInAnotherCurrencyIsUnknown() {
        assertThat(value(revenue(new RevenuePerContact("EUR", Population.ANSWERED, null))))
                .isEqualByComparingTo("5");
        assertThat(value(revenue(new RevenuePerContact("EUR", Population.ANSWERED, RevenuePerContact.Unknown.NOTHING))))
                .isEqualByComparingTo("2.5");
        assertThat(value(revenue(new RevenuePerContact("EUR", Population.OFFERED, RevenuePerContact.Unknown.NOTHING))))
                .isEqualByComparingTo("3.4");
    }

    private static RecordCounts revenue(Metric metric) {
        RecordCounts counts = counts(metric);
        counts.add(contact(Outcome.ANSWERED, details(null, null, "12.50 EUR")));
        counts.add(contact(Outcome.ANSWERED, details(null, null, "-2.50 EUR")));
        counts.add(contact(Outcome.ANSWERED, details(null, null, "100.00 USD")));
        counts.add(contact(Outcome.ANSWERED, ContactDetails.NONE));
        counts.add(contact(Outcome.ABANDONED, details(null, null, "7.00 EUR")));
        return counts;
    }

    /** Offered at noon; responses after 4 h, after 4 h and 1 ms, a little before, and none. */
    @Test
    void whoGotNoResponseDidNotGetItInTime() {
        assertThat(value(responses(Bound.AT_MOST, ShareRespondedWithin.Of.RESPONDED)))
                .isEqualByComparingTo("66.666667");
        assertThat(value(responses(Bound.BELOW, ShareRespondedWithin.Of.RESPONDED)))
                .isEqualByComparingTo("33.333333");
        assertThat(value(responses(Bound.AT_MOST, ShareRespondedWithin.Of.OFFERED)))
                .isEqualByComparingTo("50");
    }

    private static RecordCounts responses(Bound bound, ShareRespondedWithin.Of of) {
        RecordCounts counts = counts(new ShareRespondedWithin(
                new ShareRespondedWithin.ResponseBound(240, bound), ResponseHours.CALENDAR, of));
        counts.add(contact(Outcome.ANSWERED, details("2026-03-06T16:00:00Z", null, null)));
        counts.add(contact(Outcome.ANSWERED, details("2026-03-06T16:00:00.001Z", null, null)));
        counts.add(contact(Outcome.ANSWERED, details("2026-03-06T11:59:59Z", null, null)));
        counts.add(contact(Outcome.ABANDONED, ContactDetails.NONE));
        return counts;
    }

    /** Friday 12:00 UTC (13:00 in Amsterdam) to Monday 07:30 UTC (08:30): 7 h on Friday, half an hour on Monday. */
    @Test
    void openingHoursAreTimedInTheZoneOfTheContract() {
        Agreement agreement = agreement();
        RecordCounts opening = RecordCounts.of(agreement, agreement.kpi("opening"), ContractDays.of(agreement));
        RecordCounts calendar = RecordCounts.of(agreement, agreement.kpi("calendar"), ContractDays.of(agreement));
        for (RecordCounts counts : new RecordCounts[] {opening, calendar}) {
            counts.add(contact(Outcome.ANSWERED, details("2026-03-09T07:30:00Z", null, null)));
        }

        assertThat(value(opening)).isEqualByComparingTo("450");
        assertThat(value(calendar)).isEqualByComparingTo("4050");
    }

    private static Agreement agreement() {
        String document = """
                agreement: mail
                version: 1
                title: Mail
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor}
                effectiveFrom: 2026-01-01
                zone: Europe/Amsterdam
                currency: EUR
                openingHours:
                  - {id: office, open: [{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "20:00"}]}
                lots: [{id: mail, title: Mail, hours: office}]
                kpis:
                  - {id: opening, title: Opening, lot: mail, reportedOnly: true,
                     metric: {type: first-response-time, hours: opening}}
                  - {id: calendar, title: Calendar, lot: mail, reportedOnly: true,
                     metric: {type: first-response-time, hours: calendar}}
                """;
        return Contracts.read(document);
    }

    /** 700 of 720 h and 23.5 of 24 h; a third without a denominator is no share. */
    @Test
    void declaredMeasuresAreAddedUpBeforeTheyAreDivided() {
        assertThat(value(declared(DeclaredMeasureMetric.As.SHARE))).isEqualByComparingTo("97.244624");
        assertThat(value(declared(DeclaredMeasureMetric.As.RATIO))).isEqualByComparingTo("0.972446");
        assertThat(value(declared(DeclaredMeasureMetric.As.SUM))).isEqualByComparingTo("733.5");
    }

    private static RecordCounts declared(DeclaredMeasureMetric.As as) {
        RecordCounts counts = counts(new DeclaredMeasureMetric("availability", as, null));
        counts.add(measure("700", "720"));
        counts.add(measure("23.5", "24"));
        counts.add(measure("10", null));
        return counts;
    }

    private static DeclaredMeasure measure(String numerator, String denominator) {
        return new DeclaredMeasure(
                "va",
                "availability",
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-04-01T00:00:00Z"),
                new BigDecimal(numerator),
                denominator == null ? null : new BigDecimal(denominator),
                "h",
                null);
    }

    private static Contact talked(long millis, int knownParts) {
        return new Contact(
                new CountedInteraction(1, Outcome.ANSWERED, 0, 0, millis, 0, millis, 0, 0, false, false),
                knownParts,
                ContactDetails.NONE);
    }

    /** Offered on Friday, 6 March 2026, at noon UTC. */
    private static Contact contact(Outcome outcome, ContactDetails details) {
        long noon = Instant.parse("2026-03-06T12:00:00Z").toEpochMilli();
        return new Contact(
                new CountedInteraction(1, outcome, noon, noon, noon, 0, 0, 0, 0, false, false),
                Series.ALL_PARTS,
                details);
    }

    private static ContactDetails details(String firstResponse, Boolean resolved, String revenue) {
        return new ContactDetails(
                firstResponse == null ? null : Instant.parse(firstResponse),
                resolved,
                revenue == null ? null : new Money(new BigDecimal(revenue.split(" ")[0]), revenue.split(" ")[1]),
                null,
                null,
                null);
    }

    private static RecordCounts counts(Metric metric) {
        return new RecordCounts(metric, null, ResponseClock.CALENDAR);
    }

    private static BigDecimal value(RecordCounts counts) {
        MetricResult result = MetricFormula.measure(counts.metric(), counts);
        return ((Measure.Measured) result.measure()).value().round(6, RoundingMode.HALF_UP);
    }
}
