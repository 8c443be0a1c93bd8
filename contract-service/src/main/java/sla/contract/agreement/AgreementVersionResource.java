package sla.contract.agreement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.contract.http.IfMatch;
import sla.contract.http.Kept;
import sla.contract.http.Utf8;
import sla.model.agreement.Agreement;
import sla.model.agreement.ReadablePart;

@Path("/v1/agreements/{agreement}/versions/{version:[1-9][0-9]{0,8}}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "agreements")
public class AgreementVersionResource {
    private static final MediaType YAML = MediaType.valueOf(AgreementResource.YAML);
    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, YAML).build();

    private final Agreements agreements;
    private final AgreementLife life;

    AgreementVersionResource(Agreements agreements, AgreementLife life) {
        this.agreements = agreements;
        this.life = life;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AgreementResource.YAML})
    @Operation(
            summary = "The document of a version",
            description = "As JSON with every default written out, or, with Accept: application/yaml, the text that was"
                    + " sent. The ETag is for If-Match on the next change; each form has its own, and either will"
                    + " do.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Agreement.class)))
    @APIResponse(responseCode = "404", description = "No such version")
    public Response document(
            @PathParam("agreement") String agreement, @PathParam("version") int version, @Context Request request) {
        AgreementVersionId id = new AgreementVersionId(agreement, version);
        Variant variant = request.selectVariant(VARIANTS);
        boolean asSent = variant != null && variant.getMediaType().equals(YAML);
        Kept<String> text = (asSent ? agreements.original(id) : agreements.document(id))
                .orElseThrow(() -> AgreementProblems.notFound(id));
        EntityTag tag = new EntityTag(text.tag());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null
                        ? unchanged
                        : Response.ok(text.value(), asSent ? YAML : MediaType.APPLICATION_JSON_TYPE))
                .tag(tag)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    @PUT
    @Consumes({AgreementResource.YAML, MediaType.APPLICATION_JSON})
    @Operation(summary = "Replaces a draft", description = "If-Match is optional; a stale one gives 412.")
    @RequestBody(content = @Content(mediaType = AgreementResource.YAML, example = AgreementExamples.DOCUMENT))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = AgreementVersion.class),
                            example = AgreementExamples.VERSION))
    @APIResponse(responseCode = "404", description = "No such version: POST /v1/agreements makes one")
    @APIResponse(responseCode = "409", description = "The version is active and never changes")
    @APIResponse(responseCode = "412", description = "If-Match is stale")
    @APIResponse(responseCode = "422", description = "The document has errors, or is of another version")
    public Response replace(
            @PathParam("agreement") String agreement,
            @PathParam("version") int version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body) {
        AgreementVersionId id = new AgreementVersionId(agreement, version);
        IfMatch precondition = IfMatch.of(ifMatch);
        if (agreements.document(id).isEmpty()) {
            throw AgreementProblems.notFound(id);
        }
        String text = Utf8.decode(body);
        return switch (DocumentCheck.of(text)) {
            case DocumentCheck.Wrong wrong -> {
                DocumentCheck.Findings findings = life.check(wrong);
                ReadablePart part = wrong.readable();
                Stream<FieldError> mismatches = part == null
                        ? Stream.of()
                        : mismatches(id, part.agreement()).stream().filter(error -> part.has(error.pointer()));
                throw AgreementProblems.invalid(
                        Stream.concat(mismatches, findings.errors().stream()).toList(), findings.warnings());
            }
            case DocumentCheck.Computable(Agreement document, List<FieldError> warnings) -> {
                List<FieldError> errors = mismatches(id, document);
                if (!errors.isEmpty()) {
                    throw AgreementProblems.invalid(errors, warnings);
                }
                yield SubmissionAnswer.of(life.submit(new CheckedDocument(document, text, warnings), precondition));
            }
        };
    }

    private static List<FieldError> mismatches(AgreementVersionId id, Agreement document) {
        List<FieldError> errors = new ArrayList<>();
        if (!document.agreement().equals(id.agreement())) {
            errors.add(new FieldError(
                    "id-mismatch",
                    "/agreement",
                    "The document is of another agreement than the path: " + id.agreement() + "."));
        }
        if (document.version() != id.version()) {
            errors.add(new FieldError(
                    "id-mismatch",
                    "/version",
                    "The document is of another version than the path: " + id.version() + "."));
        }
        return errors;
    }

    @DELETE
    @Operation(summary = "Deletes a draft")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "409", description = "The version is active and stays")
    public void delete(
            @PathParam("agreement") String agreement,
            @PathParam("version") int version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        life.delete(new AgreementVersionId(agreement, version), IfMatch.of(ifMatch));
    }

    @POST
    @Path("/activate")
    @Operation(
            summary = "Makes a draft active and publishes it",
            description = "There is no way back. Repeating it changes nothing.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgreementVersion.class)))
    @APIResponse(responseCode = "404", description = "No such version")
    @APIResponse(responseCode = "412", description = "If-Match is stale")
    public Response activate(
            @PathParam("agreement") String agreement,
            @PathParam("version") int version,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return SubmissionAnswer.version(
                Response.ok(), life.activate(new AgreementVersionId(agreement, version), IfMatch.of(ifMatch)));
    }
}
