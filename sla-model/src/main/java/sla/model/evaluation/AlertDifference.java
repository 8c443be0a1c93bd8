package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert of a frozen result beside what it would be now.
 *
 * @param before as it was frozen; absent if there was none of that id
 * @param after as the data stand now; absent likewise
 */
public record AlertDifference(
        @JsonProperty(required = true) String alert,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @Nullable AlertResult before,
        @Nullable AlertResult after) {

    /** Those that differ in anything, in the order of the frozen result and then of the live one. */
    public static List<AlertDifference> between(Evaluation frozen, Optional<Evaluation> live) {
        Map<String, AlertResult> after = new LinkedHashMap<>();
        live.ifPresent(now -> now.alerts().forEach(alert -> after.put(alert.alert(), alert)));
        List<AlertDifference> differences = new ArrayList<>();
        for (AlertResult before : frozen.alerts()) {
            AlertResult now = after.remove(before.alert());
            if (!before.equals(now)) {
                differences.add(new AlertDifference(before.alert(), before.title(), before.clause(), before, now));
            }
        }
        after.values()
                .forEach(
                        now -> differences.add(new AlertDifference(now.alert(), now.title(), now.clause(), null, now)));
        return differences;
    }
}
