package sla.evaluator.unmatched;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.seal.NotKept;

/** Contacts that are counted and that no contract looks at: usually a queue that somebody forgot or misspelt. */
@Path("/v1/unmatched")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Unmatched")
public class UnmatchedResource {
    private final UnmatchedReader reader;

    UnmatchedResource(UnmatchedReader reader) {
        this.reader = reader;
    }

    /**
     * @param notKept counts that have been deleted, and with them the contacts in no lot that were in them; absent if all
     *     are kept
     * @param queues those with contacts in no lot, by source, vendor and queue
     * @param next cursor of the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UnmatchedAnswer(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NotKept> notKept,
            List<UnmatchedQueue> queues,
            @Nullable String next) {}

    /**
     * @param contacts of all outcomes that were in no lot
     * @param firstInterval start of the first quarter-hour with such a contact
     * @param lastInterval start of the last
     */
    public record UnmatchedQueue(
            String source,
            String vendor,
            @Nullable String site,
            String queue,
            String channel,
            @Nullable String language,
            @Nullable String line,
            @Nullable String direction,
            long contacts,
            Instant firstInterval,
            Instant lastInterval) {}

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Queues with contacts that no lot covers",
            description = "Every combination of dimensions with contacts that were in no lot of any agreement when they"
                    + " came. A lot takes contacts only while its version of the agreement holds. 'notKept' names the"
                    + " months that cannot be looked at any more.")
    @Parameter(
            name = "vendor",
            in = ParameterIn.QUERY,
            description = "only this vendor; repeat it for several",
            example = "meridian")
    @Parameter(name = "source", in = ParameterIn.QUERY, description = "only this source; repeat it for several")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "at most so many queues, 200 if absent")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "the next of the page before")
    public UnmatchedAnswer unmatched(@Context UriInfo uri) throws SQLException {
        return reader.read(new QueryParameters(uri, Set.of("vendor", "source", "limit", "cursor")));
    }
}
