package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.evaluation.Evaluation;
import sla.model.event.Outcome;

/** The sample's agreements, and what the bank's real months of 1999 give under its one. */
class SampleAgreementsTest {
    private static final String BANK = "agreement-bank-inhouse.yaml";

    @ParameterizedTest
    @ValueSource(strings = {BANK, "agreement-meridian-service.yaml"})
    void haveNoErrorsAndNoWarnings(String name) throws IOException {
        assertThat(read(name)).isNotNull();
    }

    /** Regular 665,176 / 20,508 = 32.4 s, 12,686 / 22,189 = 57.17 %; all 3,101 / 30,161 = 10.28 %; stock 42.47 s, 55 %. */
    @Test
    void januaryEarnsMoreThanItLoses() throws IOException {
        Evaluation january = evaluate(
                1,
                month(20_374 + 134, 12_612 + 74, 658_943 + 6_233, 1_659 + 22),
                month(1_476, 858, 62_683, 84),
                month(27_060, 16_402, 947_857, 3_101));
        assertThat(lines(january)).containsExactlyEntriesOf(amounts("0.00", "4000.00", "-1500.00", "0.00", "2500.00"));
        assertThat(january.bonus()).hasToString("6500.00 ILS");
        assertThat(january.malus()).hasToString("-1500.00 ILS");
    }

    /**
     * Regular 665,053 / 18,469 = 36.0 s, 11,140 / 20,163 = 55.25 %; all 3,963 / 31,125 = 12.73 %; stock 50.80 s, 49.19 %:
     * 500 + 3,000 + 1,800 leave 700 of the cap of 6,000 for the last 2,000.
     */
    @Test
    void februaryReachesTheCap() throws IOException {
        Evaluation february = evaluate(
                2,
                month(18_349 + 120, 11_079 + 61, 659_092 + 5_961, 1_678 + 16),
                month(2_520, 1_329, 128_019, 182),
                month(27_162, 16_209, 1_107_512, 3_963));
        assertThat(lines(february))
                .containsExactlyEntriesOf(amounts("-500.00", "0.00", "-3000.00", "-1800.00", "-700.00"));
        assertThat(february.bonus()).hasToString("0.00 ILS");
        assertThat(february.malus()).hasToString("-6000.00 ILS");
    }

    private static Evaluation evaluate(int month, Counts regular, Counts stock, Counts all) throws IOException {
        Agreement agreement = read(BANK);
        Map<String, Counts> counts = new LinkedHashMap<>();
        agreement
                .kpis()
                .forEach(kpi -> counts.put(
                        kpi.id(),
                        switch (kpi.lot()) {
                            case "regular-service" -> regular;
                            case "stock-trading" -> stock;
                            default -> all;
                        }));
        return Evaluated.of(agreement, LocalDate.of(1999, month, 1), counts);
    }

    /** A month's calls by their sums: the others of the answered waited 21 s, the last one all the rest. */
    private static ContactList month(long answered, long within, long waitSeconds, long abandoned) {
        long others = answered - within - 1;
        return ContactList.of(
                contact(Outcome.ANSWERED, "0", within),
                contact(Outcome.ANSWERED, "21", others),
                contact(Outcome.ANSWERED, Long.toString(waitSeconds - 21 * others), 1),
                contact(Outcome.ABANDONED, "60", abandoned));
    }

    private static Map<String, String> lines(Evaluation evaluation) {
        Map<String, String> lines = new LinkedHashMap<>();
        evaluation
                .lines()
                .forEach(line -> lines.put(line.rule(), line.amount().amount().toPlainString()));
        return lines;
    }

    private static Map<String, String> amounts(
            String asaRegular, String levelRegular, String abandonment, String asaStock, String levelStock) {
        Map<String, String> amounts = new LinkedHashMap<>();
        amounts.put("asa-regular", asaRegular);
        amounts.put("service-level-regular", levelRegular);
        amounts.put("abandonment-all", abandonment);
        amounts.put("asa-stock", asaStock);
        amounts.put("service-level-stock", levelStock);
        return amounts;
    }

    private static Agreement read(String name) throws IOException {
        String text = Files.readString(
                Path.of("../deploy/local/src/main/resources/sample").resolve(name));
        return switch (AgreementReader.read(text)) {
            case AgreementReader.Read(Agreement agreement, var warnings) when warnings.isEmpty() -> agreement;
            case AgreementReader.Result other -> throw new AssertionError(name + ": " + other);
        };
    }
}
