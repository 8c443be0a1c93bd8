package sla.contract.statement;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of statements. */
record StatementPage(
        List<StatementSummary> items,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {}
