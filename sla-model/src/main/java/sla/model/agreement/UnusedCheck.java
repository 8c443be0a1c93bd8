package sla.model.agreement;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of the document that lead to nothing. */
final class UnusedCheck {
    private UnusedCheck() {}

    static void check(Agreement agreement, Findings findings) {
        lots(agreement, findings);
        // A misspelt name may be theirs.
        if (!findings.hasErrors()) {
            hours(agreement, findings);
            bases(agreement, findings);
        }
        points(agreement, findings);
        kpis(agreement, findings);
    }

    private static void hours(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.openingHours().size(); i++) {
            String id = agreement.openingHours().get(i).id();
            if (agreement.lots().stream().noneMatch(lot -> id.equals(lot.hours()))) {
                findings.add(
                        FindingCode.UNUSED_HOURS,
                        "/openingHours/" + i,
                        "No lot has the opening hours '" + id
                                + "', so they restrict nothing: name them under hours of the"
                                + " lot that was meant, or remove them.");
            }
        }
    }

    private static void bases(Agreement agreement, Findings findings) {
        Stream<Priced> ofRules = agreement.rules().stream().flatMap(RuleShares::priced);
        Stream<Priced> priced =
                Stream.concat(ofRules, Stream.concat(agreement.bases().stream(), agreement.caps().stream()));
        Set<String> used = priced.map(Priced::of).filter(Objects::nonNull).collect(Collectors.toSet());
        for (int i = 0; i < agreement.bases().size(); i++) {
            String id = agreement.bases().get(i).id();
            if (!used.contains(id)) {
                findings.add(
                        FindingCode.UNUSED_BASE,
                        "/bases/" + i,
                        "Nothing is a share of '" + id + "': remove it, or add the percent of it that was meant.");
            }
        }
    }

    private static void lots(Agreement agreement, Findings findings) {
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
    }

    private static void points(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule points = agreement.rules().get(i);
            if (points instanceof PointsRule
                    && agreement.rules().stream().noneMatch(rule -> rule.total().contains(points.id()))
                    && !LookedAt.of(agreement).points().contains(points.id())) {
                findings.add(
                        FindingCode.UNUSED_POINTS,
                        "/rules/" + i,
                        "No rule pays on the points of '" + points.id()
                                + "': name them under total of the rule that was meant.");
            }
        }
    }

    private static void kpis(Agreement agreement, Findings findings) {
        LookedAt looked = LookedAt.of(agreement);
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

    /** Whether the rule pays on the KPI, or asks for it in its gate. */
    static boolean looksAt(Rule rule, String kpi) {
        return kpi.equals(rule.kpi())
                || Condition.ofKpis(rule.when())
                        .anyMatch(condition -> condition.kpi().equals(kpi))
                || (rule instanceof EarnBackRule earnBack
                        && Condition.ofKpis(earnBack.each())
                                .anyMatch(condition -> condition.kpi().equals(kpi)));
    }
}
