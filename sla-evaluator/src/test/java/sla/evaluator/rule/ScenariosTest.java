package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sla.evaluator.agreement.AgreementVersions;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.KpiResult.TargetState;
import sla.model.evaluation.Line;
import sla.model.evaluation.Origin;
import sla.model.evaluation.PastPeriod;

/** Runs every case of {@code src/test/resources/scenarios}. */
class ScenariosTest {

    static Stream<Arguments> cases() {
        return Scenario.files().stream().flatMap(file -> {
            Scenario scenario = Scenario.read(file);
            AgreementVersions versions = scenario.versions();
            return scenario.cases().stream()
                    .map(each -> Arguments.of(
                            file.getFileName().toString(),
                            each.name(),
                            versions,
                            each,
                            scenario.before(each, versions)));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void givesTheAmountsOfTheContract(
            String file, String name, AgreementVersions versions, Scenario.Case each, List<PastPeriod> past) {
        Evaluation evaluation = each.evaluate(versions, past);
        Scenario.Expected then = each.then();
        String currency = evaluation.currency();

        Map<String, String> lines = new LinkedHashMap<>();
        evaluation.lines().forEach(line -> lines.put(line.key(), line.amount().toString()));
        assertThat(lines).containsExactlyEntriesOf(amounts(then.lines(), currency));
        evaluation
                .lines()
                .forEach(line -> assertThat(SentenceAlone.redo(line.sentence()))
                        .as(line.sentence())
                        .isEqualByComparingTo(line.amount().amount()));
        then.says()
                .forEach((key, words) -> assertThat(evaluation.lines())
                        .filteredOn(line -> line.key().equals(key))
                        .singleElement()
                        .satisfies(line -> assertThat(line.sentence()).contains(words)));
        assertThat(evaluation.bonus()).hasToString(amount(then.bonus(), currency));
        assertThat(evaluation.malus()).hasToString(amount(then.malus(), currency));

        checkCharges(evaluation, then);
        checkBanks(evaluation, then);
        checkAlerts(evaluation, then);

        for (KpiResult kpi : evaluation.kpis()) {
            String key = kpi.window() == null
                    ? kpi.kpi()
                    : kpi.kpi() + '@' + kpi.window().label();
            BigDecimal value = then.values().getOrDefault(key, given(each, kpi.kpi()));
            if (value != null) {
                assertThat(kpi.value()).as(kpi.kpi()).isEqualByComparingTo(value);
            }
        }
        assertThat(kpis(evaluation, TargetState.NOT_MEASURED)).isSubsetOf(then.notMeasured());
        assertThat(kpis(evaluation, TargetState.EXCLUDED)).isEqualTo(then.excluded());
        assertThat(evaluation.kpis().stream()
                        .filter(kpi -> kpi.value() == null)
                        .map(KpiResult::kpi)
                        .distinct())
                .isEqualTo(then.notMeasured());
        if (then.missed() != null) {
            assertThat(kpis(evaluation, TargetState.MISSED)).isEqualTo(then.missed());
        }
        if (then.points() != null) {
            Map<String, BigDecimal> points = new LinkedHashMap<>();
            evaluation.lines().stream()
                    .filter(line -> line.points() != null)
                    .forEach(line -> points.put(line.key(), line.points()));
            assertThat(points)
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(then.points());
        }
        if (then.cut() != null) {
            Map<String, List<String>> cut = new LinkedHashMap<>();
            evaluation.lines().stream()
                    .filter(line -> !line.caps().isEmpty())
                    .forEach(line -> cut.put(
                            line.key(),
                            line.caps().stream().map(Line.CapStep::cap).toList()));
            assertThat(cut).isEqualTo(then.cut());
        }
    }

    private static void checkBanks(Evaluation evaluation, Scenario.Expected then) {
        if (then.banked() != null) {
            Map<String, String> banked = new LinkedHashMap<>();
            evaluation.lines().stream()
                    .filter(line -> line.banked() != null)
                    .forEach(line ->
                            banked.put(line.key(), line.banked().amount().toString()));
            assertThat(banked).isEqualTo(amounts(then.banked(), evaluation.currency()));
        }
        if (then.origins() != null) {
            Map<String, Origin.State> origins = new LinkedHashMap<>();
            evaluation.lines().stream()
                    .filter(line -> line.origin() != null)
                    .forEach(line -> origins.put(line.key(), line.origin().state()));
            assertThat(origins).isEqualTo(then.origins());
        }
        if (then.closing() != null) {
            Map<String, String> closing = new LinkedHashMap<>();
            evaluation.lines().stream()
                    .filter(line -> line.balance() != null)
                    .forEach(line ->
                            closing.put(line.key(), line.balance().closing().toString()));
            assertThat(closing).isEqualTo(amounts(then.closing(), evaluation.currency()));
        }
    }

    private static void checkCharges(Evaluation evaluation, Scenario.Expected then) {
        Map<String, String> charges = new LinkedHashMap<>();
        evaluation
                .charges()
                .forEach(charge -> charges.put(charge.charge(), charge.amount().toString()));
        assertThat(charges).containsExactlyEntriesOf(amounts(then.charges(), evaluation.currency()));
        assertThat(evaluation.charged() == null ? null : evaluation.charged().amount())
                .isEqualTo(then.charged());
        evaluation
                .charges()
                .forEach(charge -> assertThat(ChargeSentenceAlone.redo(charge.sentence()))
                        .as(charge.sentence())
                        .isEqualByComparingTo(charge.amount().amount()));
    }

    private static void checkAlerts(Evaluation evaluation, Scenario.Expected then) {
        assertThat(evaluation.alerts().stream().filter(AlertResult::raised).map(AlertResult::alert))
                .isEqualTo(then.alerts());
        evaluation
                .alerts()
                .forEach(alert -> assertThat(SentenceAlone.raised(alert.sentence()))
                        .as(alert.sentence())
                        .isEqualTo(alert.raised()));
    }

    /** A file that is not found would otherwise pass unseen. */
    @Test
    void runsTheFilesOfTheContracts() {
        assertThat(Scenario.files().stream().map(Path::getFileName).map(Path::toString))
                .contains(
                        "r1-fixed-amounts-per-tier.yaml",
                        "r2-linear-with-dead-band.yaml",
                        "r5-share-of-an-at-risk-amount.yaml",
                        "r7-rounding-before-the-look-up.yaml");
    }

    private static BigDecimal given(Scenario.Case each, String kpi) {
        return each.given() == null ? null : each.given().get(kpi);
    }

    private static List<String> kpis(Evaluation evaluation, TargetState state) {
        return evaluation.kpis().stream()
                .filter(kpi -> kpi.targetState() == state)
                .map(KpiResult::kpi)
                .distinct()
                .toList();
    }

    private static Map<String, String> amounts(Map<String, BigDecimal> amounts, String currency) {
        Map<String, String> text = new LinkedHashMap<>();
        amounts.forEach((rule, amount) -> text.put(rule, amount(amount, currency)));
        return text;
    }

    private static String amount(BigDecimal amount, String currency) {
        return amount.toPlainString() + ' ' + currency;
    }
}
