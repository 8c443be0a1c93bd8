package sla.evaluator.performance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import sla.evaluator.completeness.DeclaredKey;
import sla.evaluator.count.CountsQuery.Place;
import sla.evaluator.performance.PerformancePage.Group;
import sla.evaluator.seal.DeletedCounts;
import sla.evaluator.seal.NotKept;

/**
 * Which rows of an answer have lost counts. No more is known of deleted counts than source, vendor and queue: a row of some
 * site or channel has lost what its queues have.
 *
 * @param ofAll of the rows together, also of other pages
 * @param ofRows by bucket and group; a place that has all its counts is absent
 */
record RowsNotKept(List<NotKept> ofAll, Map<Place, List<NotKept>> ofRows) {
    /** In the snapshot in which the counts are read. */
    static RowsNotKept of(Connection connection, PerformanceQuery query, List<Group> groups) throws SQLException {
        List<DeletedCounts> deleted = DeletedCounts.of(connection, query.from(), query.to());
        if (deleted.isEmpty()) {
            return new RowsNotKept(List.of(), Map.of());
        }
        List<DeletedCounts> ofAll = new ArrayList<>();
        Map<Place, List<NotKept>> ofRows = new HashMap<>();
        for (int group = 0; group < groups.size(); group++) {
            Predicate<DeclaredKey> concerned = RowCompleteness.concerned(query, groups.get(group));
            List<DeletedCounts> ofGroup = deleted.stream()
                    .filter(one -> concerned.test(new DeclaredKey(one.source(), one.vendor(), one.queue())))
                    .toList();
            ofAll.addAll(ofGroup);
            for (int bucket = 0; bucket < query.edges().size() - 1 && !ofGroup.isEmpty(); bucket++) {
                var from = query.edges().get(bucket);
                var to = query.edges().get(bucket + 1);
                List<NotKept> notKept = NotKept.of(
                        ofGroup.stream().filter(one -> one.touch(from, to)).toList());
                if (!notKept.isEmpty()) {
                    ofRows.put(new Place(bucket, group), notKept);
                }
            }
        }
        return new RowsNotKept(NotKept.of(ofAll), ofRows);
    }
}
