package sla.ingest.retry;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.ingest.event.MessageValue;
import sla.model.event.InputPosition;

/** Has one rejected message judged once more. */
@Path("/v1/rejections/{topic}/{partition}/{offset}/retry")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "retries")
public class RejectionRetryResource {
    private final Retries retries;
    private final RetryResource resource;

    RejectionRetryResource(Retries retries, RetryResource resource) {
        this.retries = retries;
        this.resource = resource;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Retries one rejection, as it came or corrected",
            description =
                    "Without a body the message is judged as it came. A body is the whole corrected event, at most"
                            + " 262,144 bytes, and is judged in its stead: it keeps the record's id, if that could be read. The"
                            + " same id again does nothing more.")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Retry.class), example = RetryResource.EXAMPLE))
    @APIResponse(responseCode = "400", description = "The id is missing or is none")
    @APIResponse(responseCode = "404", description = "There is no such rejection (any more)")
    @APIResponse(
            responseCode = "409",
            description = "A retry of it was accepted, or is under way; the message is too large to be accepted as it"
                    + " is; or the id is that of another retry")
    @APIResponse(responseCode = "410", description = "The whole message is no longer kept; it can only be corrected")
    @APIResponse(responseCode = "413", description = "The corrected record is too large")
    public Response retry(
            @Parameter(example = "source.meridian.records") @PathParam("topic") String topic,
            @Parameter(example = "2") @PathParam("partition") String partition,
            @Parameter(example = "1841") @PathParam("offset") String offset,
            @Parameter(description = "Your name for this retry", example = "channel-fax", required = true)
                    @QueryParam("id")
                    @Nullable
                    String id,
            byte @Nullable [] correction)
            throws SQLException {
        String known = RetryResource.requireId(id);
        if (correction != null && correction.length > MessageValue.LARGEST) {
            throw RetryProblem.tooLargeCorrection(correction.length, MessageValue.LARGEST);
        }
        retries.request(
                known,
                position(topic, partition, offset),
                correction == null || correction.length == 0 ? null : correction);
        return resource.accepted(known);
    }

    private static InputPosition position(String topic, String partition, String offset) {
        try {
            return new InputPosition(topic, Integer.parseInt(partition), Long.parseLong(offset));
        } catch (NumberFormatException _) {
            throw RetryProblem.noRejection(topic + '/' + partition + '/' + offset);
        }
    }
}
