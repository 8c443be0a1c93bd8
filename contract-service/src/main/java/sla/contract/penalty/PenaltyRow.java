package sla.contract.penalty;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** A line as the database gives it, before the clock and the currency have their say. */
record PenaltyRow(
        String agreement,
        String period,
        int position,
        int version,
        String vendor,
        Instant periodEnd,
        Instant evaluatedAt,
        String currency,
        String rule,
        @Nullable String window,
        @Nullable String kpi,
        @Nullable String clause,
        String shape,
        @Nullable BigDecimal value,
        @Nullable Unit unit,
        String step,
        String computation,
        BigDecimal amount,
        String sentence,
        @Nullable String freeze) {

    PenaltyLine at(Instant now) {
        return new PenaltyLine(
                agreement,
                version,
                vendor,
                period,
                now.isBefore(periodEnd),
                evaluatedAt,
                agreement + ':' + period,
                rule,
                window,
                kpi,
                clause,
                shape,
                value,
                unit,
                step,
                computation,
                LedgerSide.of(amount),
                Money.rounded(Ratio.of(amount), currency),
                sentence,
                freeze);
    }
}
