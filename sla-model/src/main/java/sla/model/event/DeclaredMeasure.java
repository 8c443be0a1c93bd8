package sla.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number that is not made of contacts, such as the availability of a system or staffed hours, for
 * {@code from <= t < to}.
 *
 * @param denominator absent for a plain amount
 * @param approver who answers for the number: a role or an office, never a person's name
 */
public record DeclaredMeasure(
        @JsonProperty(required = true) String vendor,
        @JsonProperty(required = true) String name,
        @Nullable String lot,
        @JsonProperty(required = true) Instant from,
        @JsonProperty(required = true) Instant to,
        @JsonProperty(required = true) BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @JsonProperty(required = true) String unit,
        @Nullable String approver)
        implements Content {}
