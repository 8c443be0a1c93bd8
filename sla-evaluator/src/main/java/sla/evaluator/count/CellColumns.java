package sla.evaluator.count;

import java.util.List;
import java.util.stream.Collectors;

/** The numbers of a cell in the order of {@link CountDeltas}, and pieces of SQL made of them. */
final class CellColumns {
    static final List<String> CELL = List.of(
            "answered",
            "abandoned",
            "overflowed",
            "callback_requested",
            "refused",
            "left_in_menu",
            "self_served",
            "wait_answered_ms",
            "wait_abandoned_ms",
            "wait_overflowed_ms",
            "wait_callback_ms",
            "talk_ms",
            "hold_ms",
            "wrap_up_ms",
            "transferred",
            "handed_back");

    /** The {@link WaitHistogram} of a cell. */
    static final String WAITS = "waits";

    static final List<String> QUALITY = List.of(
            "evaluations", "score_thousandths", "customer_critical", "business_critical", "compliance_critical");

    static final List<String> SURVEY = List.of("answers");

    private CellColumns() {}

    static String list(List<String> columns) {
        return String.join(", ", columns);
    }

    /** {@code sum(answered)::bigint as answered, …}. */
    static String sums(List<String> columns) {
        return columns.stream()
                .map(column -> "sum(" + column + ")::bigint as " + column)
                .collect(Collectors.joining(", "));
    }

    /** {@code answered = t.answered + more.answered, …}. */
    static String additions(List<String> columns, String more) {
        return columns.stream()
                .map(column -> column + " = t." + column + " + " + more + '.' + column)
                .collect(Collectors.joining(", "));
    }
}
