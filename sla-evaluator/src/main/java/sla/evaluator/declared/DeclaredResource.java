package sla.evaluator.declared;

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
import sla.model.event.EventType;

/** What sources say besides contacts. Parameters: source, vendor, from, to (instants), limit, cursor. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Declarations")
public class DeclaredResource {
    private final DeclaredReader reader;

    DeclaredResource(DeclaredReader reader) {
        this.reader = reader;
    }

    @GET
    @Path("/control-totals")
    @RunOnVirtualThread
    @Operation(
            summary = "Control totals",
            description = "How many interactions each source says it handled per queue and time."
                    + " Parameters: source, vendor, from, to, limit, cursor.")
    public DeclaredAnswer controlTotals(@Context UriInfo uri) throws SQLException {
        return read(EventType.CONTROL_TOTALS, uri);
    }

    @GET
    @Path("/declared-measures")
    @RunOnVirtualThread
    @Operation(
            summary = "Declared measures",
            description = "Numbers that are not made of contacts, such as availability or staffed hours."
                    + " Parameters: source, vendor, from, to, limit, cursor.")
    public DeclaredAnswer declaredMeasures(@Context UriInfo uri) throws SQLException {
        return read(EventType.DECLARED_MEASURE, uri);
    }

    private DeclaredAnswer read(EventType type, UriInfo uri) throws SQLException {
        return reader.read(type, new QueryParameters(uri, DeclaredReader.PARAMETERS));
    }
}
