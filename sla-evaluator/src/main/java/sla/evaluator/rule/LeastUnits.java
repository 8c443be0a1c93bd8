package sla.evaluator.rule;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Charge;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * Take or pay: how many units count. Of 15,000 calls where 20,000 were forecast and 90 % of them count at least, 18,000.
 *
 * @param units that count
 * @param words how that came about, to follow the value; empty if nothing is agreed
 */
record LeastUnits(Ratio units, String words) {
    private static final Ratio HUNDRED = Ratio.of(100);

    /**
     * @param part if the period is not a whole one: a quantity is agreed for a whole one, another KPI is measured over the
     *     part
     */
    static LeastUnits of(Ratio counted, Charge.@Nullable AtLeast atLeast, MeasuredKpis kpis, @Nullable ProRata part) {
        if (atLeast == null) {
            return new LeastUnits(counted, "");
        }
        if (atLeast.quantity() != null) {
            Ratio whole = Ratio.of(atLeast.quantity());
            return part == null ? of(counted, whole, whole.plain()) : of(counted, part.of(whole), part.working(whole));
        }
        MeasuredKpi other = kpis.due(Objects.requireNonNull(atLeast.ofKpi())).getFirst();
        return switch (other.result().measure()) {
            case Measure.Measured _, Measure.OfParts _ -> {
                KpiValue value = other.value().orElseThrow();
                Ratio percent = Ratio.of(Objects.requireNonNull(atLeast.percent()));
                Ratio least = value.ratio().times(percent).dividedBy(HUNDRED);
                yield of(counted, least, percent.plain() + " / 100 × " + value.number() + " " + Amounts.equalTo(least));
            }
            case Measure.NotMeasured(String reason, var _, var _) ->
                new LeastUnits(
                        counted,
                        ". How many count at least is not known: " + other.kpi().title() + " is not measured, "
                                + reason);
        };
    }

    private static LeastUnits of(Ratio counted, Ratio least, String working) {
        return counted.compareTo(least) < 0
                ? new LeastUnits(least, ". That is less than " + working + ", so " + Amounts.decimal(least) + " count")
                : new LeastUnits(counted, ". That is not less than " + working);
    }
}
