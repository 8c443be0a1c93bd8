package sla.contract.statement;

import static sla.contract.statement.CsvRow.word;

import java.util.ArrayList;
import java.util.List;
import sla.contract.statement.CsvRow.Column;
import sla.contract.term.StatementClaim;
import sla.model.term.TermEntry;

/** What has to be claimed as rows: each line with its last day, then what was done about it. */
final class ClaimRows {
    private ClaimRows() {}

    static List<CsvRow> of(List<StatementClaim> claims) {
        List<CsvRow> rows = new ArrayList<>();
        for (StatementClaim claim : claims) {
            rows.add(new CsvRow("claim", claim.line())
                    .with(Column.VALUE, claim.by().toString())
                    .with(Column.STATE, word(claim.state())));
            List<TermEntry> history =
                    claim.claim() == null ? List.of() : claim.claim().history();
            for (TermEntry entry : history) {
                rows.add(new CsvRow("claim-entry", claim.line())
                        .with(Column.TITLE, entry.by())
                        .with(Column.VALUE, entry.at().toString())
                        .with(Column.STATE, word(entry.status()))
                        .with(Column.TEXT, entry.note()));
            }
        }
        return rows;
    }
}
