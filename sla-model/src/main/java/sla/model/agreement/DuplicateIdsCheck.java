package sla.model.agreement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class DuplicateIdsCheck {
    private DuplicateIdsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        check(
                "/openingHours",
                agreement.openingHours().stream().map(OpeningHours::id).toList(),
                findings);
        check("/lots", agreement.lots().stream().map(Lot::id).toList(), findings);
        check("/kpis", agreement.kpis().stream().map(Kpi::id).toList(), findings);
        check("/bases", agreement.bases().stream().map(Base::id).toList(), findings);
        check("/rules", agreement.rules().stream().map(Rule::id).toList(), findings);
        check("/caps", agreement.caps().stream().map(Cap::id).toList(), findings);
    }

    private static void check(String list, List<String> ids, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                findings.add(
                        FindingCode.DUPLICATE_ID,
                        list + '/' + i + "/id",
                        "'" + ids.get(i) + "' is already taken by an earlier entry of " + list.substring(1)
                                + "; give this one an id of its own.");
            }
        }
    }
}
