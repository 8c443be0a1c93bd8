package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementCheck;
import sla.model.agreement.ClaimTerms;
import sla.model.agreement.FindingCode;
import sla.model.agreement.Kpi;
import sla.model.agreement.PointsRule;
import sla.model.agreement.Rule;
import sla.model.evaluation.Evaluation;
import sla.model.event.Outcome;
import sla.model.number.Money;
import sla.model.term.Claim;

/** Some rules must be claimed, and some are, around the midnight of their last day: the others pay as if these gave nothing. */
class RandomClaimsTest {
    private static final long SEED = 83;
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);

    @Test
    void paysWhatIsClaimedInTime() {
        Random random = new Random(SEED);
        RandomAgreement agreements = new RandomAgreement(random);
        int computed = 0;
        long lapsed = 0;
        while (computed < 500) {
            Agreement agreement = claiming(agreements.next(), random);
            if (AgreementCheck.check(agreement).stream()
                    .anyMatch(finding -> finding.severity() == FindingCode.Severity.ERROR)) {
                continue;
            }
            computed++;
            Map<String, CountsOverTime> counts = new LinkedHashMap<>();
            List<BigDecimal> values = new ArrayList<>();
            for (Kpi kpi : agreement.kpis()) {
                BigDecimal seconds = BigDecimal.valueOf(random.nextInt(700), 1);
                ContactList answered =
                        ContactList.of(ContactList.contact(Outcome.ANSWERED, seconds.toPlainString(), 50));
                counts.put(kpi.id(), _ -> answered);
                values.add(
                        kpi.rounding() == null
                                ? seconds
                                : ReferenceEvaluation.rounded(
                                        seconds,
                                        kpi.rounding().decimals(),
                                        kpi.rounding().mode().toString()));
            }
            Set<String> unclaimed = new HashSet<>();
            List<Claim> claims = new ArrayList<>();
            for (ClaimTerms terms : agreement.claims()) {
                ZonedDateTime midnight =
                        LocalDate.of(2026, 2, 1).plusDays(terms.days()).atStartOfDay(agreement.zone());
                for (String rule : terms.rules()) {
                    // Within two seconds before, or from then on; or not at all.
                    long millis = random.nextInt(4_000) - 2_000L;
                    boolean claimed = random.nextInt(3) > 0;
                    if (claimed) {
                        Instant at = midnight.toInstant().plusMillis(millis);
                        claims.add(Evaluated.claim(agreement, agreement.periodOf(JANUARY), rule, at));
                    }
                    if (!claimed || millis >= 0) {
                        unclaimed.add(rule);
                    }
                }
            }
            String what = "seed " + SEED + ", agreement " + computed + ", unclaimed " + unclaimed + ": " + agreement;
            Evaluation evaluation = Evaluated.overTime(agreement, JANUARY, counts, List.of(), claims);
            assertThat(evaluation.lines().stream().map(line -> line.amount().amount()))
                    .as(what)
                    .isEqualTo(ReferenceEvaluation.amounts(
                            agreement, values, Money.minorUnit(agreement.currency()), unclaimed));
            assertThat(evaluation.lines())
                    .as(what)
                    .allSatisfy(line -> assertThat(SentenceAlone.redo(line.sentence()))
                            .as(line.sentence())
                            .isEqualByComparingTo(line.amount().amount()));
            lapsed += evaluation.lines().stream()
                    .filter(line -> line.claim() != null && !line.claim().pays())
                    .count();
        }
        assertThat(lapsed).isGreaterThan(100);
    }

    private static Agreement claiming(Agreement of, Random random) {
        List<ClaimTerms> claims = new ArrayList<>();
        for (Rule rule : of.rules()) {
            if (!(rule instanceof PointsRule) && random.nextBoolean()) {
                claims.add(new ClaimTerms("claim-" + claims.size(), null, List.of(rule.id()), 1 + random.nextInt(300)));
            }
        }
        return new Agreement(
                of.agreement(),
                of.version(),
                of.title(),
                of.buyer(),
                of.vendor(),
                of.effectiveFrom(),
                of.effectiveTo(),
                of.split(),
                of.period(),
                of.zone(),
                of.currency(),
                of.purchaseOrder(),
                of.taxTreatment(),
                of.openingHours(),
                of.lots(),
                of.kpis(),
                of.charges(),
                of.bases(),
                of.rules(),
                of.caps(),
                of.alerts(),
                of.interpretations(),
                of.relief(),
                claims);
    }
}
