package sla.contract.source;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.JsonBody;
import sla.contract.http.Page;
import sla.contract.http.Problems;
import sla.contract.http.PutAnswer;
import sla.model.registration.SourceRegistration;

@Path("/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sources", description = "Systems that report, and what they may speak for")
public class SourceResource {
    private static final String EXAMPLE = """
            {"id": "bank", "title": "Telephone platform of the bank, 1999", "vendors": ["bank"],
             "types": ["interaction"], "clockResolution": "PT1S", "revisions": "number",
             "tolerance": "PT2S", "usualDelay": "PT15M", "sample": true, "factsKept": "P13M",
             "pseudonymsKept": "P6M", "countsKept": "P37M"}""";

    private final Sources sources;

    SourceResource(Sources sources) {
        this.sources = sources;
    }

    @GET
    @Operation(summary = "All sources, by id")
    public Page<SourceRegistration> list(
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        int size = Page.size(limit);
        Cursor after = Cursor.parse(cursor, 1);
        return Page.of(
                sources.after(after == null ? "" : after.key().getFirst(), size + 1),
                size,
                source -> Cursor.after(source.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One source", description = "The ETag is for If-Match on the next PUT.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SourceRegistration.class), example = EXAMPLE))
    @APIResponse(responseCode = "404", description = "No such source")
    public Response one(@PathParam("id") String id, @Context Request request) {
        return sources.find(id)
                .map(kept -> ConditionalAnswer.of(request, kept))
                .orElseThrow(() -> Problems.notFound("There is no source '" + id + "'. GET /v1/sources lists them."));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Registers or changes a source",
            description =
                    "What is left out gets its default: clockResolution PT0.001S, revisions number, tolerance"
                            + " PT2S, usualDelay PT15M, factsKept P13M (its records are deleted so long after the end of their"
                            + " month, and the month is sealed), pseudonymsKept P6M (the same for those of persons in"
                            + " them), countsKept P37M (the same for what was counted of them; at least a month longer than"
                            + " factsKept, and that long if left out). The same content again changes nothing and publishes nothing.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SourceRegistration.class), example = EXAMPLE))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SourceRegistration.class)))
    @APIResponse(responseCode = "201", description = "It was not registered before")
    @APIResponse(responseCode = "409", description = "The kind of revisions never changes")
    @APIResponse(responseCode = "412", description = "If-Match is stale")
    @APIResponse(responseCode = "422", description = "The body is incomplete or wrong, or names unknown vendors")
    public Response put(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body,
            @Context UriInfo uri) {
        SourceRegistration source =
                JsonBody.parse(body).withId(id).as(SourceRegistration.class, "title", "vendors", "types");
        List<FieldError> errors = SourceCheck.errors(source);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return PutAnswer.of(sources.put(source, IfMatch.of(ifMatch)), uri);
    }
}
