package sla.evaluator.count;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.model.agreement.Attribution;

/** The tables of counts: by what their rows are counted, beside series, attribution and interval, and their numbers. */
enum CountTable {
    CELL("cell", ""),
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
            case QUALITY -> CellColumns.QUALITY;
            case SURVEY -> CellColumns.SURVEY;
        };
    }

    /** Whether it has a histogram of waits, too; it is the last column. */
    boolean hasWaits() {
        return this == CELL;
    }

    /** Whether it counts contacts, which have local days; evaluations and survey answers are few and have none. */
    boolean hasDays() {
        return this == CELL;
    }

    /** Whether there are rows of the attribution: no contact is counted by when it was evaluated. */
    boolean has(Attribution attribution) {
        return !hasDays() || attribution != Attribution.EVALUATED;
    }

    /** {@code series_id, attribution, interval_start, form, instrument}. */
    String key() {
        return "series_id, attribution, interval_start" + more;
    }

    /** The key of its table of days. */
    String dayKey() {
        return "zone, day_start, series_id, attribution" + more;
    }

    /** What is counted. */
    List<String> columns() {
        return Stream.concat(numbers().stream(), hasWaits() ? Stream.of(CellColumns.WAITS) : Stream.empty())
                .toList();
    }

    /** {@code sum(answered)::bigint as answered, …} over the rows of a group. */
    String sums() {
        return CellColumns.sums(numbers())
                + (hasWaits()
                        ? ", case when count(*) = 1 then string_agg(waits, '')"
                                + " else sum_waits(string_agg(waits, '')) end as waits"
                        : "");
    }

    /**
     * What batches counted, folded or not: columns key and what is counted.
     *
     * @param seals whether there are any; sealed months are left out
     */
    String counted(Attribution attribution, CountScope scope, boolean seals) {
        return """
                select {key}, {sums} from (
                    select {key}, {columns} from {table} where attribution = {code} {scope}
                    union all select {key}, {columns} from {table}_delta where attribution = {code} {scope}) both_parts
                group by {key}
                """.replace("{key}", key())
                .replace("{sums}", sums())
                .replace("{columns}", CellColumns.list(columns()))
                .replace("{table}", table)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{scope}", scope.ofCounts() + (seals ? SealedCounts.OUTSIDE : ""));
    }

    /** What batches must have counted: what the facts give, and what those gave that are gone. */
    String expected(Attribution attribution, CountScope scope, boolean seals) {
        if (!seals) {
            return must(attribution, scope);
        }
        return """
                select {key}, {sums} from (
                    select {key}, {columns} from ({facts}) given ({key}, {columns})
                    union all
                    select {key}, {columns} from {table}_sealed where attribution = {code} {scope}) both_parts
                where true {outside}
                group by {key}
                """.replace("{facts}", must(attribution, scope))
                .replace("{key}", key())
                .replace("{sums}", sums())
                .replace("{columns}", CellColumns.list(columns()))
                .replace("{table}", table)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{scope}", scope.ofCounts())
                .replace("{outside}", SealedCounts.OUTSIDE);
    }

    /** What the facts give: the same columns. */
    String must(Attribution attribution, CountScope scope) {
        return switch (this) {
            case CELL -> FactCounts.cells(attribution, scope);
            case QUALITY -> FactCounts.qualities(attribution, scope);
            case SURVEY -> FactCounts.surveys(attribution, scope);
        };
    }

    /** What some facts give: a condition on contacts' facts, or on judgements {@code e} and their contacts {@code c}. */
    String contributions(Attribution attribution, String condition) {
        return switch (this) {
            case CELL -> FactCounts.cells(attribution, condition);
            case QUALITY -> FactCounts.qualities(attribution, condition);
            case SURVEY -> FactCounts.surveys(attribution, condition);
        };
    }

    /** Of each column, {@code from.column} or nothing where there is no row, and what is written behind it. */
    String each(String from, String behind) {
        return columns().stream()
                .map(column -> orNothing(from, column) + behind.replace("#", column))
                .collect(Collectors.joining(", "));
    }

    /** Of each column, what is to be added to one row that there may be to make it the other that there may be. */
    String differences(String from, String to) {
        return columns().stream()
                .map(column -> column.equals(CellColumns.WAITS)
                        ? waitsDifference(orNothing(from, column), orNothing(to, column))
                        : orNothing(to, column) + " - " + orNothing(from, column))
                .collect(Collectors.joining(", "));
    }

    /** Adding up takes a tenth of a millisecond, so not where one side has nothing: all rows, if counts were lost. */
    private static String waitsDifference(String from, String to) {
        return """
                case when {from} = '' then {to} when {to} = '' then negative_waits({from})
                else sum_waits({to} || negative_waits({from})) end""".replace("{from}", from).replace("{to}", to);
    }

    private static String orNothing(String row, String column) {
        return "coalesce(" + row + "." + column + (column.equals(CellColumns.WAITS) ? ", '')" : ", 0)");
    }

    /** The columns with something before each name. */
    String named(String before) {
        return columns().stream().map(column -> before + column).collect(Collectors.joining(", "));
    }
}
