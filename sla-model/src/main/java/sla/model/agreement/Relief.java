package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/** What is not held against the vendor, as far as the contract says it beforehand. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Relief.RampUp.class, name = "ramp-up"),
    @JsonSubTypes.Type(value = Corridor.class, name = "corridor")
})
public sealed interface Relief permits Relief.RampUp, Corridor {
    /** Unique within the agreement. */
    String id();

    /** Where the contract says so. */
    @Nullable
    String clause();

    /** The name of its kind, as in documents. */
    default String kind() {
        return switch (this) {
            case RampUp _ -> "ramp-up";
            case Corridor _ -> "corridor";
        };
    }

    /**
     * No malus and no points while the work starts; bonus stays, and nothing is a failure.
     *
     * @param until its last local day, the last of a period
     * @param rules whose lines it holds; empty means all
     */
    record RampUp(
            @JsonProperty(required = true) String id,
            @Nullable String clause,
            @JsonProperty(required = true) LocalDate until,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> rules)
            implements Relief {
        public RampUp {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }

        /** Whether it holds what the rule gives. */
        public boolean concerns(String rule) {
            return rules.isEmpty() || rules.contains(rule);
        }

        /** Whether it holds what is paid with the period. */
        public boolean holds(Period period, ZoneId zone) {
            Instant end = until.plusDays(1).atStartOfDay(zone).toInstant();
            return !period.endExclusive().isAfter(end);
        }
    }
}
