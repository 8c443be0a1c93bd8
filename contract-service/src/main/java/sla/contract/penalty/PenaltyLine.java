package sla.contract.penalty;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;
import sla.model.number.Money;

/**
 * What one rule gives in one period.
 *
 * @param live whether the period still runs, so that the amount can change with every contact
 */
record PenaltyLine(
        String agreement,
        int version,
        String vendor,
        String period,

        @Schema(description = "Whether the period still runs: the amount is provisional")
        boolean live,

        Instant evaluatedAt,

        @Schema(description = "Id of the statement with the whole trace")
        String statement,

        String rule,

        @Schema(description = "Over what the KPI was measured, by its first day, where that is not the period")
        @Nullable
        String window,

        @Schema(description = "Absent if the rule pays on a total of points, counts periods, or settles other lines")
        @Nullable
        String kpi,

        @Nullable String clause,
        String shape,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal value,

        @Nullable Unit unit,
        String step,
        String computation,
        LedgerSide ledger,
        Money amount,
        String sentence,

        @Schema(description = "Id of the freeze: the line does not change any more; absent while it can") @Nullable
        String freeze) {}
