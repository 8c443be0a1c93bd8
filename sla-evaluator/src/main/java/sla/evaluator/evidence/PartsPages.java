package sla.evaluator.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import sla.evaluator.http.PageCursor;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.http.SnapshotReads;
import sla.evaluator.rule.ListedParts;
import sla.model.evaluation.ListedPart;

/** Answers with a page of the parts of a KPI. */
@ApplicationScoped
class PartsPages {
    private final SnapshotReads reads;
    private final LineFinder finder;
    private final PartsReader reader;

    PartsPages(SnapshotReads reads, LineFinder finder, PartsReader reader) {
        this.reads = reads;
        this.finder = finder;
        this.reader = reader;
    }

    Response answer(LineId of, UriInfo uri) throws SQLException {
        QueryParameters parameters = new QueryParameters(uri, EvidencePages.PARAMETERS);
        boolean csv = EvidencePages.asCsv(parameters);
        int limit = EvidencePages.limit(parameters);
        PageCursor after = PageCursor.of(parameters);
        return reads.ask(connection -> {
            LineEvidence evidence = finder.find(connection, of);
            ListedParts listed = reader.read(connection, of, evidence);
            List<ListedPart> behind = listed.parts().stream()
                    .filter(part -> part.from().isAfter(after.at()))
                    .toList();
            List<ListedPart> page = behind.subList(0, Math.min(limit, behind.size()));
            String next = page.size() == behind.size()
                    ? null
                    : new PageCursor(page.getLast().from(), "", "").text();
            PartsAnswer answer = new PartsAnswer(of.evaluation(), evidence.freeze(), listed.kpi(), page, next);
            if (!csv) {
                return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
            }
            Response.ResponseBuilder table = EvidencePages.table(answer.csv());
            return (next == null ? table : table.header("Next-Cursor", next)).build();
        });
    }
}
