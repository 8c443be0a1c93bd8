package sla.contract.penalty;

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
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.Page;
import sla.contract.http.PeriodLabel;

@Path("/v1/penalties")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "penalties", description = "Bonus and malus lines over all agreements")
public class PenaltyResource {
    private static final String EXAMPLE = """
            {"items": [{"agreement": "bank-inhouse", "version": 1, "vendor": "bank", "period": "1999-02",
              "live": false, "evaluatedAt": "2026-03-01T09:20:00Z", "statement": "bank-inhouse:1999-02",
              "rule": "asa-regular", "kpi": "asa-regular", "clause": "5.1", "shape": "linear", "value": "36",
              "unit": "seconds", "step": "above 35 s", "computation": "(36 − 35) × -500 = -500", "ledger": "malus",
              "amount": {"amount": "-500.00", "currency": "ILS"},
              "sentence": "Average speed of answer, regular service: wait answered (ms) / answered / 1000.\
             665053000 / 18469 / 1000 ≈ 36.009150 s, rounded half up to a whole number: 36 s. That is above 35 s:\
             (36 − 35) × -500 = -500. Amount: -500.00 ILS."}],
             "totals": [{"bonus": {"amount": "0.00", "currency": "ILS"},
              "malus": {"amount": "-500.00", "currency": "ILS"}}]}""";

    private final PenaltyRepository repository;
    private final AskedNames names;
    private final Clock clock;

    PenaltyResource(PenaltyRepository repository, AskedNames names, Clock clock) {
        this.names = names;
        this.repository = repository;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Bonus and malus lines, newest period first",
            description = "The running period is included and live. Poll with If-None-Match: the answer is 304 while"
                    + " nothing changed.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Penalties.class), example = EXAMPLE))
    @APIResponse(responseCode = "304", description = "As If-None-Match says")
    @APIResponse(responseCode = "404", description = "There is no vendor or agreement of that name")
    @APIResponse(responseCode = "400", description = "A parameter that is unknown or cannot be read")
    public Response list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(example = "asa-regular") @QueryParam("kpi") @Nullable String kpi,
            @Parameter(description = "A month", example = "1999-02") @QueryParam("period") @Nullable String period,
            @Parameter(description = "bonus, malus, or none for rules that gave no money; else all", example = "malus")
                    @QueryParam("ledger")
                    @Nullable
                    String ledger,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable String limit,
            @Context Request request) {
        PenaltyFilter filter =
                new PenaltyFilter(vendor, agreement, kpi, PeriodLabel.parse(period), LedgerSide.parse(ledger));
        int size = Page.size(limit);
        PenaltyRepository.Found found = repository.find(filter, Cursor.parse(cursor, 3), size + 1);
        Page<PenaltyRow> page = Page.of(names.check(found.rows(), vendor, agreement), size, PenaltyResource::cursor);
        Instant now = clock.instant();
        return ConditionalAnswer.ofContent(
                request,
                new Penalties(page.items().stream().map(row -> row.at(now)).toList(), found.totals(), page.next()));
    }

    private static Cursor cursor(PenaltyRow row) {
        return Cursor.after(row.period(), row.agreement(), Integer.toString(row.position()));
    }
}
