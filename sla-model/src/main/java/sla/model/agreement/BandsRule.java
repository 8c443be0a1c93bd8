package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/**
 * An amount for each unit of a value or of a total of points, by the band in which the unit lies: progressive like a tax
 * (UK private-finance template, R9: 20 points are free, those up to 100 cost 3.00 each, those up to 200 3.60).
 *
 * @param bands from 0 upwards; the last one has no end
 * @param repeats what a repeated failure counts; absent means as any other
 * @param periods instead of {@code kpi} or {@code total}: how often something was so in several periods
 * @param over of how many periods a total adds up the points; absent means the one
 * @param formerly ids by which earlier versions called it: it goes on with their history
 */
public record BandsRule(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @Nullable String kpi,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> total,
        @JsonProperty(required = true) List<Step> bands,
        @Nullable Condition when,
        @Nullable Repeats repeats,
        @Nullable PeriodCount periods,
        @Nullable Over over,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements Rule {
    public BandsRule {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        total = total == null ? List.of() : List.copyOf(total);
        bands = List.copyOf(bands);
    }

    /**
     * @param upTo where the band ends, inclusive; absent for the last one
     */
    public record Step(
            @Nullable BigDecimal upTo,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal percent,
            @Nullable String of) implements Priced {}

    /** How many units of the value lie in a band; 0 if it does not reach it. */
    public Ratio units(int band, Ratio value) {
        Ratio from = start(band);
        BigDecimal end = bands.get(band).upTo();
        Ratio to = end == null ? value : value.min(Ratio.of(end));
        return to.minus(from).max(Ratio.ZERO);
    }

    private Ratio start(int band) {
        BigDecimal before = band == 0 ? null : bands.get(band - 1).upTo();
        return before == null ? Ratio.ZERO : Ratio.of(before);
    }

    /** What a value costs or earns before gates and caps. */
    public Ratio amount(Ratio value, Bases bases) {
        Ratio sum = Ratio.ZERO;
        for (int i = 0; i < bands.size(); i++) {
            sum = sum.plus(units(i, value).times(bases.worth(bands.get(i))));
        }
        return sum;
    }
}
