package sla.contract.vendor;

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

@Path("/v1/vendors")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "vendors", description = "Contact centres that handle contacts for us, inhouse ones included")
public class VendorResource {
    private static final String EXAMPLE = """
            {"id": "bank", "name": "Bank contact centre (real calls of 1999)", "sourcingForm": "inhouse",
             "legalName": "Anonymous Bank, Telephone Centre"}""";

    private final Vendors vendors;

    VendorResource(Vendors vendors) {
        this.vendors = vendors;
    }

    @GET
    @Operation(summary = "All vendors, by id")
    public Page<Vendor> list(
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable
                    String limit) {
        int size = Page.size(limit);
        Cursor after = Cursor.parse(cursor, 1);
        return Page.of(
                vendors.after(after == null ? "" : after.key().getFirst(), size + 1),
                size,
                vendor -> Cursor.after(vendor.id()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One vendor", description = "The ETag is for If-Match on the next PUT.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Vendor.class), example = EXAMPLE))
    @APIResponse(responseCode = "404", description = "No such vendor")
    public Response one(@PathParam("id") String id, @Context Request request) {
        return vendors.find(id)
                .map(kept -> ConditionalAnswer.of(request, kept))
                .orElseThrow(() -> Problems.notFound("There is no vendor '" + id + "'. GET /v1/vendors lists them."));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Registers or changes a vendor",
            description = "The same content again changes nothing. If-Match is optional; a stale one gives 412.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Vendor.class), example = EXAMPLE))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Vendor.class)))
    @APIResponse(responseCode = "201", description = "It was not registered before")
    @APIResponse(responseCode = "412", description = "If-Match is stale")
    @APIResponse(responseCode = "422", description = "The body is incomplete or wrong: see 'errors'")
    public Response put(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte[] body,
            @Context UriInfo uri) {
        Vendor vendor = JsonBody.parse(body).withId(id).as(Vendor.class, "name", "sourcingForm");
        List<FieldError> errors = VendorCheck.errors(vendor);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return PutAnswer.of(vendors.put(vendor, IfMatch.of(ifMatch)), uri);
    }
}
