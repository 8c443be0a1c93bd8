package sla.model.agreement;

import java.util.List;

/**
 * The self-check of an agreement. An error is what cannot be computed, a warning what people regret: signed contracts
 * do contain it, and a recorded interpretation silences it.
 */
public final class AgreementCheck {
    private static final List<Check> CHECKS = List.of(
            DatesCheck::check,
            CurrencyCheck::check,
            DuplicateIdsCheck::check,
            ReferencesCheck::check,
            OpeningHoursCheck::check,
            BasesCheck::check,
            MetricCheck::check,
            TargetCheck::check,
            WindowCheck::check,
            ConditionCheck::check,
            HistoryCheck::check,
            OverCheck::check,
            NotMeasuredCheck::check,
            TiersCheck::check,
            LinearCheck::check,
            BandsCheck::check,
            PointsCheck::check,
            AmountsCheck::check,
            ThousandsCheck::check,
            ChargesCheck::check,
            MixedSharesCheck::check,
            NextChargeCheck::check,
            UnusedCheck::check,
            TierRoundingCheck::check,
            DirectionCheck::check,
            CliffCheck::check,
            GateCheck::check,
            ReachCheck::check,
            SampleCheck::check,
            ChargeRegretCheck::check,
            CapCheck::check,
            RepeatsCheck::check,
            SpansCheck::check,
            CountedAgainCheck::check,
            RoundsToNothingCheck::check,
            FormerlyCheck::check,
            RampUpCheck::check,
            CorridorCheck::check,
            MaintenanceCheck::check,
            BankCheck::check,
            EarnBackCheck::check,
            ClaimsCheck::check);

    private AgreementCheck() {}

    /** Looks for one kind of slip and adds what it finds. */
    interface Check {
        void check(Agreement agreement, Findings findings);
    }

    /** Looks at one rule and the values that it can see. */
    interface ScaleCheck {
        void check(String pointer, Rule rule, Scale scale);
    }

    /** Looks at one rule and its KPI. */
    interface RuleCheck {
        void check(String pointer, Rule rule, Kpi kpi);
    }

    /** All errors, and the warnings that no interpretation silences. */
    public static List<Finding> check(Agreement agreement) {
        Findings findings = new Findings();
        check(agreement, findings);
        return List.copyOf(findings.all());
    }

    static void check(Agreement agreement, Findings findings) {
        Findings found = new Findings();
        CHECKS.forEach(check -> check.check(agreement, found));
        found.name(Ids.of(agreement));
        found.errors().forEach(findings::add);
        found.warnings().stream()
                .filter(warning -> !agreement.settles(warning.code().label(), warning.about()))
                .forEach(findings::add);
    }

    /** Visits the rules whose KPI exists; {@link ReferencesCheck} names the others. */
    static void eachRule(Agreement agreement, RuleCheck visitor) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i;
            RuleScale.kpi(agreement, rule).ifPresent(kpi -> visitor.check(pointer, rule, kpi));
        }
    }

    /** Visits the rules whose KPI or points exist. */
    static void eachScale(Agreement agreement, ScaleCheck visitor) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i;
            RuleScale.of(agreement, rule).ifPresent(scale -> visitor.check(pointer, rule, scale));
        }
    }
}
