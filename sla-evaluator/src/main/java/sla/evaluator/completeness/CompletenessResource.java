package sla.evaluator.completeness;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether all that sources declare has come: control totals beside the contacts that count, and the rejected ones. */
@Path("/v1/completeness")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Completeness")
public class CompletenessResource {
    private final CompletenessParameters parameters;
    private final CompletenessReader reader;

    CompletenessResource(CompletenessParameters parameters, CompletenessReader reader) {
        this.parameters = parameters;
        this.reader = reader;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Declared against received contacts",
            description = "Per source, vendor, queue and span of time: contacts declared by control totals, received,"
                    + " missing, extra and rejected. Each declared interval is compared for itself, by the moment of"
                    + " offer, in the span in which it lies wholly. What nobody declared is 'not-declared', never"
                    + " 100 %. A row, or the total, that has lost counts because they are older than their source keeps"
                    + " them has no figures, and 'notKept' names source and months.")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "only this source; repeat it for several")
    @Parameter(
            name = "vendor",
            in = ParameterIn.QUERY,
            description = "only this vendor; repeat it for several",
            example = "meridian")
    @Parameter(name = "queue", in = ParameterIn.QUERY, description = "only this queue; repeat it for several")
    @Parameter(
            name = "agreement",
            in = ParameterIn.QUERY,
            description = "takes zone and vendor from the agreement",
            example = "meridian-service")
    @Parameter(name = "zone", in = ParameterIn.QUERY, description = "IANA zone of days and months")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "an instant, or a day or month of the zone; included. Today if absent",
            example = "2026-03-01")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "an instant, or a day or month of the zone; not included",
            example = "2026-04-01")
    @Parameter(
            name = "time",
            in = ParameterIn.QUERY,
            description = "total, interval, hour, day, month",
            example = "day")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            description = "source, vendor, queue; several with commas. All three if absent")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "'next' of the page before")
    public CompletenessAnswer completeness(@Context UriInfo uri) throws SQLException {
        return reader.read(parameters.read(uri));
    }
}
