package sla.evaluator.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.AlertResult;
import sla.model.evaluation.Evaluation;

/**
 * An alert that is another under the changed terms.
 *
 * @param before whether it was raised; absent if there was no such alert
 * @param after whether it is; absent if there is none any more
 */
@Schema(name = "SimulatedAlert")
record AlertChange(
        String alert, @Nullable Boolean before, @Nullable Boolean after) {

    /** @param before null if there were none before */
    static List<AlertChange> between(@Nullable Evaluation before, Evaluation after) {
        Map<String, AlertResult> rest = new LinkedHashMap<>();
        after.alerts().forEach(alert -> rest.put(alert.alert(), alert));
        List<AlertChange> changes = new ArrayList<>();
        for (AlertResult alert : before == null ? List.<AlertResult>of() : before.alerts()) {
            AlertResult now = rest.remove(alert.alert());
            if (!alert.equals(now)) {
                changes.add(new AlertChange(alert.alert(), alert.raised(), now == null ? null : now.raised()));
            }
        }
        rest.values().forEach(alert -> changes.add(new AlertChange(alert.alert(), null, alert.raised())));
        return changes;
    }
}
