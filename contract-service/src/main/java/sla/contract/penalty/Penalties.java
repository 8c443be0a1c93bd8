package sla.contract.penalty;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of lines with the totals of all pages, one per currency. */
record Penalties(
        List<PenaltyLine> items,

        @Schema(description = "Of all lines that fit the filter, not of this page alone; one per currency")
        List<PenaltyTotal> totals,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {}
