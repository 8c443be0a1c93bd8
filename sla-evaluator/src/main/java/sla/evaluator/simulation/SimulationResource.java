package sla.evaluator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.simulation.SimulationAnswer.OfPeriod;
import sla.evaluator.simulation.SimulationAnswer.Totals;
import sla.model.json.Json;

/** What other terms would have given on the real calls. Nothing is stored. */
@Path("/v1/simulations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Simulations", description = "What other terms would have given")
public class SimulationResource {
    private static final String EXAMPLE = """
            {"agreement": "bank-inhouse", "from": "1999-01", "to": "1999-02",
             "change": [{"op": "replace", "path": "/kpis/asa-regular/target/atMost", "value": 40}]}""";

    private final SnapshotReads reads;
    private final AskedPeriods asked;
    private final SimulatedChain chain;
    private final SeriesCatalog catalog;
    private final Clock clock;

    SimulationResource(
            SnapshotReads reads, AskedPeriods asked, SimulatedChain chain, SeriesCatalog catalog, Clock clock) {
        this.reads = reads;
        this.asked = asked;
        this.chain = chain;
        this.catalog = catalog;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Evaluates past periods under a draft or a changed agreement, and stores nothing",
            description =
                    "Either 'document', a draft as YAML or JSON text or as an object, or 'agreement' with"
                            + " 'change'; 'from' and 'to' are labels of periods. A path of 'change' names entries of lists by"
                            + " their ids. 'exclusions' leaves out otherwise than was approved. The unchanged agreement gives the identical evaluation.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SimulationAnswer.class)))
    @APIResponse(responseCode = "400", description = "The request cannot be understood, or a path leads nowhere")
    @APIResponse(responseCode = "404", description = "No such agreement or period")
    @APIResponse(responseCode = "413", description = "The body is too large")
    @APIResponse(
            responseCode = "422",
            description = "The document has errors; they are in 'errors', as POST /v1/agreements/check says them")
    public Response simulate(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = Object.class),
                                            examples = @ExampleObject(value = EXAMPLE)))
                    byte @Nullable [] body,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters.none(uri);
        SimulationRequest request = SimulationRequest.of(body);
        Instant now = clock.instant();
        SimulationAnswer answer = reads.ask(connection -> {
            AskedPeriods.Result periods = asked.of(connection, request, now);
            SimulatedChain.Result result =
                    chain.evaluate(connection, periods.periods(), request.exclusions(), catalog.all(connection), now);
            List<String> notes = new ArrayList<>(periods.notes());
            notes.addAll(result.notes());
            return new SimulationAnswer(
                    periods.agreement(),
                    result.periods(),
                    sum(result.periods(), OfPeriod::bonus),
                    sum(result.periods(), OfPeriod::malus),
                    sum(result.periods(), OfPeriod::charged),
                    notes,
                    periods.warnings());
        });
        return Response.ok(written(answer)).build();
    }

    /** Over those that could be computed; null if there are none, or several currencies. */
    private static @Nullable Totals sum(List<OfPeriod> periods, Function<OfPeriod, @Nullable Totals> ledger) {
        List<Totals> totals =
                periods.stream().map(ledger).filter(Objects::nonNull).toList();
        long currencies =
                totals.stream().map(each -> each.after().currency()).distinct().count();
        return currencies == 1 ? totals.stream().reduce(Totals::plus).orElse(null) : null;
    }

    /** By the mapper that writes what is stored: equal evaluations have equal bytes. */
    private static String written(SimulationAnswer answer) {
        try {
            return Json.MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a simulation cannot be written", e);
        }
    }
}
