package sla.evaluator.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.ListedPart;
import sla.model.json.Json;

/**
 * The parts of which the value of a KPI is made.
 *
 * @param freeze id of the freeze, if the period is frozen: then all is as it was frozen
 * @param kpi as the parts give it, without them
 * @param items in order, also those that are left out
 * @param next cursor of the next page; absent on the last
 */
public record PartsAnswer(
        String evaluation,
        @Nullable String freeze,
        KpiResult kpi,
        List<ListedPart> items,
        @Nullable String next) {

    /** The same as a table (RFC 4180), with a column for each count of the KPI. */
    byte[] csv() {
        List<String> names = new ArrayList<>(kpi.counts().keySet());
        StringBuilder csv = new StringBuilder("from,to,state,reason,value,numerator,denominator");
        names.forEach(name -> csv.append(',').append(name));
        csv.append("\r\n");
        for (ListedPart part : items) {
            csv.append(part.from()).append(',').append(part.to()).append(',').append(label(part.state()));
            csv.append(',').append(part.reason() == null ? "" : label(part.reason()));
            csv.append(',').append(part.value() == null ? "" : part.value().toPlainString());
            csv.append(',').append(Objects.requireNonNullElse(part.numerator(), ""));
            csv.append(',').append(Objects.requireNonNullElse(part.denominator(), ""));
            SortedMap<String, Long> counts = Objects.requireNonNullElseGet(part.counts(), TreeMap::new);
            names.forEach(name -> csv.append(',').append(counts.containsKey(name) ? counts.get(name) : ""));
            csv.append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String label(Enum<?> value) {
        return Json.MAPPER.valueToTree(value).asText();
    }
}
