package sla.ingest.schema;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.model.event.EventType;

/** The JSON Schemas of events. They refer to each other by name, so they can be used from here as they are. */
@Path("/v1/schemas")
@RunOnVirtualThread
@Tag(name = "schemas", description = "JSON Schemas (2020-12) of the events that sources send")
public class SchemaResource {
    private static final List<String> NAMES = Stream.concat(
                    Stream.of("envelope-v1.json"),
                    Arrays.stream(EventType.values()).map(type -> type.label() + "-v1.json"))
            .toList();

    /** @param path to fetch the schema by */
    record SchemaLink(String name, String path) {}

    record SchemaList(List<SchemaLink> items) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The schemas there are")
    public SchemaList list() {
        return new SchemaList(NAMES.stream()
                .map(name -> new SchemaLink(name, "/v1/schemas/" + name))
                .toList());
    }

    @GET
    @Path("/{name}")
    @Produces("application/schema+json")
    @Operation(summary = "One schema")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/schema+json", schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such schema")
    public byte[] one(@Parameter(example = "interaction-v1.json") @PathParam("name") String name) throws IOException {
        if (!NAMES.contains(name)) {
            throw HttpProblem.valueOf(
                    Status.NOT_FOUND, "There is no schema '" + name + "'. GET /v1/schemas lists them.");
        }
        try (InputStream schema = EventType.class.getResourceAsStream("/schemas/" + name)) {
            if (schema == null) {
                throw new IllegalStateException("The schema " + name + " is not packaged");
            }
            return schema.readAllBytes();
        }
    }
}
