package sla.model.agreement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A gate must have an answer: it names KPIs that there are, and asks one thing of each. */
final class ConditionCheck {
    private final Agreement agreement;
    private final Findings findings;
    private final boolean money;

    private ConditionCheck(Agreement agreement, Findings findings, boolean money) {
        this.agreement = agreement;
        this.findings = findings;
        this.money = money;
    }

    static void check(Agreement agreement, Findings findings) {
        ConditionCheck check = new ConditionCheck(agreement, findings, true);
        for (int i = 0; i < agreement.rules().size(); i++) {
            Condition when = agreement.rules().get(i).when();
            if (when != null) {
                check.check("/rules/" + i + "/when", when);
            }
        }
        ConditionCheck ofAlerts = new ConditionCheck(agreement, findings, false);
        for (int i = 0; i < agreement.alerts().size(); i++) {
            ofAlerts.check("/alerts/" + i + "/when", agreement.alerts().get(i).when());
        }
    }

    static void check(String pointer, Condition condition, Agreement agreement, Findings findings) {
        new ConditionCheck(agreement, findings, true).check(pointer, condition);
    }

    private void check(String pointer, Condition condition) {
        switch (condition) {
            case Condition.AllOf(List<Condition> all) -> each(pointer + "/all", all);
            case Condition.AnyOf(List<Condition> any) -> each(pointer + "/any", any);
            case Condition.Not(Condition not) -> check(pointer + "/not", not);
            case Condition.OfKpi kpi -> check(pointer, kpi);
            case Condition.OfHistory history -> HistoryCheck.check(pointer, history, agreement, findings);
        }
    }

    private void each(String pointer, List<Condition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            check(Pointers.child(pointer, i), conditions.get(i));
        }
    }

    private void check(String pointer, Condition.OfKpi condition) {
        question(agreement, findings, pointer, condition);
        agreement.kpis().stream()
                .filter(kpi -> money && kpi.id().equals(condition.kpi()) && kpi.reportedOnly())
                .forEach(kpi -> findings.add(
                        FindingCode.RULE_ON_REPORTED_ONLY,
                        pointer + "/kpi",
                        "The KPI '" + kpi.id()
                                + "' is only reported, so no rule can depend on it: remove this condition,"
                                + " or reportedOnly there."));
    }

    /** What is asked of a KPI, now or in several periods. */
    static void question(Agreement agreement, Findings findings, String pointer, Condition.OfKpi condition) {
        List<String> ids = agreement.kpis().stream().map(Kpi::id).toList();
        Optional<Kpi> named = agreement.kpis().stream()
                .filter(kpi -> kpi.id().equals(condition.kpi()))
                .findFirst();
        if (named.isEmpty()) {
            findings.add(
                    FindingCode.UNKNOWN_KPI, pointer + "/kpi", ReferencesCheck.unknown("KPI", condition.kpi(), ids));
        }
        if ((bounds(condition.band()) == 0) == (condition.target() == null)) {
            findings.add(
                    FindingCode.CONDITION_BOUNDS,
                    pointer,
                    "A condition asks one thing of its KPI: write bounds such as atLeast: 75, or target: met, or target:"
                            + " missed.");
        } else {
            fit(pointer, condition.band(), findings);
        }
        named.filter(kpi -> condition.target() != null && kpi.target() == null)
                .ifPresent(kpi -> findings.add(
                        FindingCode.CONDITION_WITHOUT_TARGET,
                        pointer + "/target",
                        "The KPI '" + kpi.id()
                                + "' has no target that could be met: give it one, or write bounds here."));
    }

    static long bounds(Band band) {
        return Stream.of(band.above(), band.atLeast(), band.below(), band.atMost())
                .filter(Objects::nonNull)
                .count();
    }

    /** A lower and an upper bound must leave values between them. */
    static void fit(String pointer, Band band, Findings findings) {
        if (TierTable.twice(band.above(), band.atLeast())
                || TierTable.twice(band.below(), band.atMost())
                || (bounds(band) == 2 && Cut.startOf(band).compareTo(Cut.endOf(band)) >= 0)) {
            findings.add(
                    FindingCode.CONDITION_BOUNDS,
                    pointer,
                    "No value is " + band.describe("")
                            + ", or a bound is written twice: keep one lower and one upper bound at most.");
        }
    }
}
