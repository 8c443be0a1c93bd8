package sla.evaluator.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.model.event.RecordReference;

/** Records behind a line as a table (RFC 4180), with a column for each count of the KPI. */
final class EvidenceCsv {
    private EvidenceCsv() {}

    /** @param journeys whether there is a column for the other legs, as {@code source/record id}, a blank between them */
    static byte[] write(EvidenceAnswer answer, boolean journeys) {
        List<String> counts = new ArrayList<>(answer.kpi().counts().keySet());
        StringBuilder csv = new StringBuilder("at,source,record_id,revision,type,numerator,denominator");
        counts.forEach(name -> csv.append(',').append(name));
        boolean excluded = answer.items().stream().anyMatch(item -> item.exclusion() != null);
        csv.append(journeys ? ",legs" : "").append(excluded ? ",exclusion\r\n" : "\r\n");
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
                    .append(journeys ? ',' + quoted(legs(item.legs())) : "")
                    .append(excluded ? ',' + Objects.requireNonNullElse(item.exclusion(), "") : "")
                    .append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String legs(@Nullable List<RecordReference> legs) {
        return legs == null
                ? ""
                : legs.stream().map(leg -> leg.source() + '/' + leg.recordId()).collect(Collectors.joining(" "));
    }

    /** A record id can hold anything; what a spreadsheet would run as a formula has an apostrophe in front. */
    private static String quoted(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
