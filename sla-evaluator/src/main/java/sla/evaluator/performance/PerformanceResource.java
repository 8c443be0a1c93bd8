package sla.evaluator.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.model.json.Json;
import sla.runtime.http.ContentTag;

/** How every vendor does: any metric, by time and dimensions, as the counts stand now. */
@Path("/v1/performance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Performance")
public class PerformanceResource {
    private final PerformanceParameters parameters;
    private final PerformanceReader reader;

    PerformanceResource(PerformanceParameters parameters, PerformanceReader reader) {
        this.parameters = parameters;
        this.reader = reader;
    }

    @GET
    @RunOnVirtualThread
    @Operation(
            summary = "Metrics by time and dimensions",
            description = "Percentages are never averaged: every value is made of the counts of its span and group."
                    + " A span without contacts is 'not-measured'. Spans whose records may still be on their way are"
                    + " 'provisional'. A span and group that has lost counts, because they are older than their source"
                    + " keeps them, is 'not-kept': it has no values, and 'notKept' names source and months.")
    @Parameter(
            name = "metric",
            in = ParameterIn.QUERY,
            description = "volume, average-speed-of-answer, average-handle-time, service-level, abandonment-rate,"
                    + " share-waiting-longer, quality-score; several with commas",
            example = "average-speed-of-answer,service-level")
    @Parameter(
            name = "agreement",
            in = ParameterIn.QUERY,
            description = "takes zone and vendor from the agreement",
            example = "bank-inhouse")
    @Parameter(
            name = "zone",
            in = ParameterIn.QUERY,
            description = "IANA zone of days and months",
            example = "Asia/Jerusalem")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "an instant, or a day or month of the zone; included. Today if absent",
            example = "1999-01-01")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "an instant, or a day or month of the zone; not included",
            example = "1999-02-01")
    @Parameter(
            name = "time",
            in = ParameterIn.QUERY,
            description = "total, interval, hour, day, month",
            example = "day")
    @Parameter(
            name = "groupBy",
            in = ParameterIn.QUERY,
            description = "source, vendor, site, queue, channel, language, line, direction; several with commas",
            example = "queue")
    @Parameter(
            name = "attribution",
            in = ParameterIn.QUERY,
            description = "offered, left-queue, ended, evaluated: which moment puts a contact into a span")
    @Parameter(name = "threshold", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER), example = "20")
    @Parameter(name = "bound", in = ParameterIn.QUERY, description = "at-most or below the threshold")
    @Parameter(
            name = "abandons",
            in = ParameterIn.QUERY,
            description = "failures, ignored-within-threshold, success-within-threshold, short-removed,"
                    + " short-as-success, answered-only, overflow-counted")
    @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "'next' of the page before")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PerformanceAnswer.class)),
            headers =
                    @Header(
                            name = "ETag",
                            description =
                                    "Stands for the rows: as long as it stays, none of them is another. How far the"
                                            + " sources have come may be."))
    @APIResponse(responseCode = "304", description = "The rows are those that If-None-Match stands for")
    public Response performance(@Context UriInfo uri, @Context Request request) throws SQLException {
        Body body = Body.of(reader.read(parameters.read(uri)));
        EntityTag tag = new EntityTag(body.tag(), true);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(body.json()))
                .tag(tag)
                .build();
    }

    /**
     * An answer and what stands for its rows.
     *
     * @param tag of all but what moves on with the clock and with every record, whatever it is about
     */
    private record Body(ObjectNode json, String tag) {
        /** Rows are the most of it: they are written once, for both. */
        static Body of(PerformanceAnswer answer) {
            try {
                String rows = Json.MAPPER.writeValueAsString(answer.rows());
                ObjectNode figures =
                        Json.MAPPER.valueToTree(answer.withoutSources().withoutRows());
                String tag = ContentTag.of((figures + rows).getBytes(StandardCharsets.UTF_8));
                ObjectNode json = Json.MAPPER.valueToTree(answer.withoutRows());
                json.putRawValue("rows", new RawValue(rows));
                return new Body(json, tag);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
