package sla.evaluator.orphan;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.RecordListQuery;

/** Evaluations and survey answers that wait for their interaction. Parameters: source, vendor, limit, cursor. */
@Path("/v1/orphans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orphans")
public class OrphanResource {
    private final OrphanReader reader;

    OrphanResource(OrphanReader reader) {
        this.reader = reader;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Evaluations and survey answers without their interaction",
            description = "They count nowhere until the interaction they name comes, of the same vendor."
                    + " Parameters: source, vendor, limit, cursor.")
    public OrphanAnswer orphans(@Context UriInfo uri) throws SQLException {
        return reader.read(new QueryParameters(uri, RecordListQuery.PARAMETERS));
    }
}
