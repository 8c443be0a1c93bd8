package sla.evaluator.freeze;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.evaluator.freeze.FreezeAnswer.History;
import sla.evaluator.freeze.FreezeAnswer.Page;
import sla.evaluator.freeze.FreezeAnswer.Recomputed;
import sla.evaluator.freeze.FreezeAnswer.Summary;
import sla.evaluator.http.QueryParameters;
import sla.model.evaluation.Difference;

/** Freezes the result of a period, and shows what it is made of and what differs from it since. */
@Path("/v1/freezes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Freezes", description = "Results that never change again, with their inputs and what differs since")
public class FreezeResource {
    private static final int UNPROCESSABLE = 422;
    private static final String CSV = "text/csv";

    private final DataSource database;
    private final Freezer freezer;
    private final FreezeTable freezes;
    private final DifferenceTable differences;

    FreezeResource(DataSource database, Freezer freezer, FreezeTable freezes, DifferenceTable differences) {
        this.database = database;
        this.freezer = freezer;
        this.freezes = freezes;
        this.differences = differences;
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Freezes the result of a period under an id of your choice",
            description = "Repeating it gives the same result. A freeze is never taken back.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = FreezeAnswer.class)))
    @APIResponse(responseCode = "200", description = "It was frozen before by the same command")
    @APIResponse(
            responseCode = "409",
            description =
                    "The id or the period is taken by another freeze, the period has not ended, or counts of it have"
                            + " been deleted")
    @APIResponse(responseCode = "422", description = "No active version of such an agreement covers the period")
    public Response freeze(
            @Parameter(example = "bank-inhouse-1999-01") @PathParam("id") String id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Object.class),
                                            examples =
                                                    @ExampleObject(
                                                            value =
                                                                    "{\"agreement\": \"bank-inhouse\", \"period\": \"1999-01\"}")))
                    @Nullable
                    String body,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters.none(uri);
        return switch (freezer.freeze(FreezeCommand.of(id, body))) {
            case FreezeResult.Created(StoredFreeze freeze) ->
                Response.created(uri.getAbsolutePath()).entity(answer(freeze)).build();
            case FreezeResult.Repeated(StoredFreeze freeze) ->
                Response.ok(answer(freeze)).build();
            case FreezeResult.Conflict(String sentence) ->
                throw HttpProblem.valueOf(Response.Status.CONFLICT, sentence);
            case FreezeResult.NoSuchPeriod(String sentence) ->
                throw HttpProblem.builder()
                        .withStatus(UNPROCESSABLE)
                        .withTitle("Unprocessable Content")
                        .withDetail(sentence)
                        .build();
        };
    }

    @GET
    @Operation(
            summary = "Freezes, newest period first",
            description = "Parameters: agreement, vendor, period, limit (1 to 1000, else 100), cursor.")
    public Page list(@Context UriInfo uri) throws SQLException {
        FreezeQuery query = FreezeQuery.of(new QueryParameters(uri, FreezeQuery.PARAMETERS));
        List<StoredFreeze> found = Transactions.inTransaction(database, connection -> freezes.list(connection, query));
        boolean more = found.size() > query.limit();
        List<StoredFreeze> page = more ? found.subList(0, query.limit()) : found;
        return new Page(page.stream().map(Summary::of).toList(), more ? FreezeQuery.cursor(page.getLast()) : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One frozen result with its cut-off and what the data would give instead now")
    @APIResponse(responseCode = "404", description = "No such freeze")
    public FreezeAnswer one(@PathParam("id") String id, @Context UriInfo uri) throws SQLException {
        QueryParameters.none(uri);
        return answer(Transactions.inTransaction(database, connection -> find(connection, id)));
    }

    @GET
    @Path("/{id}/inputs")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "All that a frozen result is made of",
            description = "The cut-off, the agreement's version as it was, and per KPI and quarter-hour the counts that"
                    + " its formula needs. These bytes have the hash 'inputsHash'. With format=csv the counts as a"
                    + " table: kpi, interval_start, name, count.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FrozenInputs.class)),
                @Content(mediaType = CSV)
            })
    @APIResponse(responseCode = "404", description = "No such freeze")
    public Response inputs(@PathParam("id") String id, @Context UriInfo uri) throws SQLException {
        boolean csv = new QueryParameters(uri, Set.of("format"))
                .choice("format", new String[] {"json", "csv"}, format -> format)
                .orElse("json")
                .equals("csv");
        byte[] json = Transactions.inTransaction(
                database,
                connection -> freezes.inputs(connection, find(connection, id).id()));
        return csv
                ? Response.ok(InputsCsv.write(FrozenInputs.ofJson(json)), CSV + ";charset=utf-8;header=present")
                        .build()
                : Response.ok(json, MediaType.APPLICATION_JSON_TYPE).build();
    }

    @GET
    @Path("/{id}/recomputed")
    @Operation(
            summary = "A frozen result computed anew from its inputs alone",
            description = "'identical' must be true: the same bytes, also when the records and their counts are gone.")
    @APIResponse(responseCode = "404", description = "No such freeze")
    public Recomputed recomputed(@PathParam("id") String id, @Context UriInfo uri) throws SQLException {
        QueryParameters.none(uri);
        return Transactions.inTransaction(database, connection -> {
            StoredFreeze freeze = find(connection, id);
            Recomputation recomputation = Recomputation.of(freeze, freezes.inputs(connection, id));
            return new Recomputed(
                    id,
                    recomputation.identical(),
                    recomputation.inputsIntact(),
                    recomputation.evaluationIntact(),
                    freeze.evaluationHash(),
                    recomputation.evaluation());
        });
    }

    @GET
    @Path("/{id}/differences")
    @Operation(
            summary = "How the data differ from a frozen result, oldest first",
            description = "Each is relative to the frozen result: the last one is what would be booked.")
    @APIResponse(responseCode = "404", description = "No such freeze")
    public History differences(@PathParam("id") String id, @Context UriInfo uri) throws SQLException {
        QueryParameters.none(uri);
        return Transactions.inTransaction(
                database, connection -> new History(differences.all(connection, find(connection, id))));
    }

    private StoredFreeze find(Connection connection, String id) throws SQLException {
        return freezes.find(connection, id)
                .orElseThrow(
                        () -> QueryParameters.notFound("There is no freeze '" + id + "'. GET /v1/freezes lists them."));
    }

    private FreezeAnswer answer(StoredFreeze freeze) throws SQLException {
        return Transactions.inTransaction(database, connection -> {
            Difference last = differences.last(connection, freeze).orElse(null);
            byte[] inputs = freezes.inputs(connection, freeze.id());
            return FreezeAnswer.of(freeze, FrozenInputs.ofJson(inputs).cutOff(), last);
        });
    }
}
