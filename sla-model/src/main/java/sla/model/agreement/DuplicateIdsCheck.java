package sla.model.agreement;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class DuplicateIdsCheck {
    private DuplicateIdsCheck() {}

    static void check(Agreement agreement, Findings findings) {
        Ids.of(agreement).byList().forEach((list, ids) -> check("/" + list, ids, findings));
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
