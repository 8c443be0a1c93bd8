package sla.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.Finding;
import sla.model.agreement.FindingCode;
import sla.model.json.Json;

class FindingPlaceTest {
    @Test
    void namesThePartByItsIdAndCountsFromOne() {
        assertThat(words("/alerts/0/when/any/1/kpi", "step-in"))
                .isEqualTo("/alerts/0/when/any/1/kpi (alert \"step-in\")");
        assertThat(words("/rules/0/tiers/1", "asa-tiers")).isEqualTo("/rules/0/tiers/1 (rule \"asa-tiers\", tier 2)");
        assertThat(words("/kpis/2", null)).isEqualTo("/kpis/2 (KPI 3)");
        assertThat(words("/effectiveFrom", null)).isEqualTo("/effectiveFrom");
        assertThat(words("", null)).isEqualTo("the document");
    }

    @Test
    void everyListOfTheDocumentHasAName() throws JsonProcessingException {
        JsonNode properties = Json.MAPPER.readTree(AgreementReader.schema()).path("properties");
        assertThat(properties.properties())
                .filteredOn(each -> each.getValue().path("type").asText().equals("array"))
                .hasSizeGreaterThan(10)
                .allSatisfy(each -> assertThat(words("/" + each.getKey() + "/0", "id"))
                        .startsWith("/" + each.getKey() + "/0 (")
                        .endsWith(" \"id\")"));
    }

    private static String words(String pointer, String about) {
        return FindingPlace.words(new Finding(FindingCode.UNKNOWN_KPI, pointer, about, "message"));
    }
}
