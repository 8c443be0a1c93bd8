package sla.model.agreement;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Abandoned contacts / offered contacts, without the short abandons if the contract names a limit.
 *
 * @param shortAbandon abandons within this bound do not count as abandoned; absent means that all count
 * @param shortInDenominator whether short abandons stay in the denominator; without a limit it does not matter
 */
public record AbandonmentRate(@Nullable WaitBound shortAbandon, Boolean shortInDenominator) implements Metric {
    public AbandonmentRate {
        shortInDenominator = shortInDenominator != null && shortInDenominator;
    }

    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }

    @Override
    public Set<WaitBound> waitBounds() {
        return shortAbandon == null ? Set.of() : Set.of(shortAbandon);
    }

    @Override
    public boolean looksAtAbandoned() {
        return true;
    }

    @Override
    public boolean limitsAbandoned() {
        return shortAbandon != null;
    }
}
