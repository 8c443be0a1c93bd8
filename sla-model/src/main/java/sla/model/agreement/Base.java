package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A named amount of a period of which others are shares: an invoice, what of it is at risk, the part of a category (US
 * state data centre, R6: invoice × 10 % at risk × 50 % category × 40 % of the KPI).
 */
public record Base(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String of)
        implements Priced {}
