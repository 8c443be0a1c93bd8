package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;
import sla.model.time.Every;

/**
 * More work than was forecast is not held against the vendor: above so many per cent of what was declared for a day or an
 * interval, its contacts count in part or not at all. What nobody forecast relieves nothing.
 *
 * @param volume the id of the KPI that counts what came
 * @param forecast the id of the KPI that says what was declared
 * @param every over what the two are compared
 * @param abovePercent what of the forecast the vendor has to take, 110
 * @param kpis the ids of those that are relieved
 */
public record Corridor(
        @JsonProperty(required = true) String id,
        @Nullable String clause,
        @JsonProperty(required = true) String volume,
        @JsonProperty(required = true) String forecast,
        @JsonProperty(required = true) Every every,
        @JsonProperty(required = true) BigDecimal abovePercent,
        @JsonProperty(required = true) Surplus surplus,
        @JsonProperty(required = true) List<String> kpis)
        implements Relief {
    public Corridor {
        kpis = List.copyOf(kpis);
    }

    /** What becomes of a day or an interval in which more came. */
    public enum Surplus {
        /** Nothing of it counts. */
        @JsonProperty("whole")
        WHOLE,
        /** It counts with the weight of what had to be taken: each contact with the same part of itself. */
        @JsonProperty("pro-rata")
        PRO_RATA,
        /** The contacts that came last, beyond what had to be taken, do not count. */
        @JsonProperty("last-in")
        LAST_IN
    }

    /** The most that the vendor has to take where so much was forecast. */
    public Ratio most(Ratio declared) {
        return declared.times(Ratio.of(abovePercent)).dividedBy(Ratio.of(100));
    }

    /** Whether it depends on the KPI or relieves it. */
    boolean looksAt(String kpi) {
        return volume.equals(kpi) || forecast.equals(kpi) || kpis.contains(kpi);
    }

    /** Whether the order in which the contacts of the KPI came decides what counts. */
    public static boolean ordersContactsOf(Agreement agreement, String kpi) {
        return agreement.relief().stream()
                .filter(Corridor.class::isInstance)
                .map(Corridor.class::cast)
                .anyMatch(corridor -> corridor.surplus() == Surplus.LAST_IN
                        && (corridor.volume().equals(kpi) || corridor.kpis().contains(kpi)));
    }

    /** The one that relieves the KPI; empty if none does. */
    public static Optional<Corridor> relieving(Agreement agreement, String kpi) {
        return agreement.relief().stream()
                .filter(Corridor.class::isInstance)
                .map(Corridor.class::cast)
                .filter(corridor -> corridor.kpis().contains(kpi))
                .findFirst();
    }
}
