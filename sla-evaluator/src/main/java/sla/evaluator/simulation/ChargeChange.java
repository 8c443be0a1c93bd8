package sla.evaluator.simulation;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.ChargeLine;
import sla.model.evaluation.Evaluation;
import sla.model.number.Money;

/**
 * A charge that is another under the changed terms.
 *
 * @param before absent if there was no such charge
 * @param after absent if there is none any more
 * @param amount what is charged more or less
 * @param quantityBefore the units that are charged; absent if it has none, or they are not measured
 * @param quantityAfter likewise
 */
@Schema(name = "SimulatedCharge")
record ChargeChange(
        String charge,
        @Nullable Money before,
        @Nullable Money after,
        Money amount,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal quantityBefore,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal quantityAfter) {

    /**
     * @param before null if nothing was charged before
     * @param after in the same currency
     */
    static List<ChargeChange> between(@Nullable Evaluation before, Evaluation after) {
        Map<String, ChargeLine> rest = new LinkedHashMap<>();
        after.charges().forEach(charge -> rest.put(charge.charge(), charge));
        List<ChargeChange> changes = new ArrayList<>();
        for (ChargeLine charge : before == null ? List.<ChargeLine>of() : before.charges()) {
            ChargeLine now = rest.remove(charge.charge());
            if (!charge.equals(now)) {
                changes.add(of(charge, charge, now));
            }
        }
        rest.values().forEach(charge -> changes.add(of(charge, null, charge)));
        return changes;
    }

    private static ChargeChange of(ChargeLine named, @Nullable ChargeLine before, @Nullable ChargeLine after) {
        Money zero = Money.zero(named.amount().currency());
        return new ChargeChange(
                named.charge(),
                before == null ? null : before.amount(),
                after == null ? null : after.amount(),
                (after == null ? zero : after.amount()).minus(before == null ? zero : before.amount()),
                before == null ? null : before.quantity(),
                after == null ? null : after.quantity());
    }
}
