package sla.evaluator.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.Line;
import sla.model.number.Money;

/**
 * A line that is another under the changed terms.
 *
 * @param line its key: the rule, with the window where that is not the period
 * @param before absent if there was no such line
 * @param after absent if there is none any more
 * @param amount what it gives more or less
 * @param pointsBefore of a rule that gives points; else absent
 * @param pointsAfter likewise
 */
@Schema(name = "SimulatedLine")
record LineChange(
        String line,
        String rule,
        @Nullable Money before,
        @Nullable Money after,
        Money amount,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal pointsBefore,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal pointsAfter) {

    /**
     * @param before null if nothing was paid before
     * @param after in the same currency
     */
    static List<LineChange> between(@Nullable Evaluation before, Evaluation after) {
        Map<String, Line> rest = new LinkedHashMap<>();
        after.lines().forEach(line -> rest.put(line.key(), line));
        List<LineChange> changes = new ArrayList<>();
        for (Line line : before == null ? List.<Line>of() : before.lines()) {
            Line now = rest.remove(line.key());
            if (!line.equals(now)) {
                changes.add(of(line, line, now));
            }
        }
        rest.values().forEach(line -> changes.add(of(line, null, line)));
        return changes;
    }

    private static LineChange of(Line named, @Nullable Line before, @Nullable Line after) {
        Money zero = Money.zero(named.amount().currency());
        return new LineChange(
                named.key(),
                named.rule(),
                before == null ? null : before.amount(),
                after == null ? null : after.amount(),
                (after == null ? zero : after.amount()).minus(before == null ? zero : before.amount()),
                before == null ? null : before.points(),
                after == null ? null : after.points());
    }
}
