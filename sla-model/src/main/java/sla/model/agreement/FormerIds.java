package sla.model.agreement;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What earlier versions called the parts of an agreement: today's ids by former ones, by the list in which they are. */
public record FormerIds(
        Map<String, String> kpis, Map<String, String> charges, Map<String, String> rules, Map<String, String> caps) {
    public static FormerIds of(Agreement agreement) {
        return new FormerIds(
                today(agreement.kpis()), today(agreement.charges()), today(agreement.rules()), today(agreement.caps()));
    }

    private static Map<String, String> today(List<? extends WithHistory> parts) {
        Map<String, String> today = new HashMap<>();
        parts.forEach(part -> part.formerly().forEach(id -> today.put(id, part.id())));
        return today;
    }

    /** Whether nothing has ever been called otherwise. */
    public boolean isEmpty() {
        return kpis.isEmpty() && charges.isEmpty() && rules.isEmpty() && caps.isEmpty();
    }

    /** The ids with those that the same parts had before. */
    static Set<String> with(Set<String> ids, Map<String, String> today) {
        Set<String> all = new HashSet<>(ids);
        today.forEach((former, id) -> {
            if (ids.contains(id)) {
                all.add(former);
            }
        });
        return all;
    }
}
