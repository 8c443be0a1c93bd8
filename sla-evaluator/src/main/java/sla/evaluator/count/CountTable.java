package sla.evaluator.count;

import java.util.List;
import java.util.stream.Collectors;
import sla.model.agreement.Attribution;

/** The tables of counts: by what their rows are counted, beside series, attribution and interval, and their numbers. */
enum CountTable {
    CELL("cell", ""),
    WAIT("wait_count", ", outcome, bin"),
    QUALITY("quality_cell", ", form, instrument"),
    SURVEY("survey_cell", ", csat, csat_scale, nps, resolved");

    final String table;
    private final String more;

    CountTable(String table, String more) {
        this.table = table;
        this.more = more;
    }

    List<String> numbers() {
        return switch (this) {
            case CELL -> CellColumns.CELL;
            case WAIT -> CellColumns.WAIT;
            case QUALITY -> CellColumns.QUALITY;
            case SURVEY -> CellColumns.SURVEY;
        };
    }

    /** Whether it counts contacts, which have local days; evaluations and survey answers are few and have none. */
    boolean hasDays() {
        return this == CELL || this == WAIT;
    }

    /** Whether there are rows of the attribution: no contact is counted by when it was evaluated. */
    boolean has(Attribution attribution) {
        return !hasDays() || attribution != Attribution.EVALUATED;
    }

    /** {@code series_id, attribution, interval_start, outcome, bin}. */
    String key() {
        return "series_id, attribution, interval_start" + more;
    }

    /** The key of its table of days. */
    String dayKey() {
        return "zone, day_start, series_id, attribution" + more;
    }

    /** What batches counted, folded or not: columns key and numbers. */
    String counted(Attribution attribution, CountScope scope) {
        return """
                select {key}, {sums} from (
                    select {key}, {numbers} from {table} where attribution = {code} {scope}
                    union all select {key}, {numbers} from {table}_delta where attribution = {code} {scope}) both_parts
                group by {key}
                """.replace("{key}", key())
                .replace("{sums}", CellColumns.sums(numbers()))
                .replace("{numbers}", CellColumns.list(numbers()))
                .replace("{table}", table)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{scope}", scope.ofCounts());
    }

    /** What the facts give: the same columns. */
    String must(Attribution attribution, CountScope scope) {
        return switch (this) {
            case CELL -> FactCounts.cells(attribution, scope);
            case WAIT -> FactCounts.waits(attribution, scope);
            case QUALITY -> FactCounts.qualities(attribution, scope);
            case SURVEY -> FactCounts.surveys(attribution, scope);
        };
    }

    /** Of each number, {@code from.number} or 0 where there is no row, and what is written behind it. */
    String each(String from, String behind) {
        return numbers().stream()
                .map(number -> "coalesce(" + from + "." + number + ", 0)" + behind.replace("#", number))
                .collect(Collectors.joining(", "));
    }

    /** The numbers with something before each name. */
    String named(String before) {
        return numbers().stream().map(number -> before + number).collect(Collectors.joining(", "));
    }
}
