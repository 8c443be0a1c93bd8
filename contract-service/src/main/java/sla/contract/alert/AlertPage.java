package sla.contract.alert;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of alerts. */
record AlertPage(
        List<AlertLine> items,

        @Schema(description = "Cursor of the next page; absent on the last") @Nullable
        String next) {}
