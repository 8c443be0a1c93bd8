package sla.contract.term;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who decides, and why. */
record TermDecision(
        @Schema(description = "An office or a role, never a person's name", examples = "contract-management")
        String by,

        @Schema(description = "Why; needed to refuse and to revoke", examples = "seen in our monitoring") @Nullable
        String note) {}
