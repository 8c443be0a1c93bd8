package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Claim;

/**
 * Works every row of {@code docs/cookbook.md}. A section has a complete document, behind it what later versions say
 * otherwise, and at least one table of amounts. One whose first column is the period is a chain: each row looks back on
 * the ones above it, and a window of several periods holds their values. A table of moments says what happened in all
 * periods of the section; one of what is left out holds for the tables of amounts that follow it.
 */
class CookbookTest {
    private static final MarkdownText PAGE = MarkdownText.of("cookbook.md");

    @Test
    void everyRowPaysWhatItSays() {
        assertThat(PAGE.sections()).hasSizeGreaterThan(20);
        PAGE.sections().forEach(CookbookTest::check);
        assertThat(PAGE.text().split("\n```yaml")).hasSize(1 + PAGE.documents().size());
    }

    private static void check(MarkdownText section) {
        AgreementVersions versions = versions(section.documents());
        CookbookMoments happened = new CookbookMoments();
        List<ScenarioExclusion> excluded = new ArrayList<>();
        boolean pays = false;
        boolean moments = false;
        for (List<List<String>> table : section.tables(_ -> true)) {
            assertThat(table).as(section.heading()).hasSizeGreaterThan(1);
            List<List<String>> rows = table.subList(1, table.size());
            if (table.getFirst().getFirst().equals("at")) {
                rows.forEach(row -> happened.add(moment(row.getFirst()), values(table.getFirst(), row)));
                moments = true;
            } else if (table.getFirst().equals(List.of("left out from", "to"))) {
                rows.forEach(row -> excluded.add(new ScenarioExclusion(
                        moment(row.get(0)).toString(), moment(row.get(1)).toString(), null, null)));
            } else {
                assertThat(table.getFirst()).as(section.heading()).anyMatch(cell -> cell.matches(".* (pays|charges)"));
                check(versions, table, moments ? happened : null, excluded);
                pays = true;
            }
        }
        assertThat(pays).as(section.heading()).isTrue();
    }

    /** @param happened in all periods; null if the rows say it */
    private static void check(
            AgreementVersions versions,
            List<List<String>> table,
            CookbookMoments happened,
            List<ScenarioExclusion> excluded) {
        List<String> heading = table.getFirst();
        boolean chain = heading.getFirst().equals("period");
        CookbookMoments before = new CookbookMoments();
        List<PastPeriod> past = new ArrayList<>();
        for (List<String> row : table.subList(1, table.size())) {
            // Quarters and years end with December. What a row says happened on the first day of its last period.
            LocalDate lastDay = chain ? YearMonth.parse(row.getFirst()).atEndOfMonth() : LocalDate.of(2026, 12, 31);
            AgreementPeriod period = versions.versions().size() == 1
                    ? Evaluated.period(versions.latest(), lastDay)
                    : versions.at(lastDay).orElseThrow();
            CookbookMoments moments = happened;
            if (happened == null) {
                moments = chain ? before : new CookbookMoments();
                moments.add(
                        period.period()
                                .startInclusive()
                                .atZone(period.agreement().zone())
                                .toLocalDate()
                                .atTime(12, 0),
                        values(heading, row));
            }
            Evaluation evaluation = check(period, heading, row, moments, excluded, past);
            if (chain) {
                past.add(PastPeriod.of(Scenario.printed(evaluation)));
            }
        }
    }

    private static Evaluation check(
            AgreementPeriod period,
            List<String> heading,
            List<String> row,
            CookbookMoments moments,
            List<ScenarioExclusion> excluded,
            List<PastPeriod> past) {
        Agreement agreement = period.agreement();
        List<Claim> claims = new ArrayList<>();
        column(heading, row, "claimed").forEach((line, day) -> {
            if (!day.equals("never")) {
                Instant at = moment(day).atZone(agreement.zone()).toInstant();
                claims.add(Evaluated.claim(agreement, period.period(), line, at));
            }
        });
        Map<String, Map<Instant, ContactList>> contacts = moments.contacts(agreement);
        Evaluation evaluation = AgreementEvaluator.evaluate(
                agreement,
                period.period(),
                period.contractDays(),
                CookbookMoments.counts(contacts),
                Evaluated.kept(period, past),
                ScenarioExclusion.applied(agreement, excluded, contacts),
                CookbookMoments.cameLast(period, contacts),
                claims);
        check(evaluation, heading, row);
        return evaluation;
    }

