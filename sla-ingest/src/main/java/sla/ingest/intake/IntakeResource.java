package sla.ingest.intake;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.ingest.source.SourceTable;

/** What came of each source's messages. The numbers are exact: each message counts once, whatever failed meanwhile. */
@Path("/v1/intake")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "intake", description = "Accepted and rejected messages per source")
public class IntakeResource {
    private static final String EXAMPLE = """
            {"source": "meridian", "registered": true, "accepted": 31022, "rejected": 17,
             "acceptedByRetry": 3,
             "acceptedByType": {"interaction": 31018, "retraction": 4},
             "rejectedByReason": {"CONTRADICTION": 2, "MISSING_FIELD": 15},
             "newestRecord": "2026-03-01T09:15:00.250Z", "lastSeen": "2026-03-01T09:20:00.125Z"}""";

    private final IntakeRepository intake;
    private final SourceTable sources;

    IntakeResource(IntakeRepository intake, SourceTable sources) {
        this.intake = intake;
        this.sources = sources;
    }

    /** All sources at once: their number is limited by registration and by who may create topics. */
    record IntakeList(List<IntakeView> items) {}

    @GET
    @Operation(
            summary = "The intake of every source, by id",
            description = "Registered sources that never sent anything are listed with zeros, and sources that sent"
                    + " without being registered are listed as such.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = IntakeList.class),
                            example = "{\"items\": [" + EXAMPLE + "]}"))
    public IntakeList list() throws SQLException {
        return new IntakeList(List.copyOf(intake.all(sources.current().keySet()).values()));
    }

    @GET
    @Path("/{source}")
    @Operation(summary = "The intake of one source")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = IntakeView.class), example = EXAMPLE))
    @APIResponse(responseCode = "404", description = "The source is not registered and never sent anything")
    public IntakeView one(@Parameter(example = "meridian") @PathParam("source") String source) throws SQLException {
        IntakeView view = intake.all(sources.current().keySet()).get(source);
        if (view == null) {
            throw HttpProblem.valueOf(
                    Status.NOT_FOUND,
                    "There is no source '" + source + "', and nothing came by that name. GET /v1/intake lists them.");
        }
        return view;
    }
}
