package sla.evaluator.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.evaluator.exclusion.ListedRecords;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.ReliefResult;
import sla.model.term.ExcludedRecord;

/** Says which of the exclusions that a simulation adds leave nothing out: most likely they were typed wrong. */
final class IdleExclusions {
    private static final int MOST_NAMED = 10;

    private IdleExclusions() {}

    /**
     * Notes, in the order of the changes.
     *
     * @param evaluations of the periods that could be simulated
     */
    static List<String> notes(Connection connection, List<ExclusionChange> changes, List<Evaluation> evaluations)
            throws SQLException {
        Set<String> working = working(evaluations);
        List<String> notes = new ArrayList<>();
        int own = 0;
        for (int i = 0; i < changes.size(); i++) {
            List<ExcludedRecord> unknown = List.of();
            String id = null;
            if (changes.get(i) instanceof ExclusionChange.Approve approve) {
                id = approve.id();
            } else if (changes.get(i) instanceof ExclusionChange.Hypothetical hypothetical) {
                id = ExclusionChange.ownId(++own);
                unknown = unknown(connection, hypothetical.records());
            }
            boolean idle = id != null && !evaluations.isEmpty() && !working.contains(id);
            if (idle || !unknown.isEmpty()) {
                notes.add(note(i + 1, changes.get(i), idle, unknown));
            }
        }
        return notes;
    }

    /** Ids of those that leave anything out. */
    private static Set<String> working(List<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(evaluation -> evaluation.reliefs().stream())
                .filter(relief -> relief.exclusion() != null && !relief.kpis().isEmpty())
                .map(ReliefResult::id)
                .collect(Collectors.toSet());
    }

    static String note(int number, ExclusionChange change, boolean idle, List<ExcludedRecord> unknown) {
        String which = "Entry " + number + " of 'exclusions' (" + asked(change) + ")";
        String nothing = idle ? " leaves nothing out of the simulated periods that is not left out without it." : "";
        return which
                + nothing
                + (unknown.isEmpty() ? "" : (idle ? " No" : ": no") + " source has sent " + named(unknown) + ".");
    }

    private static String asked(ExclusionChange change) {
        return switch (change) {
            case ExclusionChange.Without(String id) -> id;
            case ExclusionChange.Approve(String id) -> id;
            case ExclusionChange.Hypothetical own ->
                own.records().isEmpty() ? own.from() + " to " + own.to() : named(own.records());
        };
    }

    private static String named(List<ExcludedRecord> records) {
        Stream<String> names =
                records.stream().limit(MOST_NAMED).map(each -> "'" + each.source() + "/" + each.recordId() + "'");
        int more = records.size() - MOST_NAMED;
        return names.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
    }

    /** Of which there has never been any word. */
    private static List<ExcludedRecord> unknown(Connection connection, List<ExcludedRecord> records)
            throws SQLException {
        if (records.isEmpty()) {
            return List.of();
        }
        String sql = """
                select r.source, r.record_id from {rows}
                where not exists (select from fact f where f.source = r.source and f.record_id = r.record_id)
                order by r.place
                """.replace("{rows}", ListedRecords.ROWS);
        List<ExcludedRecord> unknown = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            ListedRecords.bind(connection, select, records);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unknown.add(new ExcludedRecord(row.getString(1), row.getString(2)));
                }
            }
        }
        return unknown;
    }
}
