package sla.local.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads comma-separated values as RFC 4180 has them. */
final class CsvTable {
    private CsvTable() {}

    /** The rows by the names in the header. */
    static List<Map<String, String>> rows(String text) {
        List<List<String>> cells = cells(text);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> row : cells.subList(1, cells.size())) {
            if (row.size() != cells.getFirst().size()) {
                throw new AssertionError("A row with " + row.size() + " cells: " + row);
            }
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                named.put(cells.getFirst().get(i), row.get(i));
            }
            rows.add(named);
        }
        return rows;
    }

    /** One column of a section, by id. */
    static Map<String, String> column(List<Map<String, String>> rows, String section, String column) {
        Map<String, String> values = new TreeMap<>();
        for (Map<String, String> row : rows) {
            if (row.get("section").equals(section) && values.put(row.get("id"), row.get(column)) != null) {
                throw new AssertionError("Twice in section " + section + ": " + row.get("id"));
            }
        }
        return values;
    }

    private static List<List<String>> cells(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == '"') {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(at);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (at != ',' && at != '\r' && at != '\n')) {
                cell.append(at);
            } else if (at != '\r') {
                row.add(cell.toString());
                cell.setLength(0);
                if (at == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }
}
