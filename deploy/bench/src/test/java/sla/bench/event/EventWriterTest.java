package sla.bench.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.bench.plan.PlannedEvent;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.TrafficPlan;
import sla.model.json.Json;

class EventWriterTest {
    private static final TrafficPlan PLAN = new TrafficPlan("t", 7, YearMonth.of(2026, 3), 31, 30_000);

    @Test
    void writesTheSameBytesForTheSameSeed() {
        assertThat(bytes(PLAN)).isEqualTo(bytes(new TrafficPlan("t", 7, YearMonth.of(2026, 3), 31, 30_000)));
    }

    private static List<String> bytes(TrafficPlan plan) {
        EventWriter writer = new EventWriter();
        List<String> values = new ArrayList<>();
        plan.forEach(event -> values.add(new String(writer.value(event), StandardCharsets.UTF_8)));
        return values;
    }

    /** The plan counts by what it knows; the count here knows no more than the bytes, as the product does. */
    @Test
    void plansTheTotalsThatASlowCountOfTheBytesComesTo() throws IOException {
        EventWriter writer = new EventWriter();
        SlowCount count = new SlowCount();
        List<PlannedEvent> events = new ArrayList<>();
        PLAN.forEach(events::add);
        for (PlannedEvent event : events) {
            count.add(event, writer.value(event));
        }
        assertThat(PLAN.totals().differences(count.totals())).isEmpty();
    }

    @Test
    void writesEventsThatTheSchemasAccept() throws IOException {
        Schema interaction = schema("interaction-v1.json");
        Schema evaluation = schema("quality-evaluation-v1.json");
        EventWriter writer = new EventWriter();
        List<PlannedEvent> events = new ArrayList<>();
        new TrafficPlan("s", 11, YearMonth.of(2026, 3), 31, 3_000).forEach(events::add);
        int good = 0;
        for (PlannedEvent event : events) {
            if (event instanceof Faulty) {
                continue;
            }
            good++;
            byte[] value = writer.value(event);
            String text = new String(value, StandardCharsets.UTF_8);
            JsonNode json = Json.MAPPER.readTree(value);
            Schema schema = json.get("type").textValue().startsWith("sla.interaction") ? interaction : evaluation;
            assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
        }
        assertThat(good).isGreaterThan(2_900);
    }

    @Test
    void writesTimesAsTheyAre() {
        assertThat(written(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(written(1_772_355_600_250L)).isEqualTo("2026-03-01T09:00:00.250Z");
        assertThat(written(1_772_409_599_999L)).isEqualTo("2026-03-01T23:59:59.999Z");
    }

    private static String written(long epochMillis) {
        return new String(new ByteText().putInstant(epochMillis).copy(), StandardCharsets.US_ASCII);
    }

    private static Schema schema(String name) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:schemas/" + name));
    }
}
