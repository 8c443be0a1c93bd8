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

    /** Whether there are rows of the attribution: no contact is counted by when it was evaluated. */
    boolean has(Attribution attribution) {
        return this != CELL || attribution != Attribution.EVALUATED;
    }

    /** {@code series_id, attribution, interval_start, form, instrument}. */
    String key() {
        return "series_id, attribution, interval_start" + more;
    }

    /** What is counted. */
    List<String> columns() {
        return Stream.concat(numbers().stream(), hasWaits() ? Stream.of(CellColumns.WAITS) : Stream.empty())
                .toList();
    }

    /**
     * What batches counted of judgements, folded or not: columns key and what is counted.
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
                .replace("{sums}", CellColumns.sums(numbers()))
                .replace("{columns}", CellColumns.list(numbers()))
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
                .replace("{sums}", CellColumns.sums(numbers()))
                .replace("{columns}", CellColumns.list(numbers()))
                .replace("{table}", table)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{scope}", scope.ofCounts())
                .replace("{outside}", SealedCounts.OUTSIDE);
    }

    /** What the facts give, of the judgements that were gathered: the same columns. */
    private String must(Attribution attribution, CountScope scope) {
        return switch (this) {
            case CELL -> throw new IllegalArgumentException("contacts are counted by a Recount");
            case QUALITY -> FactCounts.gatheredQualities(attribution, scope);
            case SURVEY -> FactCounts.gatheredSurveys(attribution, scope);
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
        return numbers().stream()
                .map(column -> orNothing(from, column) + behind.replace("#", column))
                .collect(Collectors.joining(", "));
    }

    /** Of each column, what is to be added to one row that there may be to make it the other that there may be. */
    String differences(String from, String to) {
        return numbers().stream()
                .map(column -> orNothing(to, column) + " - " + orNothing(from, column))
                .collect(Collectors.joining(", "));
    }

    private static String orNothing(String row, String column) {
        return "coalesce(" + row + "." + column + ", 0)";
    }

    /** The columns with something before each name. */
    String named(String before) {
        return numbers().stream().map(column -> before + column).collect(Collectors.joining(", "));
    }
}
