package sla.contract.statement;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.StatementId;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** A statement as the database gives it, before the clock and the currency have their say. */
record StatementRow(
        String agreement,
        String period,
        int version,
        String vendor,
        Instant periodEnd,
        String currency,
        BigDecimal bonus,
        BigDecimal malus,
        @Nullable BigDecimal charged,
        Instant evaluatedAt,
        @Nullable String freeze) {

    StatementSummary at(Instant now) {
        return new StatementSummary(
                new StatementId(agreement, period).toString(),
                StatementStatus.of(freeze),
                now.isBefore(periodEnd),
                agreement,
                version,
                vendor,
                period,
                Money.rounded(Ratio.of(bonus), currency),
                Money.rounded(Ratio.of(malus), currency),
                charged == null ? null : Money.rounded(Ratio.of(charged), currency),
                evaluatedAt,
                freeze);
    }
}
