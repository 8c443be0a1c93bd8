package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Charge;
import sla.model.agreement.FindingCode;
import sla.model.agreement.Kpi;
import sla.model.agreement.RegistryWarning;
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

    /** With the fragment that they stand behind put into the example. */
    @Test
    void itsTablesOfPeriodsAndKpisAreRight() {
        List<MarkdownText> behind = PAGE.behindDocuments();
        int worked = 0;
        for (int i = 0; i < behind.size(); i++) {
            String first = blocks().getFirst();
            Agreement agreement = read(i == 0 ? first : Fragment.into(first, blocks().get(i)));
            AgreementVersions versions = new AgreementVersions(agreement.agreement(), List.of(agreement));
            worked += new WorkedTables(versions, false).work(behind.get(i));
        }
        assertThat(worked)
                .isGreaterThan(10)
                .isEqualTo(PAGE.tables(heading -> heading.matches(".* (pays|charges) \\|.*"))
                        .size());
    }

    /** Nothing is shown that is not read: the only fences are those of YAML. */
    @Test
    void itsExamplesAreAllRead() {
        assertThat(PAGE.text().lines().filter(line -> line.startsWith("```"))).hasSize(2 * blocks().size());
    }

    /** Amounts of several versions, exclusions or corridors: in these words on the page, and worked where it says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Of a malus of 3,100, 17 of January's 31 days are 1,700 | part-of-a-period | lines: { asa: -1700.00
            (3 × 60 + 5 × 40) / 100 = 3.8                          | weighted-scorecard | points: { asa: 3, quality: 5 }, lines: { asa: 0.00, quality: 0.00, ladder: 5000.00 }
            makes June the third failure: −15,000                  | split-and-renamed | lines: { sl-failure: -15000.00 }
            A quarter that ends at −2,000 pays nothing             | bank-carried-and-capped | closing: { balance: -2000.00 }
            with `carried` 6,000 in April make 4,000 of it         | bank-carried-and-capped | closing: { balance: 4000.00 }
            Of 500 kept, a month with 300 of malus for abandonment gets 300.00 | earn-back-against-later-malus | "asa-back@2026-01": 300.00
            and the next one with 1,000 for waiting 200.00         | earn-back-against-later-malus | "asa-back@2026-01": 200.00
            cost 5,000 at 6 %                                      | tiers-that-add-up | lines: { abandoned: -5000.00 }
            (10 − 5) × 100 = 500                                   | points-paid-twice | -500.00
            of which April cost 1,200,000                          | cap-per-year | lines: { answered: -1200000.00 }
            June, which alone would cost 1,200,000, costs 800,000, and July nothing | cap-per-year | lines: { answered: -800000.00 }
            12,000 calls by `mode: volume` would be 25,200.00      | charges-by-band | volume: 25200.00
            are 18,000 calls, 43,200.00                            | charges-with-minimums | calls: 43200.00
            February, whose charge is 120,000, pays −12,000 for January | shares-of-other-periods | failure@owed-2026-01: -12000.00
            1,840 / 2,320 = 79.31 %                                | volume-corridor | plain: 79.31
            (825 + 850) / 2,100 = 79.76 %                          | volume-corridor | weighed: 79.76
            """)
    void itsAmountsInWordsAreThoseOfScenarios(String words, String scenario, String there) throws IOException {
        assertThat(PAGE.text()).contains(words);
        assertThat(Files.readString(Path.of("src/test/resources/scenarios", scenario + ".yaml")))
                .contains(there);
    }

    /** What the cookbook works in tables of its own. */
    @Test
    void itsAmountsInWordsAreThoseOfTheCookbook() {
        assertThat(PAGE.text()).contains("(880 + 850) / 2,100 = 82.38 %", "777 / 940 = **82.66 %**");
        assertThat(MarkdownText.of("cookbook.md").text()).contains("| 2026-01 | 82.38 |", "| 2026-02 | 82.66 | 0.00 |");
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
    void itsSecondServiceLevelsAreRight() throws IOException {
        ContactList contacts = ContactList.of(
                contact(Outcome.ANSWERED, "20", 70),
                contact(Outcome.ABANDONED, "20", 10),
                contact(Outcome.ANSWERED, "21", 20));
        List<List<String>> rows = tables("| `abandons` | of these |").getFirst();
        assertThat(rows).hasSize(3);
        for (List<String> row : rows) {
            ServiceLevel.Abandons abandons = Json.MAPPER.readValue('"' + row.get(0) + '"', ServiceLevel.Abandons.class);
            ServiceLevel level = new ServiceLevel(new WaitBound(20, WaitBound.Bound.AT_MOST), abandons, null, null);
            Measure.Measured measured =
                    (Measure.Measured) MetricFormula.measure(level, contacts).measure();
            assertThat(measured.value().round(2, RoundingMode.HALF_UP) + " %").isEqualTo(row.get(1));
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
        for (RegistryWarning warning : RegistryWarning.values()) {
            assertThat(PAGE.text()).contains("`" + warning.label() + "`");
        }
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
