package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.model.time.Period;

/** What is not held against the vendor, as far as the contract says it beforehand. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Relief.RampUp.class, name = "ramp-up"),
    @JsonSubTypes.Type(value = Corridor.class, name = "corridor"),
    @JsonSubTypes.Type(value = Relief.Maintenance.class, name = "maintenance")
})
public sealed interface Relief permits Relief.RampUp, Corridor, Relief.Maintenance {
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
            case Maintenance _ -> "maintenance";
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

    /**
     * What exclusions of the kind {@code planned-maintenance} have to keep to. The register refuses those that do not.
     *
     * @param noticeDays how many days before it begins it is proposed at the latest
     * @param mostHours of a period; minutes of which several exclusions leave something out count once
     */
    record Maintenance(
            @JsonProperty(required = true) String id,
            @Nullable String clause,
            @Nullable Integer noticeDays,
            @Nullable BigDecimal mostHours)
            implements Relief {
        /** That of an agreement; empty if it sets no bounds. */
        public static Optional<Maintenance> of(Agreement agreement) {
            return agreement.relief().stream()
                    .filter(Maintenance.class::isInstance)
                    .map(Maintenance.class::cast)
                    .findFirst();
        }

        /** {@code proposed at least 5 days before it begins, at most 8 hours of a period}. */
        public String describe() {
            return Stream.of(
                            noticeDays == null
                                    ? null
                                    : "proposed at least " + noticeDays + (noticeDays == 1 ? " day" : " days")
                                            + " before it begins",
                            mostHours == null ? null : "at most " + mostHours.toPlainString() + " hours of a period")
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(", "));
        }
    }
}