    private static void check(Evaluation evaluation, List<String> heading, List<String> row) {
        String as = evaluation.agreement() + " " + row;
        // In the order of the rules: what is owed for an earlier period stands before all of them.
        Map<String, BigDecimal> paid = new LinkedHashMap<>();
        evaluation.lines().forEach(line -> paid.merge(line.rule(), line.amount().amount(), BigDecimal::add));
        Map<String, String> pays = column(heading, row, "pays");
        pays.values().removeIf("no line"::equals);
        assertThat(texts(paid)).as(as).containsExactlyInAnyOrderEntriesOf(pays);
        column(heading, row, "comes to")
                .forEach((kpi, value) -> assertThat(evaluation.kpis())
                        .as(as)
                        .filteredOn(result -> result.kpi().equals(kpi))
                        .singleElement()
                        .satisfies(result -> assertThat(result.value()).isEqualByComparingTo(value)));
        column(heading, row, "scores")
                .forEach((rule, points) ->
                        assertThat(line(evaluation, rule).points()).as(as).isEqualByComparingTo(points));
        column(heading, row, "holds")
                .forEach((rule, balance) -> assertThat(
                                line(evaluation, rule).balance().closing().amount())
                        .as(as)
                        .hasToString(balance));
        Map<String, BigDecimal> charged = new LinkedHashMap<>();
        evaluation
                .charges()
                .forEach(charge -> charged.put(charge.charge(), charge.amount().amount()));
        assertThat(texts(charged)).as(as).containsExactlyEntriesOf(column(heading, row, "charges"));
        Map<String, String> raised = new LinkedHashMap<>();
        evaluation.alerts().forEach(alert -> raised.put(alert.alert(), alert.raised() ? "yes" : "no"));
        assertThat(raised).as(as).containsAllEntriesOf(column(heading, row, "raised"));
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
    }

    private static Line line(Evaluation evaluation, String rule) {
        List<Line> lines = evaluation.lines().stream()
                .filter(line -> line.rule().equals(rule))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static Map<String, String> texts(Map<String, BigDecimal> amounts) {
        Map<String, String> texts = new LinkedHashMap<>();
        amounts.forEach((id, amount) -> texts.put(id, amount.toPlainString()));
        return texts;
    }

    /** What the row gives KPIs. */
    private static Map<String, String> values(List<String> heading, List<String> row) {
        return column(heading, row, "is");
    }

    /** The cells of all columns of one kind, by the id that their heading names. */
    private static Map<String, String> column(List<String> heading, List<String> row, String kind) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < heading.size(); i++) {
            if (heading.get(i).endsWith(" " + kind) && !row.get(i).isEmpty()) {
                cells.put(heading.get(i).replace(" " + kind, ""), row.get(i));
            }
        }
        return cells;
    }

    /** {@code 2026-01-05} is noon, {@code 2026-01-05 10:07} that minute. */
    private static LocalDateTime moment(String cell) {
        return cell.contains(" ")
                ? LocalDateTime.parse(cell.replace(' ', 'T'))
                : LocalDate.parse(cell).atTime(12, 0);
    }

    private static AgreementVersions versions(List<String> documents) {
        List<Agreement> versions = new ArrayList<>();
        String whole = documents.getFirst();
        versions.add(agreement(whole));
        for (String later : documents.subList(1, documents.size())) {
            whole = Fragment.into(whole, later);
            versions.add(agreement(whole));
        }
        return new AgreementVersions(versions.getFirst().agreement(), versions);
    }

    private static Agreement agreement(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, var warnings) when warnings.isEmpty() -> agreement;
            case AgreementReader.Result other -> throw new AssertionError(other.toString());
        };
    }
}
