package sla.model.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What people call the parts of a document: the id of each entry of its lists.
 *
 * @param byList in the order of the entries, by the field of the document; empty text for an entry without one
 */
record Ids(Map<String, List<String>> byList) {
    private static final Pattern ENTRY = Pattern.compile("/([A-Za-z]+)/([0-9]{1,9})(/.*)?");
    private static final List<String> LISTS =
            List.of("openingHours", "lots", "kpis", "charges", "bases", "rules", "caps", "relief", "claims", "alerts");

    /** As the schema asks for it: of what else somebody wrote there, findings would grow without limit. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final String NONE = "";

    static Ids of(Agreement agreement) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        ids.put(
                "openingHours",
                agreement.openingHours().stream().map(OpeningHours::id).toList());
        ids.put("lots", agreement.lots().stream().map(Lot::id).toList());
        ids.put("kpis", agreement.kpis().stream().map(Kpi::id).toList());
        ids.put("charges", agreement.charges().stream().map(Charge::id).toList());
        ids.put("bases", agreement.bases().stream().map(Base::id).toList());
        ids.put("rules", agreement.rules().stream().map(Rule::id).toList());
        ids.put("caps", agreement.caps().stream().map(Cap::id).toList());
        ids.put("relief", agreement.relief().stream().map(Relief::id).toList());
        ids.put("claims", agreement.claims().stream().map(ClaimTerms::id).toList());
        ids.put("alerts", agreement.alerts().stream().map(Alert::id).toList());
        return new Ids(ids);
    }

    /** Of a document that may have errors. */
    static Ids of(JsonNode document) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        for (String list : LISTS) {
            ids.put(
                    list,
                    StreamSupport.stream(document.path(list).spliterator(), false)
                            .map(entry -> entry.path("id").asText())
                            .map(id -> ID.matcher(id).matches() ? id : NONE)
                            .toList());
        }
        return new Ids(ids);
    }

    /** The id of the entry in which a place is; empty if it is in none that has an id. */
    Optional<String> at(String pointer) {
        Matcher entry = ENTRY.matcher(pointer);
        if (!entry.matches()) {
            return Optional.empty();
        }
        return byList.getOrDefault(entry.group(1), List.of()).stream()
                .skip(Integer.parseInt(entry.group(2)))
                .findFirst()
                .filter(id -> !id.equals(NONE));
    }

    /** Each once, in the order of the document. */
    List<String> all() {
        return byList.values().stream().flatMap(List::stream).distinct().toList();
    }
}
