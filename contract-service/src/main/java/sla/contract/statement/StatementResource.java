package sla.contract.statement;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.AskedNames;
import sla.contract.evaluation.StatementId;
import sla.contract.http.ConditionalAnswer;
import sla.contract.http.Cursor;
import sla.contract.http.Page;
import sla.contract.http.PeriodLabel;
import sla.contract.http.Problems;

@Path("/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "statements", description = "The account of one agreement for one period")
public class StatementResource {
    private static final String CSV = "text/csv";
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV))
            .build();

    private final Statements statements;
    private final AskedNames names;

    StatementResource(Statements statements, AskedNames names) {
        this.names = names;
        this.statements = statements;
    }

    @GET
    @Operation(summary = "Statements, newest period first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = StatementPage.class)))
    @APIResponse(responseCode = "404", description = "There is no vendor or agreement of that name")
    public Response list(
            @Parameter(example = "bank") @QueryParam("vendor") @Nullable String vendor,
            @Parameter(example = "bank-inhouse") @QueryParam("agreement") @Nullable String agreement,
            @Parameter(description = "A month", example = "1999-02") @QueryParam("period") @Nullable String period,
            @Parameter(description = "The 'next' of the page before") @QueryParam("cursor") @Nullable String cursor,
            @Parameter(description = "Items per page, 1 to 1000, else 100") @QueryParam("limit") @Nullable String limit,
            @Context Request request) {
        int size = Page.size(limit);
        List<StatementSummary> found =
                statements.find(vendor, agreement, PeriodLabel.parse(period), Cursor.parse(cursor, 2), size + 1);
        Page<StatementSummary> page = Page.of(
                names.check(found, vendor, agreement),
                size,
                statement -> Cursor.after(statement.period(), statement.agreement()));
        return ConditionalAnswer.ofContent(request, new StatementPage(page.items(), page.next()));
    }

    @GET
    @Path("/{id}")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            summary = "One statement with its whole trace",
            description = "As JSON, or as CSV with Accept: text/csv or format=csv; docs/rest.md describes the columns.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Statement.class)))
    @APIResponse(responseCode = "404", description = "No such statement: the period has not been evaluated")
    public Response one(
            @Parameter(description = "Agreement and period", example = "bank-inhouse:1999-02") @PathParam("id")
                    String id,
            @Parameter(description = "json or csv; stronger than Accept", example = "csv")
                    @QueryParam("format")
                    @Nullable
                    String format,
            @Context Request request) {
        boolean csv = csv(format, request);
        Statement statement = StatementId.parse(id)
                .flatMap(statements::find)
                .orElseThrow(() -> Problems.notFound("There is no statement '" + id + "'" + toCome(id) + others(id)));
        if (!csv) {
            return ConditionalAnswer.ofContent(request, statement);
        }
        return ConditionalAnswer.ofText(request, StatementCsv.write(statement))
                .type(CSV + ";charset=utf-8;header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id.replace(':', '_') + ".csv\"")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private String toCome(String id) {
        return StatementId.parse(id)
                .flatMap(statements::toCome)
                .map(words -> " yet: " + words + ". ")
                .orElse(". ");
    }

    /** Which there are of the same agreement, the newest first. */
    private String others(String id) {
        String agreement = id.substring(0, Math.max(0, id.indexOf(':')));
        String ids = statements.find(null, agreement, null, null, 3).stream()
                .map(StatementSummary::id)
                .collect(Collectors.joining(", "));
        return ids.isEmpty()
                ? "An id is agreement:period, such as bank-inhouse:1999-01, and a statement exists once the period was"
                        + " evaluated. GET /v1/statements lists them."
                : "Periods that are no calendar months are called after their first day. The last ones of '" + agreement
                        + "' are: " + ids + ". GET /v1/statements?agreement=" + agreement + " lists all.";
    }

    private static boolean csv(@Nullable String format, Request request) {
        if (format == null) {
            Variant variant = request.selectVariant(VARIANTS);
            return variant != null && variant.getMediaType().getSubtype().equals("csv");
        }
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw Problems.malformed("'format' must be json or csv.");
        };
    }
}
