package sla.contract.term;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.AskedNames;
import sla.contract.http.Cursor;
import sla.contract.http.Page;
import sla.contract.http.Problems;

@Path("/v1/claims/open")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "claims")
public class OpenClaimResource {
    private final OpenClaims open;
    private final AskedNames names;

    OpenClaimResource(OpenClaims open, AskedNames names) {
        this.names = names;
        this.open = open;
    }

    @GET
    @Operation(
            summary = "Lines that can be claimed and that nobody has claimed, the next one to lapse first",
            description =
                    "Those of periods that are over, by the clock of the service. What was withdrawn is among them as"
                            + " long as it is not late.")
    @APIResponse(responseCode = "404", description = "There is no vendor or agreement of that name")
    @APIResponse(responseCode = "400", description = "A parameter that is unknown or cannot be read")
    public Page<OpenClaim> list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "Only what has this day or an earlier one as its last", example = "2026-03-31")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        int size = Page.size(limit);
        List<OpenClaim> found = open.find(vendor, agreement, day(by), Cursor.parse(cursor, 4), size + 1);
        return Page.of(names.check(found, vendor, agreement), size, OpenClaims::cursor);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw Problems.malformed("The query parameter 'by' must be a day, such as 2026-03-31.");
        }
    }
}
