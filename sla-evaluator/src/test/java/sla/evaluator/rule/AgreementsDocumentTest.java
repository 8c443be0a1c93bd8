package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Charge;
import sla.model.agreement.FindingCode;
import sla.model.agreement.Kpi;
import sla.model.agreement.Rule;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.event.Outcome;
import sla.model.json.Json;

/** Runs the examples of {@code docs/agreements.md}. */
class AgreementsDocumentTest {
    private static final MarkdownText PAGE = MarkdownText.of("agreements.md");

    @Test
    void itsCompleteExampleHasNoErrorsAndNoWarnings() {
        assertThat(complete().rules()).hasSize(3);
    }

    @Test
    void itsFragmentsFitIntoTheExample() {
        List<String> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(1);
        for (String fragment : blocks.subList(1, blocks.size())) {
            assertThat(AgreementReader.read(Fragment.into(blocks.getFirst(), fragment)))
                    .as(fragment)
                    .isInstanceOfSatisfying(
                            AgreementReader.Read.class,
                            read -> assertThat(read.warnings()).isEmpty());
        }
    }

    /** A table about one rule works each row alone, a table about several rules works them together. */
    @Test
    void itsWorkedAmountsAreRight() {
        List<List<List<String>>> tables = tables("| rule | value | line |");
        assertThat(tables).hasSize(4);
        for (List<List<String>> table : tables) {
            boolean together = table.stream().map(List::getFirst).distinct().count() == table.size();
            if (together) {
                check(table);
            } else {
                table.forEach(row -> check(List.of(row)));
            }
        }
    }

    /** With the fragment about charges put into the example. */
    @Test
    void itsChargesAreRight() {
        String fragment = blocks().stream()
                .filter(block -> block.contains("\ncharges:"))
                .findFirst()
                .orElseThrow();
        Agreement agreement = read(Fragment.into(blocks().getFirst(), fragment));
        List<List<String>> rows = tables("| charge | quantity | amount |").getFirst();
        assertThat(rows).hasSizeGreaterThan(5);
        for (List<String> row : rows) {
            Charge charge = agreement.charges().stream()
                    .filter(each -> each.id().equals(row.get(0)))
                    .findFirst()
                    .orElseThrow();
            Map<String, BigDecimal> values = charge.kpi() == null || row.get(1).equals("not measured")
                    ? Map.of()
                    : Map.of(charge.kpi(), new BigDecimal(row.get(1)));
            assertThat(AgreementEvaluator.asIf(agreement, values).charges())
                    .filteredOn(line -> line.charge().equals(charge.id()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.amount()).hasToString(row.get(2) + " EUR"));
        }
    }

    @Test
    void itsServiceLevelsAreRight() throws IOException {
        ContactList contacts = ContactList.of(
                contact(Outcome.ANSWERED, "20", 860),
                contact(Outcome.ANSWERED, "21", 140),
                contact(Outcome.ABANDONED, "4", 10),
                contact(Outcome.ABANDONED, "20", 10),
                contact(Outcome.ABANDONED, "21", 40));
        List<List<String>> rows =
                tables("| `abandons` | formula | service level |").getFirst();
        assertThat(rows).hasSize(ServiceLevel.Abandons.values().length);
        for (List<String> row : rows) {
            ServiceLevel.Abandons abandons = Json.MAPPER.readValue('"' + row.get(0) + '"', ServiceLevel.Abandons.class);
            ServiceLevel level = new ServiceLevel(
                    new WaitBound(20, WaitBound.Bound.AT_MOST),
                    abandons,
                    abandons.needsShortAbandon() ? new WaitBound(5, WaitBound.Bound.BELOW) : null,
                    null);
            Measure.Measured measured =
                    (Measure.Measured) MetricFormula.measure(level, contacts).measure();
            assertThat(measured.value().round(2, RoundingMode.HALF_UP) + " %").isEqualTo(row.get(2));
        }
    }

    @Test
    void itListsEveryWarning() {
        assertThat(tables("| warning | what people regret |").getFirst().stream()
                        .map(List::getFirst))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FindingCode.values())
                        .filter(code -> code.severity() == FindingCode.Severity.WARNING)
                        .map(FindingCode::label)
                        .toList());
    }

    private static void check(List<List<String>> rows) {
        Agreement agreement = complete();
        Map<String, Counts> counts = new LinkedHashMap<>();
        agreement.kpis().forEach(kpi -> counts.put(kpi.id(), ContactList.NONE));
        for (List<String> row : rows) {
            Kpi kpi = agreement.kpi(agreement.rules().stream()
                    .filter(rule -> rule.id().equals(row.get(0)))
                    .map(Rule::kpi)
                    .findFirst()
                    .orElseThrow());
            counts.put(kpi.id(), ContactsGiving.value(kpi.metric(), new BigDecimal(row.get(1))));
        }
        Evaluation evaluation = Evaluated.january(agreement, counts);
        for (List<String> row : rows) {
            Line line = evaluation.lines().stream()
                    .filter(each -> each.rule().equals(row.get(0)))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.amount().amount().toPlainString()).as("%s", row).isEqualTo(row.get(2));
        }
    }

    private static Agreement complete() {
        return read(blocks().getFirst());
    }

    private static Agreement read(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, var warnings) when warnings.isEmpty() -> agreement;
            case AgreementReader.Result other -> throw new AssertionError(other.toString());
        };
    }

    private static List<String> blocks() {
        return PAGE.documents();
    }

    /** The rows of each table under this heading. */
    private static List<List<List<String>>> tables(String heading) {
        return PAGE.tables(heading::equals).stream()
                .map(table -> table.subList(1, table.size()))
                .toList();
    }
}
