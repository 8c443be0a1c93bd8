package sla.model.agreement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose malus is returned, when, and against what. */
final class EarnBackCheck {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private final Agreement agreement;
    private final Findings findings;

    private EarnBackCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        EarnBackCheck check = new EarnBackCheck(agreement, findings);
        for (int i = 0; i < agreement.rules().size(); i++) {
            if (agreement.rules().get(i) instanceof EarnBackRule rule) {
                check.check("/rules/" + i, i, rule);
            }
        }
    }

    private void check(String pointer, int at, EarnBackRule earnBack) {
        Optional<Rule> rule = BankCheck.before(pointer + "/rule", at, earnBack.rule(), agreement, findings);
        rule.filter(one -> paysMoney(pointer + "/rule", one, false)).ifPresent(one -> good(pointer, earnBack, one));
        for (int j = 0; j < earnBack.against().size(); j++) {
            String place = pointer + "/against/" + j;
            BankCheck.before(place, at, earnBack.against().get(j), agreement, findings)
                    .ifPresent(one -> paysMoney(place, one, true));
        }
        if (earnBack.expiresAfter() != null && earnBack.against().isEmpty()) {
            findings.add(
                    FindingCode.EARN_BACK_FORM,
                    pointer + "/expiresAfter",
                    "Only what is kept against later malus can expire: add against and the ids of rules, or remove this.");
        }
        if (earnBack.each() != null) {
            ConditionCheck.check(pointer + "/each", earnBack.each(), agreement, findings);
            Condition.ofHistory(earnBack.each())
                    .findFirst()
                    .ifPresent(_ -> findings.add(
                            FindingCode.EARN_BACK_FORM,
                            pointer + "/each",
                            "Good periods are counted one by one, so none can look back on others: ask for what holds in"
                                    + " the period itself, such as {kpi: asa, atMost: 40}."));
            Condition.ofKpis(earnBack.each()).forEach(condition -> window(pointer + "/each", condition.kpi()));
        }
        if (earnBack.sharePercent().compareTo(ALL) > 0) {
            findings.add(
                    FindingCode.SHARE_OUT_OF_RANGE,
                    pointer + "/sharePercent",
                    "More than was paid cannot be returned: write a share of at most 100.");
        }
        if (earnBack.sharePercent().compareTo(ALL) == 0) {
            findings.add(
                    FindingCode.MALUS_RETURNED_IN_FULL,
                    pointer + "/sharePercent",
                    "All of the malus comes back, so a failure costs nothing but time. Check the share, or record the"
                            + " reading.");
        }
        rule.filter(_ -> !findings.hasErrors())
                .filter(one -> !givesMalus(one))
                .ifPresent(one -> findings.add(
                        FindingCode.NOTHING_TO_RETURN,
                        pointer + "/rule",
                        "'" + one.id()
                                + "' never gives malus, so nothing can be returned: check which rule was meant."));
    }

    /** What has to be good, if it is not said: a KPI of one value in each period, which has a target. */
    private void good(String pointer, EarnBackRule earnBack, Rule rule) {
        Optional<Kpi> kpi = RuleScale.kpi(agreement, rule);
        if (earnBack.each() == null && kpi.map(Kpi::target).isEmpty() && (rule.kpi() == null || kpi.isPresent())) {
            findings.add(
                    FindingCode.EARN_BACK_FORM,
                    pointer,
                    "'" + rule.id() + "' looks at no KPI with a target, so when is a period good? Write each, such as"
                            + " {kpi: asa, atMost: 40}.");
        }
        window(pointer + "/rule", rule.kpi());
    }

    private void window(String pointer, @Nullable String id) {
        agreement.kpis().stream()
                .filter(kpi -> kpi.id().equals(id) && !kpi.oncePerPeriod())
                .findFirst()
                .ifPresent(kpi -> findings.add(
                        FindingCode.EARN_BACK_FORM,
                        pointer,
                        "'" + kpi.id() + "' has windows of its own, and good periods are counted: name one over the"
                                + " period or the last ones."));
    }

    private boolean paysMoney(String pointer, Rule rule, boolean orBank) {
        List<String> banked = agreement.rules().stream()
                .filter(BankRule.class::isInstance)
                .flatMap(bank -> ((BankRule) bank).rules().stream())
                .toList();
        boolean pays = !(rule instanceof PointsRule)
                && !banked.contains(rule.id())
                && (!(rule instanceof SettlingRule) || (orBank && rule instanceof BankRule));
        if (!pays) {
            findings.add(
                    FindingCode.NOT_TO_SETTLE,
                    pointer,
                    "'" + rule.id()
                            + "' pays no malus of its own: it gives points, goes into a bank or settles other lines."
                            + " Name a rule that does.");
        }
        return pays;
    }

    private boolean givesMalus(Rule rule) {
        return RuleScale.of(agreement, rule)
                .flatMap(scale -> RuleLimits.most(rule, scale, Ledger.MALUS, Bases.of(agreement)))
                .map(most -> most.signum() > 0)
                .orElse(true);
    }
}
