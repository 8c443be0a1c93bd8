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

/** The records behind a KPI, whatever looks at it: a rule, a gate, a charge, a relief, or nobody but a report. */
@Path("/v1/evaluations/{id}/kpis/{kpi}")
@Produces({MediaType.APPLICATION_JSON, EvidencePages.CSV})
@RunOnVirtualThread
@Tag(name = "Evidence", description = "The records that a line of a statement is made of")
public class KpiEvidenceResource {
    private final EvidencePages pages;
    private final PartsPages parts;

    KpiEvidenceResource(EvidencePages pages, PartsPages parts) {
        this.pages = pages;
        this.parts = parts;
    }

    @GET
    @Path("/records")
    @Operation(
            summary = "The records of a KPI, in the order of their moments",
            description = "What the records add sums up to the counts of the KPI. Of a frozen period those that counted"
                    + " then. Parameters: limit (1 to 10000, else 200), cursor, format (json or csv). As CSV the"
                    + " cursor of the next page is in the header Next-Cursor.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EvidenceAnswer.class)),
                @Content(mediaType = EvidencePages.CSV)
            })
    @APIResponse(responseCode = "404", description = "No such evaluation, or it has no such KPI")
    public Response records(
            @Parameter(example = "bank-inhouse:1999-01") @PathParam("id") String id,
            @Parameter(example = "asa-regular") @PathParam("kpi") String kpi,
            @Context UriInfo uri)
            throws SQLException {
        return pages.answer(LineId.ofKpi(id, kpi), uri);
    }

    @GET
    @Path("/parts")
    @Operation(
            summary = "The parts of which the value of a KPI is made, in order",
            description = "Each with its value, its counts and whether it was met or missed; one that is left out says"
                    + " why. Of a frozen period as it was frozen, else as the counts stand now. Parameters: limit (1 to"
                    + " 10000, else 200), cursor, format (json or csv). As CSV the cursor of the next page is in the"
                    + " header Next-Cursor.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PartsAnswer.class)),
                @Content(mediaType = EvidencePages.CSV)
            })
    @APIResponse(
            responseCode = "404",
            description = "No such evaluation, or it has no such KPI, or one that is not made of parts")
    @APIResponse(responseCode = "409", description = "What the period was evaluated by has been deleted")
    public Response parts(
            @Parameter(example = "bank-inhouse:1999-01") @PathParam("id") String id,
            @Parameter(example = "half-hours") @PathParam("kpi") String kpi,
            @Context UriInfo uri)
            throws SQLException {
        return parts.answer(LineId.ofKpi(id, kpi), uri);
    }
}
