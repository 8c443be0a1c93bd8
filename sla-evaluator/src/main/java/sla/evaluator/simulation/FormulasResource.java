package sla.evaluator.simulation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.simulation.Formulas.Asked;
import sla.model.agreement.WaitBound;
import sla.model.agreement.WaitBound.Bound;

/** A month under every service-level formula, the contract's own marked. */
@Path("/v1/evaluations/{id}/kpis/{kpi}/formulas")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Simulations")
public class FormulasResource {
    private static final int LONGEST_WAIT = 86_400;

    private final SnapshotReads reads;
    private final Formulas formulas;
    private final SeriesCatalog catalog;
    private final Clock clock;

    FormulasResource(SnapshotReads reads, Formulas formulas, SeriesCatalog catalog, Clock clock) {
        this.reads = reads;
        this.formulas = formulas;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "A service level under every treatment of abandons",
            description = "Each with its numerator, denominator, exact and shown value; 'contract' marks the contract's"
                    + " own. Callbacks are treated as the KPI does. Of a frozen period from what was frozen, as far as"
                    + " that suffices.")
    @Parameter(
            name = "shortAbandon",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER),
            description = "the limit of a short abandon in seconds, not included, if the KPI names none",
            example = "5")
    @APIResponse(responseCode = "404", description = "No such evaluation, or it has no such KPI")
    @APIResponse(responseCode = "422", description = "The KPI is no service level")
    public FormulasAnswer formulas(
            @Parameter(example = "bank-inhouse:1999-01") @PathParam("id") String id,
            @Parameter(example = "service-level-regular") @PathParam("kpi") String kpi,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, Set.of("shortAbandon"));
        WaitBound shortAbandon = parameters
                .number("shortAbandon", 0, LONGEST_WAIT)
                .map(seconds -> new WaitBound(seconds, Bound.BELOW))
                .orElse(null);
        int colon = id.indexOf(':');
        if (colon < 0) {
            throw QueryParameters.notFound(
                    "An evaluation is named like 'bank-inhouse:1999-01', by its agreement and its" + " period; '" + id
                            + "' is not.");
        }
        Asked asked = new Asked(id.substring(0, colon), id.substring(colon + 1), kpi, shortAbandon);
        return reads.ask(connection -> formulas.of(connection, asked, catalog.all(connection), clock.instant()));
    }
}
