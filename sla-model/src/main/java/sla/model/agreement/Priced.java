package sla.model.agreement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is worth a fixed amount, or a share of a named base; exactly one of the two. */
public sealed interface Priced permits Base, Cap, TiersRule.Tier, LinearRule.Slope, BandsRule.Step {
    /** In the agreement's currency; null if it is a share. */
    @Nullable
    BigDecimal amount();

    /** How many per cent {@link #of}; null if it is a fixed amount. */
    @Nullable
    BigDecimal percent();

    /** The id of a {@link Base}. */
    @Nullable
    String of();
}
