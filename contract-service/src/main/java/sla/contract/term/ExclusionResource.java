package sla.contract.term;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.IfMatch;
import sla.contract.http.JsonBody;
import sla.contract.http.Kept;
import sla.contract.http.Page;
import sla.contract.http.PutAnswer;
import sla.model.term.Exclusion;
import sla.model.term.TermStatus;

@Path("/v1/exclusions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "exclusions", description = "What KPIs leave out: proposed by one side, approved or refused by the other")
public class ExclusionResource {
    private static final Set<TermStatus> STATUSES = EnumSet.complementOf(EnumSet.of(TermStatus.CLAIMED));
    private static final String PROPOSAL = """
            {"agreement": "bank-inhouse", "kind": "client-system-down", "reason": "CRM down, ticket 4711",
             "from": "1999-01-14T10:07:00+02:00", "to": "1999-01-14T10:52:00+02:00", "lots": ["regular-service"],
             "proposer": "vendor-operations"}""";
    private static final String DECISION = """
            {"by": "contract-management", "note": "seen in our monitoring"}""";

    private final Exclusions exclusions;
    private final AskedNames names;

    ExclusionResource(Exclusions exclusions, AskedNames names) {
        this.names = names;
        this.exclusions = exclusions;
    }

    @GET
    @Operation(summary = "All exclusions, by id")
    @APIResponse(responseCode = "404", description = "There is no agreement of that name")
    public Page<Exclusion> list(
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "proposed, approved, refused, withdrawn or revoked", example = "proposed")
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        int size = Page.size(limit);
        Cursor after = Cursor.parse(cursor, 1);
        return Page.of(
                names.check(
                        exclusions.after(
                                after == null ? "" : after.key().getFirst(),
                                agreement,
                                StatusWord.parse(status, STATUSES),
                                size + 1),
                        null,
                        agreement),
                size,
                exclusion -> Cursor.after(exclusion.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One exclusion with its history", description = "The ETag is for If-Match on the decision.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "404", description = "No such exclusion")
    public Response one(@PathParam("id") String id, @Context Request request) {
        return exclusions
                .find(id)
                .map(kept -> ConditionalAnswer.of(request, kept))
                .orElseThrow(() -> Exclusions.notFound(id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Proposes an exclusion",
            description = "Of a range of minutes (from, to), for some lots or all, or of single records"
                    + " (records: [\"source/recordId\"]). It changes nothing until it is approved, and is never changed"
                    + " itself: the same again changes nothing, anything else needs another id.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ExclusionProposal.class), example = PROPOSAL))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "200", description = "It had been proposed before")
    @APIResponse(responseCode = "409", description = "There is another exclusion of that id")
    @APIResponse(responseCode = "422", description = "The body is incomplete or wrong, or does not fit the agreement")
    public Response propose(@PathParam("id") String id, byte[] body, @Context UriInfo uri) {
        ExclusionProposal proposal =
                JsonBody.parse(body).withId(id).as(ExclusionProposal.class, "agreement", "kind", "reason", "proposer");
        return PutAnswer.of(exclusions.propose(proposal), uri);
    }

    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Approves what was proposed",
            description = "By another office than the one that proposed it. From then on KPIs leave it out.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermDecision.class), example = DECISION))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "409", description = "It is decided already, or was withdrawn")
    @APIResponse(responseCode = "422", description = "The body is wrong, or of the office that proposed it")
    public Response approve(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        return decide(id, TermStatus.APPROVED, ifMatch, body);
    }

    @POST
    @Path("/{id}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Refuses what was proposed", description = "By another office; the note says why.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermDecision.class), example = DECISION))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "409", description = "It is decided already, or was withdrawn")
    public Response refuse(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        return decide(id, TermStatus.REFUSED, ifMatch, body);
    }

    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes a proposal back", description = "As long as nobody has decided on it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermDecision.class), example = DECISION))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "409", description = "It is decided already: an approved one can be revoked")
    public Response withdraw(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        return decide(id, TermStatus.WITHDRAWN, ifMatch, body);
    }

    @POST
    @Path("/{id}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ends an approved exclusion",
            description = "What it left out counts again. It stays to be seen, with the note that says why.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TermDecision.class), example = DECISION))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Exclusion.class)))
    @APIResponse(responseCode = "409", description = "It is not approved")
    public Response revoke(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        return decide(id, TermStatus.REVOKED, ifMatch, body);
    }

    private Response decide(String id, TermStatus next, @Nullable String ifMatch, byte[] body) {
        TermDecision decision = JsonBody.parse(body).as(TermDecision.class, "by");
        Kept<Exclusion> kept = exclusions.decide(id, next, decision, IfMatch.of(ifMatch));
        return Response.ok(kept.value()).tag(new EntityTag(kept.tag())).build();
    }
}
