package sla.evaluator.evidence;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;

/** The records behind a line: every cent leads back to calls. */
@Path("/v1/evaluations/{id}/lines/{line}/records")
@Produces({MediaType.APPLICATION_JSON, EvidenceResource.CSV})
@RunOnVirtualThread
@Tag(name = "Evidence", description = "The records that a line of a statement is made of")
public class EvidenceResource {
    static final String CSV = "text/csv";

    private static final Set<String> PARAMETERS = Set.of("limit", "cursor", "format");
    private static final int USUAL_LIMIT = 200;
    private static final int MOST_LIMIT = 10_000;

    private final SnapshotReads reads;
    private final LineFinder finder;
    private final EvidenceReader reader;

    EvidenceResource(SnapshotReads reads, LineFinder finder, EvidenceReader reader) {
        this.reads = reads;
        this.finder = finder;
        this.reader = reader;
    }

    @GET
    @Operation(
            summary = "The records of a line's numerator and denominator, in the order of their moments",
            description = "What the records add sums up to the counts of the line's KPI. Of a frozen period those that"
                    + " counted then. Parameters: limit (1 to 10000, else 200), cursor, format (json or csv). As CSV the"
                    + " cursor of the next page is in the header Next-Cursor.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = EvidenceAnswer.class)),
                @Content(mediaType = CSV)
            })
    @APIResponse(responseCode = "404", description = "No such evaluation, or it has no such line")
    public Response records(
            @Parameter(example = "bank-inhouse:1999-01") @PathParam("id") String id,
            @Parameter(example = "asa-regular") @PathParam("line") String line,
            @Context UriInfo uri)
            throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, PARAMETERS);
        boolean csv = parameters
                .choice("format", new String[] {"json", "csv"}, format -> format)
                .orElse("json")
                .equals("csv");
        int limit = parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
        PageCursor after = PageCursor.of(parameters);
        LineId of = LineId.of(id, line);
        return reads.ask(connection -> {
            LineEvidence evidence = finder.find(connection, of);
            EvidenceReader.Page page = reader.read(connection, evidence, after, limit);
            EvidenceAnswer answer = new EvidenceAnswer(
                    of.evaluation(),
                    evidence.freeze(),
                    evidence.line(),
                    evidence.result(),
                    page.items(),
                    page.next().map(PageCursor::text).orElse(null),
                    evidence.notes().isEmpty() ? null : evidence.notes());
            return csv
                    ? table(answer, evidence)
                    : Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        });
    }

    private static Response table(EvidenceAnswer answer, LineEvidence evidence) {
        Response.ResponseBuilder table = Response.ok(
                EvidenceCsv.write(answer, evidence.kpi().journeys() != null), CSV + ";charset=utf-8;header=present");
        return (answer.next() == null ? table : table.header("Next-Cursor", answer.next())).build();
    }
}
