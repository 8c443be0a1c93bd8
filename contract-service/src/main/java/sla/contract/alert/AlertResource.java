package sla.contract.alert;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.AskedNames;
import sla.contract.evaluation.Where;
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.Page;
import sla.contract.http.PeriodLabel;
import sla.contract.http.Problems;

@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "alerts", description = "Rights that contracts give, such as to terminate, over all agreements")
public class AlertResource {
    private final AlertRepository repository;
    private final AskedNames names;
    private final Clock clock;

    AlertResource(AlertRepository repository, AskedNames names, Clock clock) {
        this.names = names;
        this.repository = repository;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Alerts, raised or not, newest period first",
            description = "The running period is included and live. Poll with If-None-Match: the answer is 304 while"
                    + " nothing changed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AlertPage.class)))
    @APIResponse(responseCode = "304", description = "As If-None-Match says")
    @APIResponse(responseCode = "404", description = "There is no vendor or agreement of that name")
    @APIResponse(responseCode = "400", description = "A parameter that is unknown or cannot be read")
    public Response list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "A period", example = "1999-02") @QueryParam("period") @Nullable String period,
            @Parameter(description = "true or false; else both", example = "true") @QueryParam("raised") @Nullable
                    String raised,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable String limit,
            @Context Request request) {
        Where where = new Where()
                .equal("e.vendor", "vendor", vendor)
                .equal("a.id.agreement", "agreement", agreement)
                .equal("a.id.period", "period", PeriodLabel.parse(period))
                .equal("a.raised", "raised", raised(raised));
        int size = Page.size(limit);
        Page<AlertRow> page = Page.of(
                names.check(repository.find(where, Cursor.parse(cursor, 3), size + 1), vendor, agreement),
                size,
                AlertResource::cursor);
        Instant now = clock.instant();
        return ConditionalAnswer.ofContent(
                request,
                new AlertPage(page.items().stream().map(row -> row.at(now)).toList(), page.next()));
    }

    private static @Nullable Boolean raised(@Nullable String text) {
        return switch (text) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw Problems.malformed("'raised' must be true or false, not '" + text + "'.");
        };
    }

    private static Cursor cursor(AlertRow row) {
        return Cursor.after(row.period(), row.agreement(), Integer.toString(row.position()));
    }
}
