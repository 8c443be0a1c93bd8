package sla.model.agreement;

import java.util.List;

/** What refers to a lot or a KPI must find it, and a KPI that is only reported carries no money. */
final class ReferencesCheck {
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
        for (int i = 0; i < agreement.rules().size(); i++) {
            String kpi = agreement.rules().get(i).kpi();
            if (!kpis.contains(kpi)) {
                findings.add(FindingCode.UNKNOWN_KPI, "/rules/" + i + "/kpi", unknown("KPI", kpi, kpis));
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

    static String unknown(String what, String id, List<String> known) {
        return "This agreement has no " + what + " '" + id + "'. "
                + NearestName.of(id, known)
                        .map(near -> "Did you mean '" + near + "'?")
                        .orElse("It has: " + String.join(", ", known) + '.');
    }
}
