package sla.evaluator.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A page of {@code docs}: its agreement documents and its tables. */
public record MarkdownText(String text) {

    public static MarkdownText of(String page) {
        try {
            return new MarkdownText(Files.readString(Path.of("../docs", page)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands under each heading of the second level. */
    List<MarkdownText> sections() {
        return Arrays.stream(text.split("\n## ")).skip(1).map(MarkdownText::new).toList();
    }

    String heading() {
        return text.lines().findFirst().orElseThrow();
    }

    /** What stands behind each fence marked as YAML, up to the next one. */
    List<MarkdownText> behindDocuments() {
        return Arrays.stream(text.split("```yaml\n"))
                .skip(1)
                .map(part -> new MarkdownText(part.substring(part.indexOf("```"))))
                .toList();
    }

    /** What stands in fences marked as YAML. */
    List<String> documents() {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The tables whose heading is such, each with its heading first; code marks are taken off. */
    public List<List<List<String>>> tables(Predicate<String> heading) {
        List<List<List<String>>> tables = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean first = i == 0 || !lines.get(i - 1).startsWith("|");
            if (first && lines.get(i).startsWith("|") && heading.test(lines.get(i))) {
                List<List<String>> table = new ArrayList<>();
                table.add(cells(lines.get(i)));
                lines.subList(i + 2, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .map(MarkdownText::cells)
                        .forEach(table::add);
                tables.add(table);
            }
        }
        return tables;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }
}
