package sla.contract.term;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.term.Claim;

/** A line that can be claimed today, and that nobody has. */
record OpenClaim(
        @Schema(description = "The last day on which it can be claimed, in the contract's zone")
        LocalDate by,

        String agreement,
        String vendor,
        String period,

        @Schema(description = "Id of the statement, as POST /v1/claims takes it")
        String statement,

        @Schema(description = "As POST /v1/claims takes it") String line,

        @Nullable String clause,

        @Schema(
                description =
                        "What it gives before caps; absent of a share of the next period's charge, and where only the"
                                + " difference of a frozen period has it")
        @Nullable
        Money beforeCaps,

        String sentence,

        @Schema(description = "Absent unless it was claimed once, and withdrawn") @Nullable
        Claim claim) {}
