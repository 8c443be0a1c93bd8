package sla.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sla.model.event.EventType;
import sla.model.json.Json;

/** The service and the published schemas say the same about the shape of a message. */
class EventTableTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    record Case(
            String name,
            String type,
            Map<String, JsonNode> set,
            List<String> remove,
            List<String> reasons,
            String shape) {
        Case {
            type = type == null ? "interaction" : type;
            set = set == null ? Map.of() : set;
            remove = remove == null ? List.of() : remove;
            reasons = reasons == null ? List.of() : reasons;
        }

        EventType eventType() {
            return EventType.ofLabel(type).orElseThrow();
        }

        ObjectNode event() {
            ObjectNode event = Events.example(eventType());
            set.forEach((pointer, value) -> Events.set(event, pointer, value));
            remove.forEach(pointer -> Events.set(event, pointer, null));
            return event;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = EventTableTest.class.getResourceAsStream("/events.yaml")) {
            JsonNode table = YAMLMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(in);
            return Stream.of(Json.MAPPER.treeToValue(table, Case[].class));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judgesAsTheTableSays(Case given) {
        ObjectNode event = given.event();
        String source = given.reasons().contains("SOURCE_MISMATCH /source")
                ? "meridian"
                : event.path("source").asText("meridian");

        assertThat(Events.reasons(Events.judge(event, Events.source(source))))
                .containsExactlyInAnyOrderElementsOf(given.reasons());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void schemaAgreesAboutTheShape(Case given) {
        boolean good = given.reasons().isEmpty() || "good".equals(given.shape());

        var faults = schema(given.eventType()).validate(given.event().toString(), InputFormat.JSON);

        assertThat(faults.isEmpty()).as("%s", faults).isEqualTo(good);
    }

    @ParameterizedTest
    @EnumSource
    void acceptsTheExampleOfEachSchema(EventType type) {
        ObjectNode event = Events.example(type);

        assertThat(Events.reasons(
                        Events.judge(event, Events.source(event.get("source").asText()))))
                .isEmpty();
        assertThat(schema(type).validate(event.toString(), InputFormat.JSON)).isEmpty();
    }

    private static Schema schema(EventType type) {
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:schemas/" + type.label() + "-v1.json"));
    }
}
