package sla.evaluator.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Set;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;

/** Answers with a page of the records behind a line, a charge or a KPI. */
@ApplicationScoped
class EvidencePages {
    static final String CSV = "text/csv";

    static final Set<String> PARAMETERS = Set.of("limit", "cursor", "format");
    private static final int USUAL_LIMIT = 200;
    private static final int MOST_LIMIT = 10_000;

    private final SnapshotReads reads;
    private final LineFinder finder;
    private final EvidenceReader reader;

    EvidencePages(SnapshotReads reads, LineFinder finder, EvidenceReader reader) {
        this.reads = reads;
        this.finder = finder;
        this.reader = reader;
    }

    Response answer(LineId of, UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, PARAMETERS);
        boolean csv = asCsv(parameters);
        int limit = limit(parameters);
        PageCursor after = PageCursor.of(parameters);
        return reads.ask(connection -> {
            LineEvidence evidence = finder.find(connection, of);
            EvidenceReader.Page page = reader.read(connection, evidence, after, limit);
            EvidenceAnswer answer = new EvidenceAnswer(
                    of.evaluation(),
                    evidence.freeze(),
                    evidence.subject().line(),
                    evidence.subject().charge(),
                    evidence.result(),
                    page.items(),
                    page.next().map(PageCursor::text).orElse(null),
                    evidence.notes().isEmpty() ? null : evidence.notes());
            return csv
                    ? table(answer, evidence)
                    : Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        });
    }

    static boolean asCsv(QueryParameters parameters) {
        return parameters
                .choice("format", new String[] {"json", "csv"}, format -> format)
                .orElse("json")
                .equals("csv");
    }

    static int limit(QueryParameters parameters) {
        return parameters.number("limit", 1, MOST_LIMIT).orElse(USUAL_LIMIT);
    }

    static Response.ResponseBuilder table(byte[] csv) {
        return Response.ok(csv, CSV + ";charset=utf-8;header=present");
    }

    private static Response table(EvidenceAnswer answer, LineEvidence evidence) {
        Response.ResponseBuilder table =
                table(EvidenceCsv.write(answer, evidence.kpi().journeys() != null));
        return (answer.next() == null ? table : table.header("Next-Cursor", answer.next())).build();
    }
}
