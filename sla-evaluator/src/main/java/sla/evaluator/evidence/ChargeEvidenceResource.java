package sla.evaluator.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The records behind a charge: what is owed for work leads back to the work. */
@Path("/v1/evaluations/{id}/charges/{charge}/records")
@Produces({MediaType.APPLICATION_JSON, EvidencePages.CSV})
@RunOnVirtualThread
@Tag(name = "Evidence", description = "The records that a line of a statement is made of")
public class ChargeEvidenceResource {
    private final EvidencePages pages;

    ChargeEvidenceResource(EvidencePages pages) {
        this.pages = pages;
    }

    @GET
    @Operation(
            summary = "The records of what is charged, in the order of their moments",
            description =
                    "What the records add sums up to the counts of the charge's KPI. Of a frozen period those that"
                            + " counted then. Parameters: limit (1 to 10000, else 200), cursor, format (json or csv). As CSV the"
                            + " cursor of the next page is in the header Next-Cursor.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EvidenceAnswer.class)),
                @Content(mediaType = EvidencePages.CSV)
            })
    @APIResponse(
            responseCode = "404",
            description = "No such evaluation, or it has no such charge, or one without units")
    public Response records(
            @Parameter(example = "helpdesk:2026-03") @PathParam("id") String id,
            @Parameter(example = "calls") @PathParam("charge") String charge,
            @Context UriInfo uri)
            throws SQLException {
        return pages.answer(LineId.ofCharge(id, charge), uri);
    }
}
