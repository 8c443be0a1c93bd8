package sla.model.agreement;

/** Parts of the document that lead to nothing. */
final class UnusedCheck {
    private UnusedCheck() {}

    static void check(Agreement agreement, Findings findings) {
        LookedAt looked = LookedAt.of(agreement);
        for (int i = 0; i < agreement.lots().size(); i++) {
            Lot lot = agreement.lots().get(i);
            if (agreement.kpis().stream().noneMatch(kpi -> kpi.lot().equals(lot.id()))
                    && agreement.charges().stream().noneMatch(charge -> lot.id().equals(charge.lot()))) {
                findings.add(
                        FindingCode.UNUSED_LOT,
                        "/lots/" + i,
                        "No KPI and no charge is about the lot '" + lot.id()
                                + "'; remove it, or add the KPI that was meant.");
            }
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule points = agreement.rules().get(i);
            if (points instanceof PointsRule
                    && agreement.rules().stream().noneMatch(rule -> rule.total().contains(points.id()))
                    && !looked.points().contains(points.id())) {
                findings.add(
                        FindingCode.UNUSED_POINTS,
                        "/rules/" + i,
                        "No rule pays on the points of '" + points.id()
                                + "': name them under total of the rule that was meant.");
            }
        }
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            if (!kpi.reportedOnly()
                    && agreement.rules().stream().noneMatch(rule -> looksAt(rule, kpi.id()))
                    && !looked.asksFor(kpi.id())
                    && agreement.alerts().stream()
                            .flatMap(alert -> Condition.ofKpis(alert.when()))
                            .noneMatch(condition -> condition.kpi().equals(kpi.id()))
                    && agreement.charges().stream().noneMatch(charge -> charge.looksAt(kpi.id()))
                    && agreement.relief().stream().noneMatch(relief -> measures(relief, kpi.id()))) {
                findings.add(
                        FindingCode.KPI_WITHOUT_RULE,
                        "/kpis/" + i,
                        "No rule pays on '" + kpi.id() + "'. If that is meant, write reportedOnly: true.");
            }
        }
    }

    private static boolean measures(Relief relief, String kpi) {
        return relief instanceof Corridor corridor
                && (corridor.volume().equals(kpi) || corridor.forecast().equals(kpi));
    }

    private static boolean looksAt(Rule rule, String kpi) {
        return kpi.equals(rule.kpi())
                || Condition.ofKpis(rule.when())
                        .anyMatch(condition -> condition.kpi().equals(kpi))
                || (rule instanceof EarnBackRule earnBack
                        && Condition.ofKpis(earnBack.each())
                                .anyMatch(condition -> condition.kpi().equals(kpi)));
    }
}
