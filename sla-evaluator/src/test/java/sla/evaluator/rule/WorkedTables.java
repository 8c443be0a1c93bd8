package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.metric.ContactList;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.term.Claim;

/**
 * Works tables of amounts. One whose first column is the period is a chain: each row looks back on the ones above it, and a
 * window of several periods holds their values. A table of moments says what happened in all periods; one of what is left
 * out holds for the tables of amounts that follow it.
 *
 * @param complete whether the tables say what all rules pay and all charges are, and there are no other tables
 */
record WorkedTables(AgreementVersions versions, boolean complete) {

    /** How many tables of amounts there are. */
    int work(MarkdownText text) {
        WorkedMoments happened = new WorkedMoments();
        List<ScenarioExclusion> excluded = new ArrayList<>();
        int worked = 0;
        boolean moments = false;
        for (List<List<String>> table : text.tables(_ -> true)) {
            assertThat(table).as(text.heading()).hasSizeGreaterThan(1);
            List<List<String>> rows = table.subList(1, table.size());
            Set<String> unknown = new LinkedHashSet<>(table.getFirst());
            unknown.removeAll(columns());
            if (table.getFirst().getFirst().equals("at")) {
                assertThat(unknown).as(text.heading()).isEmpty();
                rows.forEach(row -> happened.add(moment(row.getFirst()), values(table.getFirst(), row)));
                moments = true;
            } else if (table.getFirst().equals(List.of("left out from", "to"))) {
                rows.forEach(row -> excluded.add(new ScenarioExclusion(
                        moment(row.get(0)).toString(), moment(row.get(1)).toString(), null, null)));
            } else if (table.getFirst().stream().anyMatch(cell -> cell.matches(".* (pays|charges|comes to)"))) {
                assertThat(unknown).as(text.heading()).isEmpty();
                check(table, moments ? happened : null, excluded);
                worked++;
            } else {
                assertThat(complete).as("%s: %s", text.heading(), table).isFalse();
            }
        }
        return worked;
    }

    /** What may stand above a column: a slip would leave it out unseen. */
    private Set<String> columns() {
        Set<String> columns = new HashSet<>(Set.of("period", "at"));
        for (Agreement version : versions.versions()) {
            version.kpis().forEach(kpi -> Stream.of(" is", " comes to").forEach(kind -> columns.add(kpi.id() + kind)));
            version.rules()
                    .forEach(rule -> Stream.of(" pays", " scores", " banks", " holds", " claimed")
                            .forEach(kind -> columns.add(rule.id() + kind)));
            version.charges().forEach(charge -> columns.add(charge.id() + " charges"));
            version.alerts().forEach(alert -> columns.add(alert.id() + " raised"));
        }
        return columns;
    }

    /** @param happened in all periods; null if the rows say it */
    private void check(List<List<String>> table, WorkedMoments happened, List<ScenarioExclusion> excluded) {
        List<String> heading = table.getFirst();
        boolean chain = heading.getFirst().equals("period");
        WorkedMoments before = new WorkedMoments();
        List<PastPeriod> past = new ArrayList<>();
        for (List<String> row : table.subList(1, table.size())) {
            // Quarters and years end with December. What a row says happened on the first day of its last period.
            LocalDate lastDay = chain ? YearMonth.parse(row.getFirst()).atEndOfMonth() : LocalDate.of(2026, 12, 31);
            AgreementPeriod period = versions.versions().size() == 1
                    ? Evaluated.period(versions.latest(), lastDay)
                    : versions.at(lastDay).orElseThrow();
            WorkedMoments moments = happened;
            if (happened == null) {
                moments = chain ? before : new WorkedMoments();
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

    private Evaluation check(
            AgreementPeriod period,
            List<String> heading,
            List<String> row,
            WorkedMoments moments,
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
                WorkedMoments.counts(contacts),
                Evaluated.kept(period, past),
                ScenarioExclusion.applied(agreement, excluded, contacts),
                WorkedMoments.cameLast(period, contacts),
                claims);
        check(agreement, evaluation, heading, row);
        return evaluation;
    }

    private void check(Agreement agreement, Evaluation evaluation, List<String> heading, List<String> row) {
        String as = evaluation.agreement() + " " + row;
        // In the order of the rules: what is owed for an earlier period stands before all of them.
        Map<String, BigDecimal> paid = new LinkedHashMap<>();
        agreement
                .rules()
                .forEach(rule -> evaluation.lines().stream()
                        .filter(line -> line.rule().equals(rule.id()))
                        .forEach(line -> paid.merge(line.rule(), line.amount().amount(), BigDecimal::add)));
        Map<String, String> pays = column(heading, row, "pays");
        pays.forEach((rule, amount) -> assertThat(texts(paid).getOrDefault(rule, "no line"))
                .as("%s of %s", rule, as)
                .isEqualTo(amount));
        column(heading, row, "comes to")
                .forEach((kpi, value) -> assertThat(evaluation.kpis())
                        .as(as)
                        .filteredOn(result -> result.kpi().equals(kpi))
                        .singleElement()
                        .satisfies(result -> assertThat(result.value()).isEqualByComparingTo(value)));
        column(heading, row, "scores")
                .forEach((rule, points) ->
                        assertThat(line(evaluation, rule).points()).as(as).isEqualByComparingTo(points));
        column(heading, row, "banks")
                .forEach((rule, banked) -> assertThat(
                                line(evaluation, rule).banked().amount().amount())
                        .as(as)
                        .hasToString(banked));
        column(heading, row, "holds")
                .forEach((rule, balance) -> assertThat(
                                line(evaluation, rule).balance().closing().amount())
                        .as(as)
                        .hasToString(balance));
        Map<String, BigDecimal> charged = new LinkedHashMap<>();
        evaluation
                .charges()
                .forEach(charge -> charged.put(charge.charge(), charge.amount().amount()));
        Map<String, String> charges = column(heading, row, "charges");
        assertThat(texts(charged)).as(as).containsAllEntriesOf(charges);
        if (complete) {
            pays.values().removeIf("no line"::equals);
            assertThat(texts(paid)).as(as).containsExactlyEntriesOf(pays);
            assertThat(texts(charged)).as(as).containsExactlyEntriesOf(charges);
        }
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
}
