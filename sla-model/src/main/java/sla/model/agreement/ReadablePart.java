package sla.model.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import sla.model.json.Json;

/**
 * What of a document can be bound although it has errors: so that one answer can name the errors of its form, of its
 * content and of what it refers to. What has an error of form is left out, and with it the object that cannot be
 * without it; what hangs on a part that was left out is not judged.
 */
public final class ReadablePart {
    /** Each round leaves out at least one more part; deeper nesting of requirements than this there is none. */
    private static final int MOST_ROUNDS = 40;

    /** What stands in for a field that every document needs; nothing is ever said of it. */
    private static final ObjectNode STAND_INS = standIns();

    private static final Pattern ENTRY_OR_ITS_ID = Pattern.compile("/[0-9]+(/id)?");

    private final Agreement agreement;
    private final Set<String> leftOut;
    private final Map<String, String> places;

    private ReadablePart(Agreement agreement, Set<String> leftOut, Map<String, String> places) {
        this.agreement = agreement;
        this.leftOut = leftOut;
        this.places = places;
    }

    /**
     * Leaves out what is wrong.
     *
     * @param wrong pointers to what has an error of form
     * @return empty if nothing is left
     */
    static Optional<ReadablePart> of(JsonNode document, Collection<String> wrong) {
        if (!(document instanceof ObjectNode root) || wrong.contains("")) {
            return Optional.empty();
        }
        Set<String> leftOut = new LinkedHashSet<>(wrong);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, String> places = new HashMap<>();
            ObjectNode part = copy(root, "", "", leftOut, places);
            standIn(part, leftOut);
            List<String> more = SchemaCheck.errors(part).stream()
                    .filter(error -> !isEmptyList(error))
                    .map(error -> places.getOrDefault(culprit(error), ""))
                    .toList();
            if (more.isEmpty()) {
                return Optional.of(new ReadablePart(bind(part), leftOut, places));
            }
            if (more.contains("")) {
                return Optional.empty();
            }
            leftOut.addAll(more);
        }
        return Optional.empty();
    }

    /** The part that can be read; what was left out is missing in it, or made up. */
    public Agreement agreement() {
        return agreement;
    }

    /** Whether what stands here is what the document says. */
    public boolean has(String pointer) {
        return leftOut.stream().noneMatch(gone -> covers(gone, pointer) || covers(pointer, gone));
    }

    /**
     * Where in the document a place of {@link #agreement()} is.
     *
     * @return empty if something was left out at, above or below it
     */
    public Optional<String> place(String pointer) {
        String original = original(pointer);
        return has(original) ? Optional.of(original) : Optional.empty();
    }

    private String original(String pointer) {
        String known = places.get(pointer);
        if (known != null) {
            return known;
        }
        int last = pointer.lastIndexOf('/');
        return original(pointer.substring(0, last)) + pointer.substring(last);
    }

    /** The errors of content, without those that what was left out may have caused. */
    List<Finding> errors() {
        return AgreementCheck.check(agreement).stream()
                .filter(finding -> finding.severity() == FindingCode.Severity.ERROR)
                .filter(this::decidable)
                .flatMap(finding -> place(finding.pointer())
                        .map(place -> new Finding(finding.code(), place, finding.about(), finding.message()))
                        .stream())
                .toList();
    }

    private boolean decidable(Finding finding) {
        return switch (finding.code()) {
            case UNKNOWN_LOT -> !hasNamelessEntries("/lots");
            case UNKNOWN_KPI -> !hasNamelessEntries("/kpis");
            case UNKNOWN_POINTS, UNKNOWN_RULE, WEIGHTS_MISSING, KPI_OR_TOTAL ->
                leftOut.stream().noneMatch(gone -> gone.startsWith("/rules"));
            case UNKNOWN_ID ->
                Ids.of(agreement).byList().keySet().stream().noneMatch(list -> hasNamelessEntries("/" + list));
            case UNKNOWN_BASE, CIRCULAR_BASE, MIXED_SHARES ->
                leftOut.stream().noneMatch(gone -> gone.startsWith("/bases"));
            case MET_WITHOUT_VALUE, CONDITION_WITHOUT_TARGET, FAILED_WITHOUT_LIMIT ->
                leftOut.stream().noneMatch(gone -> gone.startsWith("/kpis") || gone.startsWith("/rules"));
            case UNKNOWN_HOURS -> leftOut.stream().noneMatch(gone -> gone.startsWith("/openingHours"));
            case EFFECTIVE_FROM, EFFECTIVE_TO -> has("/period") && has("/split");
            case UNKNOWN_CAP -> !hasNamelessEntries("/caps");
            case UNKNOWN_CHARGE -> !hasNamelessEntries("/charges");
            case GATE_WINDOW, NO_QUANTITY, RELIEF_FORM -> leftOut.stream().noneMatch(gone -> gone.startsWith("/kpis"));
            case PARTS_FORM, WINDOW_FORM ->
                has("/period") && leftOut.stream().noneMatch(gone -> gone.startsWith("/kpis"));
            case HOLE, OVERLAPPING_TIERS -> ruleAndItsKpiAreWhole(finding.pointer());
            default -> true;
        };
    }

    /** Tiers are measured against each other, and against the unit and the rounding of their KPI. */
    private boolean ruleAndItsKpiAreWhole(String pointer) {
        int index = Integer.parseInt(pointer.split("/")[2]);
        String kpi = agreement.rules().get(index).kpi();
        if (kpi == null) {
            return leftOut.stream().noneMatch(gone -> gone.startsWith("/rules") || gone.startsWith("/kpis"));
        }
        return has(original("/rules/" + index))
                && IntStream.range(0, agreement.kpis().size())
                        .filter(i -> agreement.kpis().get(i).id().equals(kpi))
                        .allMatch(i -> has(original("/kpis/" + i)));
    }

    private boolean hasNamelessEntries(String list) {
        return leftOut.stream()
                .anyMatch(gone -> covers(gone, list)
                        || (gone.startsWith(list)
                                && ENTRY_OR_ITS_ID
                                        .matcher(gone.substring(list.length()))
                                        .matches()));
    }

    private static boolean covers(String above, String pointer) {
        return pointer.equals(above) || pointer.startsWith(above + '/');
    }

    private static JsonNode copy(
            JsonNode node, String original, String place, Set<String> leftOut, Map<String, String> places) {
        places.put(place, original);
        return switch (node) {
            case ObjectNode object -> copy(object, original, place, leftOut, places);
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                for (int i = 0; i < array.size(); i++) {
                    String entry = Pointers.child(original, i);
                    if (!leftOut.contains(entry)) {
                        copy.add(copy(array.get(i), entry, Pointers.child(place, copy.size()), leftOut, places));
                    }
                }
                yield copy;
            }
            default -> node;
        };
    }

    private static ObjectNode copy(
            ObjectNode object, String original, String place, Set<String> leftOut, Map<String, String> places) {
        places.put(place, original);
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(field -> {
            String child = Pointers.child(original, field.getKey());
            if (!leftOut.contains(child)) {
                copy.set(
                        field.getKey(),
                        copy(field.getValue(), child, Pointers.child(place, field.getKey()), leftOut, places));
            }
        });
        return copy;
    }

    private static void standIn(ObjectNode part, Set<String> leftOut) {
        STAND_INS.properties().stream()
                .filter(field -> !part.has(field.getKey()))
                .forEach(field -> {
                    part.set(field.getKey(), field.getValue());
                    leftOut.add(Pointers.child("", field.getKey()));
                });
    }

    /** What to leave out so that the schema no longer minds; for a missing field the object that needs it. */
    private static String culprit(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getKeyword().equals("additionalProperties")
                ? Pointers.child(place, String.valueOf(error.getProperty()))
                : place;
    }

    /** All lots or KPIs may have been left out. */
    private static boolean isEmptyList(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getKeyword().equals("minItems") && (place.equals("/lots") || place.equals("/kpis"));
    }

    private static Agreement bind(JsonNode part) {
        try {
            return Json.MAPPER.treeToValue(part, Agreement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema lets a document pass that cannot be bound", e);
        }
    }

    private static ObjectNode standIns() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("agreement", "unreadable").put("version", 1).put("title", "unreadable");
        fields.putObject("buyer").put("legalName", "unreadable");
        fields.putObject("vendor").put("id", "unreadable").put("legalName", "unreadable");
        fields.put("effectiveFrom", "0001-01-01").put("zone", "UTC").put("currency", "EUR");
        fields.putArray("lots");
        fields.putArray("kpis");
        return fields;
    }
}
