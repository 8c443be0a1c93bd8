package sla.ingest.schema;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.ingest.event.Events;
import sla.ingest.testing.ServiceIT;
import sla.model.event.EventType;

@ServiceIT
class SchemaResourceIT {
    @Test
    void listsASchemaPerTypeAndTheEnvelope() {
        List<String> names = given().get("/v1/schemas").jsonPath().getList("items.name");

        assertThat(names)
                .containsExactly(
                        "envelope-v1.json",
                        "interaction-v1.json",
                        "quality-evaluation-v1.json",
                        "survey-answer-v1.json",
                        "retraction-v1.json",
                        "control-totals-v1.json",
                        "declared-measure-v1.json");
    }

    @Test
    void servesSchemasThatFindEachOtherByTheirAddress() {
        given().get("/v1/schemas/interaction-v1.json")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/schema+json"));
        var schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources()))
                .getSchema(
                        SchemaLocation.of("http://127.0.0.1:" + RestAssured.port + "/v1/schemas/interaction-v1.json"));

        assertThat(schema.validate(Events.example(EventType.INTERACTION).toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate("{}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void knowsNoOtherFile() {
        given().get("/v1/schemas/..%2fapplication.properties").then().statusCode(404);
        given().get("/v1/schemas/nothing.json").then().statusCode(404).contentType("application/problem+json");
    }
}
