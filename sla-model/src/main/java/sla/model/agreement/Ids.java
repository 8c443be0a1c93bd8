package sla.model.agreement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people call the parts of a document: the id of each entry of its lists.
 *
 * @param byList in the order of the entries, by the field of the document
 */
record Ids(Map<String, List<String>> byList) {
    private static final Pattern ENTRY = Pattern.compile("/([A-Za-z]+)/([0-9]+)(/.*)?");

    static Ids of(Agreement agreement) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        ids.put(
                "openingHours",
                agreement.openingHours().stream().map(OpeningHours::id).toList());
        ids.put("lots", agreement.lots().stream().map(Lot::id).toList());
        ids.put("kpis", agreement.kpis().stream().map(Kpi::id).toList());
        ids.put("bases", agreement.bases().stream().map(Base::id).toList());
        ids.put("rules", agreement.rules().stream().map(Rule::id).toList());
        ids.put("caps", agreement.caps().stream().map(Cap::id).toList());
        return new Ids(ids);
    }

    /** The id of the entry in which a place is; empty if it is in none that has an id. */
    Optional<String> at(String pointer) {
        Matcher entry = ENTRY.matcher(pointer);
        return entry.matches()
                ? Optional.ofNullable(byList.get(entry.group(1))).map(ids -> ids.get(Integer.parseInt(entry.group(2))))
                : Optional.empty();
    }

    /** Each once, in the order of the document. */
    List<String> all() {
        return byList.values().stream().flatMap(List::stream).distinct().toList();
    }
}
