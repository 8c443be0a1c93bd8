package sla.evaluator.arrival;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.evaluator.http.QueryParameters;

/** Which sources send as they usually do, and which have fallen silent. */
@Path("/v1/arrivals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Completeness")
public class ArrivalResource {
    private final ArrivalReader reader;

    ArrivalResource(ArrivalReader reader) {
        this.reader = reader;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Sources that send, and sources that are silent",
            description =
                    "A source is silent if, since its last record, at least 'enough' records came at the same times"
                            + " in each of the four weeks before. Shows the last record, since when records are missed, and how"
                            + " many came in which week. Sources marked as samples are not watched.")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "only this source; repeat it for several")
    public ArrivalAnswer arrivals(@Context UriInfo uri) throws SQLException {
        Set<String> wanted = new HashSet<>(new QueryParameters(uri, Set.of("source")).each("source"));
        ArrivalAnswer all = reader.read();
        return new ArrivalAnswer(
                all.asOf(),
                all.enough(),
                all.sources().stream()
                        .filter(source -> wanted.isEmpty() || wanted.contains(source.source()))
                        .toList());
    }
}
