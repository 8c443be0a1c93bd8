package sla.contract.term;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.AskedNames;
import sla.contract.evaluation.StatementId;
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.IfMatch;
import sla.contract.http.JsonBody;
import sla.contract.http.Kept;
import sla.contract.http.Page;
import sla.contract.http.Problems;
import sla.contract.http.Stored;
import sla.model.term.Claim;
import sla.model.term.TermStatus;

@Path("/v1/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "claims", description = "Malus that lapses unless it is claimed by a day")
public class ClaimResource {
    private static final Set<TermStatus> STATUSES = EnumSet.of(TermStatus.CLAIMED, TermStatus.WITHDRAWN);
    private static final String CLAIM = """
            {"statement": "bank-inhouse:1999-02", "line": "service-level-tiers", "claimedBy": "finance"}""";
    private static final String WITHDRAWAL = """
            {"by": "finance", "note": "waived in the review of 10 March"}""";

    private final Claims claims;
    private final AskedNames names;

    ClaimResource(Claims claims, AskedNames names) {
        this.names = names;
        this.claims = claims;
    }

    @GET
    @Operation(summary = "All claims, by id")
    @APIResponse(responseCode = "404", description = "There is no agreement of that name")
    public Page<Claim> list(
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "Agreement and period", example = "bank-inhouse:1999-02")
                    @QueryParam("statement")
                    @Nullable
                    String statement,
            @Parameter(description = "claimed or withdrawn", example = "claimed") @QueryParam("status") @Nullable
                    String status,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        if ("open".equals(status) || "lapsed".equals(status)) {
            throw Problems.malformed(
                    "What is " + status + " nobody has claimed, so it is no claim. GET /v1/claims/open"
                            + " lists what can be claimed; 'claims' of a statement names every line that has to be, with its state.");
        }
        int size = Page.size(limit);
        Cursor after = Cursor.parse(cursor, 1);
        StatementId of = statement == null
                ? null
                : StatementId.parse(statement)
                        .orElseThrow(
                                () -> Problems.malformed("The query parameter 'statement' must be agreement:period,"
                                        + " such as bank-inhouse:1999-01."));
        return Page.of(
                names.check(
                        claims.after(
                                after == null ? "" : after.key().getFirst(),
                                agreement,
                                of,
                                StatusWord.parse(status, STATUSES),
                                size + 1),
                        null,
                        agreement),
                size,
                claim -> Cursor.after(claim.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One claim with its history", description = "The ETag is for If-Match on its withdrawal.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Claim.class)))
    @APIResponse(responseCode = "404", description = "No such claim")
    public Response one(
            @Parameter(description = "Statement and line", example = "bank-inhouse:1999-02:service-level-tiers")
                    @PathParam("id")
                    String id,
            @Context Request request) {
        return claims.find(id).map(kept -> ConditionalAnswer.of(request, kept)).orElseThrow(() -> Claims.notFound(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Claims what a line of a statement gives",
            description = "From the end of the period to the last day that the line names, in the contract's zone; from"
                    + " then on it is paid. The same office may repeat it, which changes nothing; what was withdrawn can"
                    + " be claimed anew, as long as it is not late.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimRequest.class), example = CLAIM))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Claim.class)))
    @APIResponse(responseCode = "200", description = "It had been claimed before, or is claimed anew")
    @APIResponse(
            responseCode = "409",
            description = "It has lapsed, its period still runs, it gives no malus, or another office has claimed it")
    @APIResponse(
            responseCode = "422",
            description = "The body is incomplete or wrong, there is no such line, or it needs no claim")
    public Response claim(byte[] body, @Context UriInfo uri) {
        Stored<Claim> stored =
                claims.claim(JsonBody.parse(body).as(ClaimRequest.class, "statement", "line", "claimedBy"));
        Kept<Claim> kept = stored.kept();
        Response.ResponseBuilder answer = stored instanceof Stored.Created<Claim>
                ? Response.created(uri.getAbsolutePathBuilder()
                        .path("{id}")
                        .build(kept.value().id()))
                : Response.ok();
        return answer.entity(kept.value()).tag(new EntityTag(kept.tag())).build();
    }

    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Takes a claim back",
            description =
                    "At any time. What it claimed pays nothing then; the claim stays to be seen, with the note that"
                            + " says why.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermDecision.class), example = WITHDRAWAL))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Claim.class)))
    @APIResponse(responseCode = "409", description = "It has been withdrawn already")
    @APIResponse(responseCode = "422", description = "The body is wrong, or does not say why")
    public Response withdraw(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        TermDecision decision = JsonBody.parse(body).as(TermDecision.class, "by");
        Kept<Claim> kept = claims.withdraw(id, decision, IfMatch.of(ifMatch));
        return Response.ok(kept.value()).tag(new EntityTag(kept.tag())).build();
    }
}
