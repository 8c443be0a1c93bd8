package sla.bench.freshness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import sla.bench.plan.Scene;
import sla.bench.system.RestClient;

/** {@code GET /v1/performance} of the day of the probes, as a dashboard asks for it. */
record RestCounts(RestClient evaluator, YearMonth month) implements CountReader {
    @Override
    public Map<String, Long> read(Collection<String> queues) {
        LocalDate day = LocalDate.ofInstant(Probes.moment(month), ZoneOffset.UTC);
        JsonNode answer = evaluator.getJson("/v1/performance?agreement=" + Scene.VENDORS.getFirst() + "-service&from="
                + day + "&to=" + day.plusDays(1) + "&metric=volume,average-speed-of-answer&groupBy=queue&"
                + queues.stream().map(queue -> "queue=" + queue).collect(Collectors.joining("&")));
        Map<String, Long> counts = new HashMap<>();
        answer.get("rows").forEach(row -> {
            String queue = row.get("group").get("queue").textValue();
            JsonNode volume = row.get("metrics").get(0).get("numerator");
            counts.put(queue, volume == null ? 0 : volume.longValue());
        });
        return counts;
    }
}
