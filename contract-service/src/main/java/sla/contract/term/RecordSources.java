package sla.contract.term;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sla.contract.http.FieldError;
import sla.contract.source.Sources;
import sla.model.registration.SourceRegistration;
import sla.model.term.ExcludedRecord;

/** A record of a source that nobody has registered has never come, so an exclusion of it leaves out nothing. */
final class RecordSources {
    private static final int MOST_NAMED = 20;

    private RecordSources() {}

    /**
     * One error for each source that is not registered, at its first record.
     *
     * @param vendor of the agreement
     */
    static List<FieldError> unknown(List<ExcludedRecord> records, String vendor, Sources sources) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            first.putIfAbsent(records.get(i).source(), i);
        }
        List<FieldError> errors = new ArrayList<>();
        first.forEach((source, at) -> {
            if (sources.registration(source).isEmpty()) {
                errors.add(new FieldError(
                        "unknown-source",
                        "/records/" + at,
                        "There is no source '" + source + "'. " + known(vendor, sources)
                                + " GET /v1/sources lists all."));
            }
        });
        return errors;
    }

    private static String known(String vendor, Sources sources) {
        List<String> ids =
                sources.speakingFor(vendor).stream().map(SourceRegistration::id).toList();
        return ids.isEmpty()
                ? "None may speak for '" + vendor + "'."
                : "For '" + vendor + "' may speak: "
                        + ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (ids.size() > MOST_NAMED ? " and " + (ids.size() - MOST_NAMED) + " more." : ".");
    }
}
