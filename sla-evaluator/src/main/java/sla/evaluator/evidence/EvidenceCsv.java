package sla.evaluator.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records behind a line as a table (RFC 4180), with a column for each count of the KPI. */
final class EvidenceCsv {
    private EvidenceCsv() {}

    static byte[] write(EvidenceAnswer answer) {
        List<String> counts = new ArrayList<>(answer.kpi().counts().keySet());
        StringBuilder csv = new StringBuilder("at,source,record_id,revision,type,numerator,denominator");
        counts.forEach(name -> csv.append(',').append(name));
        csv.append("\r\n");
        for (EvidenceAnswer.Item item : answer.items()) {
            csv.append(item.at())
                    .append(',')
                    .append(item.source())
                    .append(',')
                    .append(quoted(item.recordId()))
                    .append(',')
                    .append(item.revision())
                    .append(',')
                    .append(item.type())
                    .append(',')
                    .append(item.numerator())
                    .append(',')
                    .append(item.denominator())
                    .append(counts.stream()
                            .map(name -> "," + item.counts().getOrDefault(name, 0L))
                            .collect(Collectors.joining()))
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A record id can hold anything; what a spreadsheet would run as a formula has an apostrophe in front. */
    private static String quoted(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
