package sla.contract.agreement;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.model.agreement.AgreementReader;

@Path("/v1/schemas")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "agreements")
public class SchemaResource {
    @GET
    @Path("/agreement-v1.json")
    @Operation(
            summary = "The JSON Schema of agreement documents",
            description = "Editors that know it complete and check a document while it is typed.")
    public String agreement() {
        return AgreementReader.schema();
    }
}
