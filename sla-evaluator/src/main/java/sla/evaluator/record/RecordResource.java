package sla.evaluator.record;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.evaluator.http.QueryParameters;

/** Was my record taken, does it count, and if not, why? */
@Path("/v1/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Records")
public class RecordResource {
    private final RecordReader reader;

    RecordResource(RecordReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("/{source}/{recordId: .+}")
    @RunOnVirtualThread
    @Operation(
            summary = "What became of one record",
            description = "Its state, every revision that was accepted, every message that was refused, and the KPIs"
                    + " and periods in which it counts now. A message that repeats a revision with the same content"
                    + " leaves no trace.")
    public RecordAnswer record(
            @Parameter(example = "bank") @PathParam("source") String source,
            @Parameter(example = "990101-AA0101-33118") @PathParam("recordId") String recordId,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters.none(uri);
        return reader.read(source, recordId)
                .orElseThrow(() -> QueryParameters.notFound("No record '" + recordId + "' of source '" + source
                        + "' has been received. If it was pushed a moment ago, try again in a second; if it was refused"
                        + " without a readable id, see /v1/rejections of sla-ingest."));
    }
}
