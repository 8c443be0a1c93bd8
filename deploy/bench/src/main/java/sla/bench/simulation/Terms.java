package sla.bench.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import sla.bench.system.Services;
import sla.model.json.Json;

/**
 * What is asked of the month of one vendor. What has a round is another question in each, so that nothing of the last
 * answer helps the next.
 */
final class Terms {
    private static final String AGREEMENT = "alder-service";

    private final YearMonth month;
    private final ObjectNode document;

    Terms(Services services, YearMonth month) {
        this.month = month;
        document = (ObjectNode) services.contractService().getJson("/v1/agreements/" + AGREEMENT + "/versions/1");
    }

    ObjectNode unchanged() {
        return Json.MAPPER.createObjectNode().put("agreement", AGREEMENT).put("from", month.toString());
    }

    ObjectNode otherPrice(int round) {
        return change("/rules/speed-of-answer/above/amount", -201 - round);
    }

    ObjectNode otherThreshold(int round) {
        return change("/kpis/service-level/metric/threshold/seconds", 31 + round % 500);
    }

    /** The first rule of the agreement, the one on its service level, in steps. */
    ObjectNode otherTiers(int round) {
        ObjectNode draft = document.deepCopy();
        ObjectNode rule = (ObjectNode) draft.at("/rules/0");
        rule.putArray("tiers")
                .add(Json.MAPPER.createObjectNode().put("below", 70).put("amount", -6001 - round))
                .add(Json.MAPPER
                        .createObjectNode()
                        .put("atLeast", 70)
                        .put("below", 75)
                        .put("amount", -3001 - round))
                .add(Json.MAPPER.createObjectNode().put("above", 85).put("amount", 2501 + round));
        return Json.MAPPER.createObjectNode().put("from", month.toString()).set("document", draft);
    }

    /** Its records are looked at; all but the first minutes. */
    ObjectNode withoutFirstDay(int round) {
        ZonedDateTime day = month.atDay(1).atStartOfDay(Simulation.ZONE);
        ObjectNode request = unchanged();
        request.putArray("exclusions")
                .addObject()
                .put("from", day.plusMinutes(round % 60).toInstant().toString())
                .put("to", day.plusDays(1).toInstant().toString());
        return request;
    }

    String formulas() {
        return "/v1/evaluations/" + AGREEMENT + ':' + month + "/kpis/service-level/formulas";
    }

    private ObjectNode change(String path, int value) {
        ObjectNode request = unchanged();
        request.putArray("change")
                .addObject()
                .put("op", "replace")
                .put("path", path)
                .put("value", value);
        return request;
    }
}
