package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.evaluator.metric.ContactList.contact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementCheck;
import sla.model.agreement.FindingCode;
import sla.model.agreement.Kpi;
import sla.model.agreement.Ledger;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** Every agreement without errors gives what {@link ReferenceEvaluation} gives, for every value. */
class RandomEvaluationTest {
    private static final long SEED = 1999;

    @Test
    void agreesWithTheReferenceAndWithItself() throws Exception {
        Random random = new Random(SEED);
        RandomAgreement agreements = new RandomAgreement(random);
        int computed = 0;
        int refused = 0;
        while (computed < 2_000) {
            Agreement agreement = agreements.next();
            if (AgreementCheck.check(agreement).stream()
                    .anyMatch(finding -> finding.severity() == FindingCode.Severity.ERROR)) {
                refused++;
                continue;
            }
            computed++;
            for (int i = 0; i < 5; i++) {
                check(
                        agreement,
                        random,
                        "seed " + SEED + ", agreement " + computed + ", values " + i + ": " + agreement);
            }
        }
        // Both must be frequent, or the test looks at nothing.
        assertThat(refused).isBetween(300, 20_000);
    }

    /** A better value never pays less, unless a gate says so, or a warning that it does. */
    @Test
    void aBetterValueNeverPaysLess() {
        Random random = new Random(SEED + 1);
        RandomAgreement agreements = new RandomAgreement(random);
        int compared = 0;
        while (compared < 8_000) {
            Agreement agreement = agreements.next();
            List<Rule> rules = agreement.rules().stream()
                    .filter(rule -> isOfOneTarget(agreement, rule))
                    .toList();
            // To look at an agreement costs far more than to compare.
            if (rules.isEmpty()
                    || AgreementCheck.check(agreement).stream()
                            .anyMatch(finding -> finding.severity() == FindingCode.Severity.ERROR
                                    || finding.code() == FindingCode.DIRECTION_CONTRADICTS_TARGET)) {
                continue;
            }
            for (Rule rule : rules) {
                for (int i = 0; i < 4; i++) {
                    compare(agreement, rule, random);
                    compared++;
                }
            }
        }
    }

    private static boolean isOfOneTarget(Agreement agreement, Rule rule) {
        return rule.kpi() != null
                && agreement.kpi(rule.kpi()).target() != null
                && rule.when() == null
                && !(rule instanceof PointsRule);
    }

    private static void compare(Agreement agreement, Rule rule, Random random) {
        Kpi kpi = agreement.kpi(rule.kpi());
        boolean higher = kpi.target().atLeast() != null || kpi.target().above() != null;
        BigDecimal one = BigDecimal.valueOf(random.nextInt(70_000), 2);
        BigDecimal other = BigDecimal.valueOf(random.nextInt(70_000), 2);
        BigDecimal better = higher ? one.max(other) : one.min(other);
        BigDecimal worse = higher ? one.min(other) : one.max(other);
        assertThat(exactAmount(agreement, rule, kpi, better))
                .as("%s of %s beside %s: %s", better, rule, worse, kpi)
                .isGreaterThanOrEqualTo(exactAmount(agreement, rule, kpi, worse));
    }

    private static Ratio exactAmount(Agreement agreement, Rule rule, Kpi kpi, BigDecimal value) {
        return AgreementEvaluator.asIf(agreement, Map.of(kpi.id(), value)).lines().stream()
                .filter(line -> line.rule().equals(rule.id()))
                .findFirst()
                .orElseThrow()
                .exactAmount();
    }

    private static void check(Agreement agreement, Random random, String what) throws Exception {
        Map<String, Counts> counts = new LinkedHashMap<>();
        List<BigDecimal> values = new ArrayList<>();
        for (Kpi kpi : agreement.kpis()) {
            long answered = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(50);
            // Half of the values lie exactly on tenths, so on bounds and on halves of the rounding.
            long millis = random.nextBoolean()
                    ? random.nextInt(700) * 100L * answered
                    : random.nextInt(70_000) * answered / 3;
            if (random.nextInt(5) == 0 || kpi.minimumSample() != null && answered < kpi.minimumSample()) {
                counts.put(
                        kpi.id(), random.nextBoolean() && kpi.minimumSample() != null ? asaOf(5, 1) : ContactList.NONE);
                values.add(null);
                continue;
            }
            counts.put(kpi.id(), asaOf(millis, answered));
            BigDecimal exact = BigDecimal.valueOf(millis, 3).divide(BigDecimal.valueOf(answered), new MathContext(60));
            values.add(
                    kpi.rounding() == null
                            ? exact
                            : ReferenceEvaluation.rounded(
                                    exact,
                                    kpi.rounding().decimals(),
                                    kpi.rounding().mode().toString()));
        }

        Evaluation evaluation = Evaluated.january(agreement, counts);

        List<BigDecimal> expected =
                ReferenceEvaluation.amounts(agreement, values, Money.minorUnit(agreement.currency()));
        assertThat(evaluation.lines().stream().map(line -> line.amount().amount()))
                .as(what)
                .isEqualTo(expected);
        BigDecimal total = evaluation.lines().stream()
                .map(line -> line.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(evaluation.bonus().plus(evaluation.malus()).amount())
                .as(what)
                .isEqualByComparingTo(total);
        assertThat(evaluation.bonus().amount().signum()).as(what).isGreaterThanOrEqualTo(0);
        assertThat(evaluation.malus().amount().signum()).as(what).isLessThanOrEqualTo(0);
        agreement.caps().forEach(cap -> {
            BigDecimal ledger = evaluation.lines().stream()
                    .filter(line -> cap.concerns(line.rule()))
                    .map(line -> line.amount().amount())
                    .filter(amount -> amount.signum() == (cap.ledger() == Ledger.BONUS ? 1 : -1))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(ledger.abs()).as(what).isLessThanOrEqualTo(cap.amount());
        });
        assertThat(evaluation.lines()).as(what).allSatisfy(RandomEvaluationTest::tellsItsAmount);
        assertThat(Json.MAPPER.writeValueAsBytes(Evaluated.january(agreement, new LinkedHashMap<>(counts))))
                .as(what)
                .isEqualTo(Json.MAPPER.writeValueAsBytes(evaluation));
    }

    private static void tellsItsAmount(Line line) {
        if (line.value() == null) {
            assertThat(line.sentence()).contains("Not measured: ");
        } else {
            assertThat(line.sentence()).contains(line.step());
        }
        if (!line.step().equals("not measured")) {
            assertThat(line.sentence()).contains(line.computation());
        }
        if (line.gate() != null) {
            assertThat(line.sentence())
                    .contains("It is paid only if " + line.gate().condition());
        }
        assertThat(line.sentence()).endsWith("Amount: " + line.amount() + ".");
        for (Line.CapStep cap : line.caps()) {
            assertThat(line.sentence()).contains(cap.cap());
        }
        assertThat(SentenceAlone.redo(line.sentence()))
                .as(line.sentence())
                .isEqualByComparingTo(line.amount().amount());
    }

    /** So many answered contacts with so many milliseconds of waiting in all. */
    private static ContactList asaOf(long millis, long answered) {
        return ContactList.of(
                contact(Outcome.ANSWERED, BigDecimal.valueOf(millis, 3).toPlainString(), 1),
                contact(Outcome.ANSWERED, "0", answered - 1));
    }
}
