package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Claim;

/**
 * Works every row of {@code docs/cookbook.md}: each document has one table behind it. One whose first column is the
 * period is a chain: each row looks back on the ones above it.
 */
class CookbookTest {
    private static final MarkdownText PAGE = MarkdownText.of("cookbook.md");

    @Test
    void everyRowPaysWhatItSays() {
        List<String> documents = PAGE.documents();
        List<List<List<String>>> tables =
                PAGE.tables(heading -> heading.contains(" pays |") || heading.contains(" charges |"));
        assertThat(documents).hasSizeGreaterThan(5).hasSameSizeAs(tables);
        for (int i = 0; i < documents.size(); i++) {
            Agreement agreement = agreement(documents.get(i));
            List<String> heading = tables.get(i).getFirst();
            assertThat(tables.get(i)).as(agreement.agreement()).hasSizeGreaterThan(1);
            List<PastPeriod> past = new ArrayList<>();
            for (List<String> row : tables.get(i).stream().skip(1).toList()) {
                Evaluation evaluation = check(agreement, heading, row, past);
                if (isChain(heading)) {
                    past.add(PastPeriod.of(Scenario.printed(evaluation)));
                }
            }
        }
    }

    /** Whether each row is the period after the one before it, and looks back on all of them. */
    private static boolean isChain(List<String> heading) {
        return heading.getFirst().equals("period");
    }

    private static Evaluation check(
            Agreement agreement, List<String> heading, List<String> row, List<PastPeriod> past) {
        Map<String, Counts> counts = new LinkedHashMap<>();
        List<String> expected = new ArrayList<>();
        List<String> expectedCharges = new ArrayList<>();
        List<String> expectedAlerts = new ArrayList<>();
        Map<String, String> points = new LinkedHashMap<>();
        Map<String, LocalDate> claimed = new LinkedHashMap<>();
        for (int i = isChain(heading) ? 1 : 0; i < heading.size(); i++) {
            String name = heading.get(i).substring(0, heading.get(i).lastIndexOf(' '));
            if (heading.get(i).endsWith(" is")) {
                counts.put(
                        name,
                        row.get(i).equals("not measured")
                                ? ContactList.NONE
                                : ContactsGiving.value(agreement.kpi(name).metric(), new BigDecimal(row.get(i))));
            } else if (heading.get(i).endsWith(" raised")) {
                expectedAlerts.add(name + " " + row.get(i));
            } else if (heading.get(i).endsWith(" scores")) {
                points.put(name, row.get(i));
            } else if (heading.get(i).endsWith(" claimed")) {
                if (!row.get(i).equals("never")) {
                    claimed.put(name, LocalDate.parse(row.get(i)));
                }
            } else if (heading.get(i).endsWith(" charges")) {
                expectedCharges.add(name + " " + row.get(i));
            } else if (!row.get(i).equals("no line")) {
                expected.add(name + " " + row.get(i));
            }
        }
        // Quarters and years end with December. What a row says happened on the first day of its last period.
        LocalDate lastDay =
                isChain(heading) ? YearMonth.parse(row.getFirst()).atEndOfMonth() : LocalDate.of(2026, 12, 31);
        Instant moment = agreement.periodOf(lastDay).startInclusive().plus(Duration.ofHours(12));
        Map<String, CountsOverTime> overTime = new LinkedHashMap<>();
        counts.forEach((kpi, own) -> overTime.put(
                kpi, spans -> spans.stream().anyMatch(span -> span.contains(moment)) ? own : ContactList.NONE));
        List<Claim> claims = new ArrayList<>();
        claimed.forEach((line, day) -> claims.add(Evaluated.claim(
                agreement,
                agreement.periodOf(lastDay),
                line,
                day.atTime(12, 0).atZone(agreement.zone()).toInstant())));
        Evaluation evaluation = Evaluated.overTime(agreement, lastDay, overTime, past, claims);
        // In the order of the rules: what is owed for an earlier period stands before all of them.
        Map<String, BigDecimal> paid = new LinkedHashMap<>();
        agreement
                .rules()
                .forEach(rule -> evaluation.lines().stream()
                        .filter(line -> line.rule().equals(rule.id()))
                        .forEach(line -> paid.merge(line.rule(), line.amount().amount(), BigDecimal::add)));
        assertThat(paid.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue().toPlainString()))
                .as(agreement.agreement() + " " + row)
                .containsExactlyElementsOf(expected);
        points.forEach((rule, expectedPoints) -> assertThat(evaluation.lines())
                .as(agreement.agreement() + " " + row)
                .filteredOn(line -> line.rule().equals(rule))
                .singleElement()
                .satisfies(line -> assertThat(line.points()).isEqualByComparingTo(expectedPoints)));
        assertThat(evaluation.charges().stream()
                        .map(charge -> charge.charge() + " " + charge.amount().amount()))
                .as(agreement.agreement() + " " + row)
                .containsExactlyElementsOf(expectedCharges);
        assertThat(evaluation.alerts().stream().map(alert -> alert.alert() + (alert.raised() ? " yes" : " no")))
                .as(agreement.agreement() + " " + row)
                .containsAll(expectedAlerts);
        evaluation
                .charges()
                .forEach(charge -> assertThat(ChargeSentenceAlone.redo(charge.sentence()))
                        .as(charge.sentence())
                        .isEqualByComparingTo(charge.amount().amount()));
        evaluation
                .lines()
                .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                        .as(line.sentence())
                        .isEqualByComparingTo(line.amount().amount()));
        return evaluation;
    }

    private static Agreement agreement(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, var warnings) when warnings.isEmpty() -> agreement;
            case AgreementReader.Result other -> throw new AssertionError(other.toString());
        };
    }
}
