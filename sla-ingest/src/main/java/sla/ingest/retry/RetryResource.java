package sla.ingest.retry;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.ingest.rejection.RejectionFilter;
import sla.runtime.http.QueryProblems;

/** Has rejected messages judged once more, after a registration, a limit or a defect was mended. */
@Path("/v1/retries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "retries", description = "Judging rejected messages once more")
public class RetryResource {
    static final String EXAMPLE = """
            {"id": "registered-meridian", "request": "source=meridian&reason=SOURCE_NOT_REGISTERED",
             "requestedAt": "2026-03-02T08:00:00Z", "matched": 120, "more": false, "sent": 120, "waiting": 0,
             "accepted": 118, "rejected": 2, "gone": 0, "expired": 0, "rejectedByReason": {"MISSING_FIELD": 2},
             "acceptedByEffect": {"counts": 117, "same-content": 1}, "done": true}""";

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Retries retries;
    private final RetryTable table;

    RetryResource(Retries retries, RetryTable table) {
        this.retries = retries;
        this.table = table;
    }

    record RetryList(List<Retry> items) {}

    @GET
    @Operation(summary = "The newest retries, newest first")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = RetryList.class),
                            example = "{\"items\": [" + EXAMPLE + "]}"))
    public RetryList list(
            @Parameter(description = "How many, 1 to 100, else 20") @QueryParam("limit") @Nullable String limit)
            throws SQLException {
        return new RetryList(table.newest(limit(limit)));
    }

    @GET
    @Path("/{id}")
    @Operation(
            summary = "One retry: how far it is and what came of it",
            description = "GET /v1/rejections?retry={id} has each rejection with its history.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Retry.class), example = EXAMPLE))
    @APIResponse(responseCode = "404", description = "No such retry")
    public Retry one(@Parameter(example = "registered-meridian") @PathParam("id") String id) throws SQLException {
        return table.find(id).orElseThrow(() -> RetryProblem.noRetry(id));
    }

    @POST
    @Operation(
            summary = "Retries all open rejections that match, the oldest first, at most 100,000",
            description = "The answer names the retry; GET it until it is done. The same id again does nothing more."
                    + " Without filters all open rejections are retried.")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = Retry.class), example = EXAMPLE))
    @APIResponse(responseCode = "400", description = "A parameter is wrong; detail says which and what is allowed")
    @APIResponse(responseCode = "409", description = "The id is that of another retry")
    public Response retry(
            @Parameter(description = "Your name for this retry", example = "registered-meridian", required = true)
                    @QueryParam("id")
                    @Nullable
                    String id,
            @Parameter(description = "Only of this source", example = "meridian") @QueryParam("source") @Nullable
                    String source,
            @Parameter(description = "Only of the record with this id; with source") @QueryParam("recordId") @Nullable
                    String recordId,
            @Parameter(description = "Only with this reason among theirs", example = "SOURCE_NOT_REGISTERED")
                    @QueryParam("reason")
                    @Nullable
                    String reason,
            @Parameter(description = "Received at this instant or later", example = "2026-03-01T00:00:00Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "Received before this instant", example = "2026-04-01T00:00:00Z")
                    @QueryParam("to")
                    @Nullable
                    String to)
            throws SQLException {
        String known = requireId(id);
        retries.request(known, RejectionFilter.parse(source, recordId, reason, from, to, null, null));
        return accepted(known);
    }

    static String requireId(@Nullable String id) {
        if (id == null || !id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw RetryProblem.badId();
        }
        return id;
    }

    Response accepted(String id) throws SQLException {
        return Response.accepted(one(id))
                .location(URI.create("/v1/retries/" + id))
                .build();
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw QueryProblems.notWithin("limit", 1, MOST, text);
    }
}
