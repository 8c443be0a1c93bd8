package sla.ingest.rejection;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.model.event.InputPosition;

/** Was my record refused, and why? Each rejection has every reason, with a JSON pointer to the place. */
@Path("/v1/rejections")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "rejections", description = "Messages that were not accepted, kept for 30 days")
public class RejectionResource {
    private static final String EXAMPLE = """
            {"source": "meridian", "recordId": "call-20260301-004711", "revision": "1",
             "type": "sla.interaction.v1", "topic": "source.meridian.records", "partition": 2, "offset": 1841,
             "receivedAt": "2026-03-01T09:20:00.125Z",
             "reasons": [{"code": "INVALID_VALUE", "pointer": "/data/channel", "value": "fax",
                          "message": "channel must be one of: voice, chat, email"}],
             "size": 412, "raw": "eyJzcGVjdmVyc2lvbiI6IjEuMCIsLi4u", "state": "accepted",
             "retries": [{"retry": "channel-fax", "corrected": true, "requestedAt": "2026-03-02T08:00:00Z",
               "judgedAt": "2026-03-02T08:00:00.300Z", "outcome": "accepted", "recordId": "call-20260301-004711",
               "revision": "1", "effect": "counts", "explanation": "It was accepted as record call-20260301-004711,             revision 1. That revision is the one that counts."}]}""";

    private final RejectionRepository rejections;

    RejectionResource(RejectionRepository rejections) {
        this.rejections = rejections;
    }

    @GET
    @Operation(summary = "Rejections, the newest first")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = RejectionPage.class),
                            example = "{\"items\": [" + EXAMPLE + "], \"next\": \"MjAyNi0wMy0wMVQwOToyMDowMFo\"}"))
    @APIResponse(responseCode = "400", description = "A parameter is wrong; detail says which and what is allowed")
    public RejectionPage list(
            @Parameter(description = "Only of this source", example = "meridian") @QueryParam("source") @Nullable
                    String source,
            @Parameter(
                            description = "Only of the record with this id, where the id could be read; with source",
                            example = "call-20260301-004711")
                    @QueryParam("recordId")
                    @Nullable
                    String recordId,
            @Parameter(description = "Only with this reason among theirs", example = "MISSING_FIELD")
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
                    String to,
            @Parameter(
                            description = "Only in this state: open, waiting (for the judgement of a retry), accepted"
                                    + " (by a retry)",
                            example = "open")
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(description = "Only those that this retry took up", example = "channel-fax")
                    @QueryParam("retry")
                    @Nullable
                    String retry,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable String limit)
            throws SQLException {
        int size = RejectionQuery.limit(limit);
        return RejectionPage.of(
                rejections.find(new RejectionQuery(
                        RejectionFilter.parse(source, recordId, reason, from, to, state, retry),
                        RejectionQuery.cursor(cursor),
                        size + 1)),
                size);
    }

    /** Every source and reason at once: there are few of both. */
    record RejectionCounts(List<RejectionCount> items) {}

    @GET
    @Path("/counts")
    @Operation(summary = "How many rejections there are, by source and reason; one with two reasons is in both")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = RejectionCounts.class), example = """
                                    {"items": [{"source": "meridian", "reason": "INVALID_VALUE", "open": 3,
                                      "waiting": 0, "accepted": 12}]}"""))
    @APIResponse(responseCode = "400", description = "A parameter is wrong; detail says which and what is allowed")
    public RejectionCounts counts(
            @Parameter(description = "Only of this source", example = "meridian") @QueryParam("source") @Nullable
                    String source,
            @Parameter(description = "Only with this reason among theirs", example = "MISSING_FIELD")
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
        return new RejectionCounts(rejections.count(RejectionFilter.parse(source, null, reason, from, to, null, null)));
    }

    @GET
    @Path("/{topic}/{partition}/{offset}")
    @Operation(summary = "The rejection of the message at one place of an input topic")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = RejectionView.class), example = EXAMPLE))
    @APIResponse(responseCode = "404", description = "The message there was not rejected, or is not judged yet")
    public RejectionView one(
            @Parameter(example = "source.meridian.records") @PathParam("topic") String topic,
            @Parameter(example = "2") @PathParam("partition") String partition,
            @Parameter(example = "1841") @PathParam("offset") String offset)
            throws SQLException {
        return position(topic, partition, offset)
                .flatMap(this::find)
                .orElseThrow(
                        () -> HttpProblem.valueOf(
                                Status.NOT_FOUND,
                                "No rejection of a message at offset " + offset + " of partition " + partition + " of "
                                        + topic
                                        + ". It was accepted, is not judged yet, or was rejected longer ago than rejections are kept."));
    }

    private Optional<RejectionView> find(InputPosition input) {
        try {
            return rejections.find(input);
        } catch (SQLException e) {
            throw new IllegalStateException("The rejection cannot be read", e);
        }
    }

    private static Optional<InputPosition> position(String topic, String partition, String offset) {
        try {
            return Optional.of(new InputPosition(topic, Integer.parseInt(partition), Long.parseLong(offset)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
