package sla.contract.difference;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Difference;

/** One page of differences. */
record DifferencePage(
        List<Difference> items,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {}
