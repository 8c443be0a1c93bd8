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
@Path("/v1/evaluations/{id}/kpis/{kpi}/records")
@Produces({MediaType.APPLICATION_JSON, EvidencePages.CSV})
@RunOnVirtualThread
@Tag(name = "Evidence", description = "The records that a line of a statement is made of")
public class KpiEvidenceResource {
    private final EvidencePages pages;

    KpiEvidenceResource(EvidencePages pages) {
        this.pages = pages;
    }

    @GET
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
}
