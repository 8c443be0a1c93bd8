package sla.model.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import sla.model.number.Ratio;

/**
 * A share of what is charged in the next period, which that one pays.
 *
 * @param base the id of the base
 * @param charges the ids of the charges that it is made of
 * @param share of their sum, 1/10 of it; negative for malus
 */
public record Deferred(
        @JsonProperty(required = true) String base,
        @JsonProperty(required = true) List<String> charges,
        @JsonProperty(required = true) Ratio share) {
    public Deferred {
        charges = List.copyOf(charges);
    }

    /** The same with the ids that charges have now; two that have become one are one. */
    Deferred renamed(Map<String, String> today) {
        return new Deferred(
                base,
                charges.stream()
                        .map(charge -> today.getOrDefault(charge, charge))
                        .distinct()
                        .toList(),
                share);
    }
}
