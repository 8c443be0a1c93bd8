package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.number.Rounding;

/**
 * A metric with all its options over a lot, measured over a period or another window.
 *
 * @param attribution which moment puts a contact into the period
 * @param source counts only what this source reports: the authoritative source; absent means all sources
 * @param rounding applied to the exact value before target and rules look at it; absent means exact
 * @param reportedOnly shown, but no rule may pay on it
 * @param minimumSample with a smaller denominator it is not measured; absent means any
 * @param notMeasured what rules make of it when it is not measured
 * @param window over what it is measured; absent means the period
 * @param parts how its value is made of the values of parts of that window; absent means over all contacts at once
 * @param journeys that legs of one journey are one contact; absent means that each leg counts
 * @param ring what ringing at agents makes of waits; absent means that it is part of them
 * @param formerly ids by which earlier versions called it: it goes on with their history
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
        NotMeasured notMeasured,
        @Nullable Window window,
        @Nullable Parts parts,
        @Nullable Journeys journeys,
        @Nullable Ring ring,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formerly)
        implements WithHistory {

    public Kpi {
        formerly = formerly == null ? List.of() : List.copyOf(formerly);
        attribution = attribution == null ? Attribution.OFFERED : attribution;
        notMeasured = notMeasured == null ? NotMeasured.NO_EFFECT : notMeasured;
    }

    /** One over the period, of any sample, that moves no money while it is not measured. */
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
                NotMeasured.NO_EFFECT,
                null,
                null,
                null,
                null,
                List.of());
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

    /** What its value counts in: that of its metric, unless it is about the parts of its window. */
    public Unit unit() {
        return parts == null
                ? metric.unit()
                : switch (parts.as()) {
                    case MEAN -> metric.unit();
                    case SHARE_MET -> Unit.PERCENT;
                    case COUNT_MISSED -> Unit.COUNT;
                };
    }

    /** The values it can take. */
    public Band range() {
        return parts == null || parts.as() == Parts.As.MEAN ? metric.range() : unit().range();
    }

    /** The distance between two neighbouring values that a rule can see; empty if it sees every value. */
    public Optional<Ratio> grid() {
        boolean mean = parts != null && parts.as() == Parts.As.MEAN;
        return unit() == Unit.COUNT && !mean
                ? Optional.of(Ratio.ONE)
                : Optional.ofNullable(rounding).map(Rounding::step);
    }

    public Scale scale() {
        return new Scale(unit(), range(), grid());
    }

    /** Whether each period has one value of it, over the period or the last ones, and not one for each day or week. */
    public boolean oncePerPeriod() {
        return window == null || window.every() == null;
    }

    /** Whether its value changes while nothing happens, because parts in which nothing happened count. */
    public boolean changesWithTime() {
        return parts != null && parts.countsEmpty();
    }

    /** Whether it has a value whatever comes: a number of contacts, or of parts. */
    public boolean alwaysMeasured() {
        boolean counts = metric instanceof Volume || metric instanceof VolumeWaitingLonger;
        return parts == null ? counts : parts.as() == Parts.As.COUNT_MISSED;
    }

    /** Whether it has a sample that could be too small: contacts or judgements of which it is a share or a mean. */
    public boolean hasSample() {
        return !addsUp() && metric.hasSample();
    }

    /** Whether it is a plain sum, or a number of parts. */
    public boolean addsUp() {
        return parts == null ? metric.addsUp() : parts.as() == Parts.As.COUNT_MISSED;
    }

    /** Whether it is computed from records, and not from counts over many of them. */
    public boolean looksAtRecords() {
        return journeys != null || ring != null || metric.looksAtRecords();
    }

    /**
     * Whether what one record adds depends on others: on the legs of its journey, or on a customer who comes back.
     */
    public boolean relatesRecords() {
        return journeys != null || relatesToRepeats();
    }

    /** Whether it asks if a customer came back. */
    public boolean relatesToRepeats() {
        return metric instanceof FirstContactResolution resolution
                && resolution.by() == FirstContactResolution.By.NO_REPEAT;
    }

    /** How long after its contacts have ended what happens then can still change what it is measured at. */
    public Duration lookAhead() {
        if (journeys != null) {
            return Duration.ofHours(journeys.gapHours());
        }
        return switch (metric) {
            case FirstContactResolution resolution -> resolution.repeatWindow();
            case ShareRespondedWithin response -> response.within().duration();
            default -> Duration.ZERO;
        };
    }
}
