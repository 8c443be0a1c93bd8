package sla.contract.difference;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
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
import sla.model.evaluation.Difference;

@Path("/v1/differences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "differences", description = "What frozen periods would be now, and why")
public class DifferenceResource {
    private final DifferenceRepository repository;
    private final AskedNames names;

    DifferenceResource(DifferenceRepository repository, AskedNames names) {
        this.names = names;
        this.repository = repository;
    }

    @GET
    @Operation(
            summary = "Differences from frozen results, newest period first, of a period the last one first",
            description = "Each is relative to the frozen result: the last one of a period is what would be booked, the"
                    + " ones before it are its history and are not added to it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DifferencePage.class)))
    @APIResponse(responseCode = "404", description = "There is no vendor or agreement of that name")
    @APIResponse(responseCode = "304", description = "As If-None-Match says")
    public Response list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "A month", example = "1999-02") @QueryParam("period") @Nullable String period,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable String limit,
            @Context Request request) {
        int size = Page.size(limit);
        Page<Difference> page = Page.of(
                names.check(
                        repository.find(
                                vendor, agreement, PeriodLabel.parse(period), Cursor.parse(cursor, 3), size + 1),
                        vendor,
                        agreement),
                size,
                difference -> Cursor.after(
                        difference.period(), difference.agreement(), Integer.toString(difference.number())));
        return ConditionalAnswer.ofContent(request, new DifferencePage(page.items(), page.next()));
    }
}
