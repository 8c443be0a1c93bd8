package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.number.Rounding;

/**
 * A metric with all its options over a lot, measured once per period.
 *
 * @param attribution which moment puts a contact into the period
 * @param source counts only what this source reports: the authoritative source; absent means all sources
 * @param rounding applied to the exact value before target and rules look at it; absent means exact
 * @param reportedOnly shown, but no rule may pay on it
 * @param minimumSample with a smaller denominator it is not measured; absent means any
 * @param notMeasured what rules make of it when it is not measured
 */
public record Kpi(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @JsonProperty(required = true) String lot,
        @JsonProperty(required = true) Metric metric,
        Attribution attribution,
        @Nullable String source,
        @Nullable Target target,
        @Nullable Rounding rounding,
        @JsonProperty(defaultValue = "false") boolean reportedOnly,
        @Nullable Integer minimumSample,
        NotMeasured notMeasured) {

    public Kpi {
        attribution = attribution == null ? Attribution.OFFERED : attribution;
        notMeasured = notMeasured == null ? NotMeasured.NO_EFFECT : notMeasured;
    }

    /** One of any sample that moves no money while it is not measured. */
    public Kpi(
            String id,
            String title,
            @Nullable String clause,
            String lot,
            Metric metric,
            Attribution attribution,
            @Nullable String source,
            @Nullable Target target,
            @Nullable Rounding rounding,
            boolean reportedOnly) {
        this(
                id,
                title,
                clause,
                lot,
                metric,
                attribution,
                source,
                target,
                rounding,
                reportedOnly,
                null,
                NotMeasured.NO_EFFECT);
    }

    /** What rules make of a KPI that is not measured. */
    public enum NotMeasured {
        /** No money moves, and no gate that asks for it is open. */
        @JsonProperty("no-effect")
        NO_EFFECT,
        /** As if the value were the bound of the target. */
        @JsonProperty("met")
        MET,
        /** The most malus that each rule on it can give. */
        @JsonProperty("failed")
        FAILED
    }

    /** The distance between two neighbouring values that a rule can see; empty if it sees every value. */
    public Optional<Ratio> grid() {
        return metric.unit() == Unit.COUNT
                ? Optional.of(Ratio.ONE)
                : Optional.ofNullable(rounding).map(Rounding::step);
    }
}
