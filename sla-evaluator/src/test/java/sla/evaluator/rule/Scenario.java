package sla.evaluator.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.Counts;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Kpi;

/**
 * A file of {@code scenarios}: an agreement as its contract writes it, and what some values or contacts must give.
 *
 * @param origin the contract it comes from
 */
record Scenario(
        @JsonProperty(required = true) String origin,
        @JsonProperty(required = true) JsonNode agreement,
        @JsonProperty(required = true) List<Case> cases) {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * @param given the value of each KPI by id
     * @param contacts instead of values, the contacts of each KPI by its id, or of {@code all}
     */
    record Case(
            @JsonProperty(required = true) String name,
            Map<String, BigDecimal> given,
            Map<String, List<ContactList.Contact>> contacts,
            @JsonProperty(required = true) Expected then) {

        Map<String, Counts> counts(Agreement agreement) {
            Map<String, Counts> counts = new LinkedHashMap<>();
            for (Kpi kpi : agreement.kpis()) {
                if (given != null) {
                    counts.put(kpi.id(), ContactsGiving.value(kpi.metric(), given.get(kpi.id())));
                } else {
                    List<ContactList.Contact> own = contacts.getOrDefault(kpi.id(), contacts.get("all"));
                    counts.put(kpi.id(), new ContactList(own, List.of()));
                }
            }
            return counts;
        }
    }

    /**
     * Written by hand from the contract.
     *
     * @param lines amount by rule, all of them
     * @param values value by KPI as target and rules see it; the values given unless named here
     * @param missed KPIs that miss their target; not looked at if absent
     * @param cut caps by rule that cut its line; not looked at if absent
     */
    record Expected(
            @JsonProperty(required = true) Map<String, BigDecimal> lines,
            @JsonProperty(required = true) BigDecimal bonus,
            @JsonProperty(required = true) BigDecimal malus,
            Map<String, BigDecimal> values,
            List<String> missed,
            List<String> notMeasured,
            Map<String, List<String>> cut) {
        Expected {
            values = values == null ? Map.of() : values;
            notMeasured = notMeasured == null ? List.of() : notMeasured;
        }
    }

    /** The agreement, read like any other document: without errors and warnings. */
    Agreement read() {
        return switch (AgreementReader.read(agreement.toString())) {
            case AgreementReader.Read(Agreement read, var warnings) when warnings.isEmpty() -> read;
            case AgreementReader.Result other -> throw new AssertionError(origin + ": " + other);
        };
    }

    static Scenario read(Path file) {
        try {
            return YAML.readValue(Files.readString(file), Scenario.class);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scenarios"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
