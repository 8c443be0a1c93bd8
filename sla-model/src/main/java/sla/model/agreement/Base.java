package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/**
 * A named amount of a period of which others are shares: an invoice, what of it is at risk, the part of a category (US
 * state data centre, R6: invoice × 10 % at risk × 50 % category × 40 % of the KPI), or what is charged.
 *
 * @param charges the ids of those whose sum it is, as they are rounded
 * @param period whose charges these are; absent means this one
 * @param startMonth a month in which its quarters or years start, 1 to 12; absent means 1
 */
public record Base(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        @Nullable String clause,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String of,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> charges,
        @Nullable ChargedPeriod period,
        @Nullable Integer startMonth)
        implements Priced {
    public Base {
        charges = charges == null ? List.of() : List.copyOf(charges);
    }

    /** Whose charges a share is of. */
    public enum ChargedPeriod {
        @JsonProperty("this")
        THIS,
        /** Of the period before, and nothing if there is none. */
        @JsonProperty("previous")
        PREVIOUS,
        /** Of the period after: shares of it are paid with that one. */
        @JsonProperty("next")
        NEXT,
        /** Of the periods that have begun in the same quarter, the one that is evaluated included. */
        @JsonProperty("quarter")
        QUARTER,
        @JsonProperty("year")
        YEAR,
        @JsonProperty("contract")
        CONTRACT;

        boolean hasSpans() {
            return this == QUARTER || this == YEAR;
        }
    }

    /** Whose charges it is made of. */
    public ChargedPeriod chargedPeriod() {
        return period == null ? ChargedPeriod.THIS : period;
    }

    /** The spans over which its charges are added up; empty if it is none of quarters or years. */
    public Optional<Cycle> cycle(Cycle periods) {
        return switch (chargedPeriod()) {
            case QUARTER -> Optional.of(new Cycle(Every.QUARTER, periods.startDay(), startMonth));
            case YEAR -> Optional.of(new Cycle(Every.YEAR, periods.startDay(), startMonth));
            case THIS, PREVIOUS, NEXT, CONTRACT -> Optional.empty();
        };
    }

    /** Whether it is about another period than the one that is evaluated. */
    public boolean looksBack() {
        return chargedPeriod() != ChargedPeriod.THIS;
    }
}
