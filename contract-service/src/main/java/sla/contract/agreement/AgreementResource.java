package sla.contract.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.AskedNames;
import sla.contract.http.Cursor;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Page;
import sla.contract.http.Utf8;

/** Agreements as a whole; {@link AgreementVersionResource} has their versions. */
@Path("/v1/agreements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "agreements", description = "Contracts as documents: drafts, versions, activation")
public class AgreementResource {
    static final String YAML = "application/yaml";

    private final Agreements agreements;
    private final AgreementLife life;
    private final AskedNames names;

    AgreementResource(Agreements agreements, AgreementLife life, AskedNames names) {
        this.names = names;
        this.agreements = agreements;
        this.life = life;
    }

    @GET
    @Operation(summary = "All agreements with their versions, by id")
    @APIResponse(responseCode = "404", description = "There is no vendor of that name")
    public Page<AgreementHistory> list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        int size = Page.size(limit);
        Cursor after = Cursor.parse(cursor, 1);
        return Page.of(
                names.check(
                        agreements.after(after == null ? "" : after.key().getFirst(), vendor, size + 1), vendor, null),
                size,
                history -> Cursor.after(history.agreement()));
    }

    @GET
    @Path("/{agreement}")
    @Operation(summary = "One agreement with its versions, oldest first")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = AgreementHistory.class),
                            example = AgreementExamples.HISTORY))
    @APIResponse(responseCode = "404", description = "No such agreement")
    public AgreementHistory one(@PathParam("agreement") String agreement) {
        return agreements.history(agreement).orElseThrow(() -> AgreementProblems.notFound(agreement));
    }

    @POST
    @Consumes({YAML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Keeps a document as a draft",
            description = "The document names its agreement and version: the next one, or that of the draft it"
                    + " replaces. Its form is at /v1/schemas/agreement-v1.json.")
    @RequestBody(content = @Content(mediaType = YAML, example = AgreementExamples.DOCUMENT))
    @APIResponse(
            responseCode = "201",
            description = "A draft; what people regret is in 'warnings'",
            content =
                    @Content(
                            schema = @Schema(implementation = AgreementVersion.class),
                            example = AgreementExamples.VERSION))
    @APIResponse(responseCode = "200", description = "The draft was replaced, or the same document is kept already")
    @APIResponse(responseCode = "409", description = "The version is active and never changes")
    @APIResponse(
            responseCode = "422",
            description = "The document has errors",
            content = @Content(mediaType = "application/problem+json", example = AgreementExamples.REFUSED))
    public Response submit(@HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, byte[] body) {
        String text = Utf8.decode(body);
        return switch (DocumentCheck.of(text)) {
            case DocumentCheck.Wrong wrong -> throw AgreementProblems.invalid(life.check(wrong));
            case DocumentCheck.Computable(var agreement, List<FieldError> warnings) ->
                SubmissionAnswer.of(life.submit(new CheckedDocument(agreement, text, warnings), IfMatch.of(ifMatch)));
        };
    }

    @POST
    @Path("/check")
    @Consumes({YAML, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Checks a document and keeps nothing",
            description = "The answer is 200 with the findings, also when the document would be refused."
                    + " The unchanged document of an active version is valid, and a warning says that it is active.")
    @RequestBody(content = @Content(mediaType = YAML, example = AgreementExamples.DOCUMENT))
    public DocumentCheck.Findings check(byte[] body) {
        String text = Utf8.decode(body);
        return switch (DocumentCheck.of(text)) {
            case DocumentCheck.Wrong wrong -> life.check(wrong);
            case DocumentCheck.Computable(var agreement, List<FieldError> warnings) ->
                life.check(new CheckedDocument(agreement, text, warnings));
        };
    }
}
