package sla.contract.alert;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Whether one right is there in one period.
 *
 * @param live whether the period still runs, so that it can change with every contact
 */
record AlertLine(
        String agreement,
        int version,
        String vendor,
        String period,

        @Schema(description = "Whether the period still runs: the answer is provisional")
        boolean live,

        Instant evaluatedAt,

        @Schema(description = "Id of the statement with the whole trace")
        String statement,

        String alert,
        String title,
        @Nullable String clause,
        boolean raised,
        String sentence,

        @Schema(description = "Id of the freeze: the answer does not change any more; absent while it can") @Nullable
        String freeze) {}
