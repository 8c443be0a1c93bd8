package sla.contract.term;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which line somebody claims, as it is sent. */
record ClaimRequest(
        @Schema(description = "Agreement and period", examples = "helpdesk:2026-01")
        String statement,

        @Schema(
                description = "The rule, for a line of one of several windows with its label: asa@2026-01-16",
                examples = "service-level-tiers")
        String line,

        @Schema(description = "An office or a role, never a person's name", examples = "finance")
        String claimedBy,

        @Schema(description = "More about it, such as the number of a letter", examples = "letter 17") @Nullable
        String note) {}
