package sla.model.agreement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids of earlier versions with whose history a part goes on: two cannot go on with one history. */
final class FormerlyCheck {
    private FormerlyCheck() {}

    static void check(Agreement agreement, Findings findings) {
        check("/kpis/", agreement.kpis(), findings);
        check("/charges/", agreement.charges(), findings);
        check("/rules/", agreement.rules(), findings);
        check("/caps/", agreement.caps(), findings);
    }

    private static void check(String list, List<? extends WithHistory> parts, Findings findings) {
        List<String> ids = parts.stream().map(WithHistory::id).toList();
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            WithHistory part = parts.get(i);
            for (int j = 0; j < part.formerly().size(); j++) {
                String id = part.formerly().get(j);
                String by = taken.putIfAbsent(id, part.id());
                if (ids.contains(id)) {
                    findings.add(
                            FindingCode.FORMERLY,
                            list + i + "/formerly/" + j,
                            "'" + id + "' is an id of this version, which goes on with its own history: name only ids"
                                    + " that it does not use any more.");
                } else if (by != null) {
                    findings.add(
                            FindingCode.FORMERLY,
                            list + i + "/formerly/" + j,
                            "'" + id + "' is already named by '" + by
                                    + "': only one of them can go on with its history.");
                }
            }
        }
    }
}
