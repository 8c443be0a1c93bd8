package sla.contract.statement;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values as in RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front,
 * because titles and clauses come from documents of both sides; numbers with a sign stay numbers.
 */
final class Csv {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    /** Spreadsheets drop blanks, tabs and line breaks in front; the wide forms are the same signs in East Asian width. */
    private static final Pattern FORMULA = Pattern.compile("(?s)(\\s*[=+\\-@＝＋－＠]|[\\t\\r\\n]).*");

    private Csv() {}

    /** One line, with its end. */
    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = neutral(text);
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static String neutral(String text) {
        return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? '\'' + text : text;
    }
}
