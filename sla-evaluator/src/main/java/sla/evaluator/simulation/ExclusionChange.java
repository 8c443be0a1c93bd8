package sla.evaluator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.Lot;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;
import sla.model.time.Rfc3339;

/** What a simulation leaves out otherwise than was approved. */
sealed interface ExclusionChange {
    /** As if the exclusion had never been approved. */
    record Without(String id) implements ExclusionChange {}

    /** As if it were approved now, whatever its status. */
    record Approve(String id) implements ExclusionChange {}

    /** One that nobody has proposed. */
    record Hypothetical(
            @Nullable Instant from,
            @Nullable Instant to,
            List<String> lots,
            List<String> kpis,
            List<ExcludedRecord> records)
            implements ExclusionChange {

        /** Says with 400 what no version has. */
        void check(List<Agreement> versions) {
            known(
                    "lot",
                    lots,
                    versions.stream().flatMap(each -> each.lots().stream()).map(Lot::id));
            known(
                    "KPI",
                    kpis,
                    versions.stream().flatMap(each -> each.kpis().stream()).map(Kpi::id));
        }

        Exclusion exclusion(String id, Agreement agreement, Instant now) {
            return new Exclusion(
                    id,
                    agreement.agreement(),
                    ExclusionKind.OTHER,
                    "Simulated",
                    from,
                    to,
                    lots,
                    kpis,
                    records,
                    List.of(new TermEntry(TermStatus.PROPOSED, "simulation", now, null)));
        }

        private static void known(String what, List<String> names, Stream<String> ids) {
            Set<String> known = new TreeSet<>(ids.toList());
            names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
                throw QueryParameters.badRequest("'exclusions' names the " + what + " '" + name
                        + "', which the agreement has not. It has: " + String.join(", ", known) + ".");
            });
        }
    }

    int MOST = 100;
    int MOST_RECORDS = 1000;

    /** No time that can be read has to be longer. */
    int LONGEST_TIME = 40;

    Set<String> FIELDS = new TreeSet<>(Set.of("without", "approve", "from", "to", "lots", "kpis", "records"));
    String FORM =
            "Each of 'exclusions' must be {\"without\": \"ex-7\"}, {\"approve\": \"ex-9\"}, or one of its own: either"
                    + " 'from' and 'to' or 'records' as [\"source/recordId\"], and 'lots' or 'kpis' if not all are meant.";

    /** Says with 400 what cannot be understood. */
    static List<ExclusionChange> of(@Nullable JsonNode given) {
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof ArrayNode list) || list.size() > MOST) {
            throw QueryParameters.badRequest("'exclusions' must be a list of at most " + MOST + ". " + FORM);
        }
        List<ExclusionChange> changes = new ArrayList<>();
        for (JsonNode each : list) {
            Set<String> names = new HashSet<>();
            each.fieldNames().forEachRemaining(names::add);
            if (!(each instanceof ObjectNode object) || !FIELDS.containsAll(names)) {
                throw QueryParameters.badRequest(FORM);
            }
            changes.add(one(object, names, changes.size() + 1));
        }
        return changes;
    }

    private static ExclusionChange one(ObjectNode object, Set<String> names, int number) {
        if (names.equals(Set.of("without"))) {
            return new Without(text(object.get("without")));
        }
        if (names.equals(Set.of("approve"))) {
            return new Approve(text(object.get("approve")));
        }
        boolean range = names.contains("from") && names.contains("to");
        if (names.contains("without")
                || names.contains("approve")
                || range == names.contains("records")
                || names.contains("from") != names.contains("to")) {
            throw QueryParameters.badRequest(FORM);
        }
        Instant from = range ? minute(object, "from", number) : null;
        Instant to = range ? minute(object, "to", number) : null;
        if (from != null && !from.isBefore(to)) {
            throw QueryParameters.badRequest("The 'to' of an exclusion must lie behind its 'from'.");
        }
        List<ExcludedRecord> records = texts(object.get("records")).stream()
                .map(ExclusionChange::record)
                .toList();
        if (!range && (records.isEmpty() || records.size() > MOST_RECORDS)) {
            throw QueryParameters.badRequest("'records' must list 1 to " + MOST_RECORDS + " records.");
        }
        return new Hypothetical(from, to, texts(object.get("lots")), texts(object.get("kpis")), records);
    }

    private static ExcludedRecord record(String name) {
        int slash = name.indexOf('/');
        if (slash < 1 || slash + 1 == name.length() || name.indexOf('\0') >= 0) {
            throw QueryParameters.badRequest("A record of 'exclusions' is written as source/recordId.");
        }
        return new ExcludedRecord(name.substring(0, slash), name.substring(slash + 1));
    }

    private static Instant minute(ObjectNode object, String name, int number) {
        String text = text(object.get(name));
        String which = "The '" + name + "' of entry " + number + " of 'exclusions', '"
                + text.substring(0, Math.min(text.length(), LONGEST_TIME)) + "', ";
        try {
            Instant minute = Rfc3339.parse(text);
            if (minute.toEpochMilli() % Duration.ofMinutes(1).toMillis() == 0) {
                return minute;
            }
        } catch (DateTimeException e) {
            throw QueryParameters.badRequest(which + "cannot be read: " + e.getMessage() + ".");
        }
        throw QueryParameters.badRequest(which + "must be a whole minute.");
    }

    private static List<String> texts(@Nullable JsonNode node) {
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw QueryParameters.badRequest(FORM);
        }
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(text(each)));
        return texts;
    }

    private static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw QueryParameters.badRequest(FORM);
        }
        return node.textValue();
    }

    /**
     * What is left out then.
     *
     * @param standing what is left out as it stands, in the order in which it is taken out
     * @param all of the agreement, whatever their status
     */
    static List<Exclusion> apply(
            List<ExclusionChange> changes,
            List<Exclusion> standing,
            List<Exclusion> all,
            Agreement agreement,
            Instant now) {
        List<Exclusion> left = new ArrayList<>(standing);
        int number = 0;
        for (ExclusionChange change : changes) {
            switch (change) {
                case Without(String id) -> {
                    known(id, all);
                    left.removeIf(exclusion -> exclusion.id().equals(id));
                }
                case Approve(String id) -> {
                    Exclusion approved = known(id, all);
                    left.removeIf(exclusion -> exclusion.id().equals(id));
                    left.add(approved);
                }
                case Hypothetical own -> left.add(own.exclusion(ownId(++number), agreement, now));
            }
        }
        return left;
    }

    /** Of the n-th that nobody has proposed, from 1. */
    static String ownId(int number) {
        return "simulated-" + number;
    }

    private static Exclusion known(String id, List<Exclusion> all) {
        return all.stream()
                .filter(exclusion -> exclusion.id().equals(id))
                .findFirst()
                .orElseThrow(() -> QueryParameters.badRequest("The agreement has no exclusion '" + id
                        + "'. GET /v1/exclusions of contract-service lists them."));
    }
}
