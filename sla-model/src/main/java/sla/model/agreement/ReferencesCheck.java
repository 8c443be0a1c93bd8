package sla.model.agreement;

import java.util.List;

/** What refers to a lot, a KPI, points or another part must find it, and a KPI that is only reported carries no money. */
final class ReferencesCheck {
    /** Of a thousand ids nobody reads more, and five hundred findings may name them. */
    private static final int MOST_NAMED = 20;

    private ReferencesCheck() {}

    static void check(Agreement agreement, Findings findings) {
        List<String> lots = agreement.lots().stream().map(Lot::id).toList();
        List<String> kpis = agreement.kpis().stream().map(Kpi::id).toList();
        for (int i = 0; i < agreement.kpis().size(); i++) {
            String lot = agreement.kpis().get(i).lot();
            if (!lots.contains(lot)) {
                findings.add(FindingCode.UNKNOWN_LOT, "/kpis/" + i + "/lot", unknown("lot", lot, lots));
            }
        }
        List<String> hours =
                agreement.openingHours().stream().map(OpeningHours::id).toList();
        for (int i = 0; i < agreement.lots().size(); i++) {
            String named = agreement.lots().get(i).hours();
            if (named != null && !hours.contains(named)) {
                findings.add(
                        FindingCode.UNKNOWN_HOURS, "/lots/" + i + "/hours", unknown("opening hours", named, hours));
            }
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            subject("/rules/" + i, agreement.rules().get(i), agreement, kpis, findings);
        }
        List<String> ids = Ids.of(agreement).all();
        for (int i = 0; i < agreement.interpretations().size(); i++) {
            String about = agreement.interpretations().get(i).about();
            if (about != null && !ids.contains(about)) {
                findings.add(
                        FindingCode.UNKNOWN_ID,
                        "/interpretations/" + i + "/about",
                        unknown(
                                "KPI, rule, charge, lot, cap, base, relief, claim, alert or opening hours",
                                about,
                                ids));
            }
        }
        AgreementCheck.eachRule(agreement, (pointer, rule, kpi) -> {
            if (kpi.reportedOnly()) {
                findings.add(
                        FindingCode.RULE_ON_REPORTED_ONLY,
                        pointer + "/kpi",
                        "The KPI '" + kpi.id() + "' is only reported, so no rule can pay on it: remove this rule, or"
                                + " reportedOnly there.");
            }
        });
    }

    private static void subject(String pointer, Rule rule, Agreement agreement, List<String> kpis, Findings findings) {
        String kpi = rule.kpi();
        int subjects = (kpi == null ? 0 : 1) + (rule.total().isEmpty() ? 0 : 1) + (rule.periods() == null ? 0 : 1);
        if (!(rule instanceof SettlingRule) && subjects != 1) {
            findings.add(
                    FindingCode.KPI_OR_TOTAL,
                    pointer,
                    "A rule looks at one thing: write kpi and the id of a KPI, or total and the ids of rules of shape"
                            + " points, or periods and what is counted in them.");
        }
        if (kpi != null && !kpis.contains(kpi)) {
            findings.add(FindingCode.UNKNOWN_KPI, pointer + "/kpi", unknown("KPI", kpi, kpis));
        }
        List<String> points = agreement.rules().stream()
                .filter(PointsRule.class::isInstance)
                .map(Rule::id)
                .toList();
        for (int i = 0; i < rule.total().size(); i++) {
            String id = rule.total().get(i);
            if (!points.contains(id)) {
                boolean other =
                        agreement.rules().stream().anyMatch(each -> each.id().equals(id));
                findings.add(
                        FindingCode.UNKNOWN_POINTS,
                        pointer + "/total/" + i,
                        other
                                ? "The rule '" + id
                                        + "' gives no points: total adds up rules of shape points. To pay on a KPI, write kpi"
                                        + " instead."
                                : unknownPoints(id, points));
            }
        }
    }

    static String unknownPoints(String id, List<String> points) {
        return points.isEmpty()
                ? "This agreement has no rule of shape points: add '" + id + "'."
                : unknown("rule of shape points", id, points);
    }

    static String unknown(String what, String id, List<String> known) {
        String first = String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())));
        return "This agreement has no " + what + " '" + id + "'. "
                + NearestName.of(id, known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse((known.size() > MOST_NAMED ? "It has, among others: " : "It has: ") + first + '.');
    }
}
