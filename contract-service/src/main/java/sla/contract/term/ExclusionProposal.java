package sla.contract.term;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.term.ExclusionKind;

/**
 * What somebody proposes to leave out, as it is sent.
 *
 * @param records each {@code source/recordId}
 */
record ExclusionProposal(
        String id,
        String agreement,
        ExclusionKind kind,

        @Schema(description = "Why, in words", examples = "CRM down, ticket 4711")
        String reason,

        @Schema(description = "A whole minute, with its offset", examples = "2026-01-14T10:07:00+01:00") @Nullable
        String from,

        @Schema(description = "The first minute that is not left out", examples = "2026-01-14T10:52:00+01:00") @Nullable
        String to,

        @Schema(description = "Lots of the agreement; all of them if absent") @Nullable
        List<String> lots,

        @Schema(description = "Instead of lots: KPIs of the agreement. Absent: all but those a charge is made of")
        @Nullable
        List<String> kpis,

        @Schema(description = "Instead of from and to: single records, each source/recordId") @Nullable
        List<String> records,

        @Schema(description = "An office or a role, never a person's name", examples = "vendor-operations")
        String proposer) {}
