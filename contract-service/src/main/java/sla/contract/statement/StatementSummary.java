package sla.contract.statement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;

/**
 * A statement in a list.
 *
 * @param charged what is owed for the work; absent if the agreement has no charges
 * @param freeze id of the freeze; absent while the statement follows the data
 */
record StatementSummary(
        String id,
        StatementStatus status,
        boolean live,
        String agreement,
        int version,
        String vendor,
        String period,
        Money bonus,
        Money malus,
        @Nullable Money charged,
        Instant evaluatedAt,
        @Nullable String freeze) {}
