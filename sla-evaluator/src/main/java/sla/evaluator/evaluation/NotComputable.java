package sla.evaluator.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.count.CountsReader;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.json.Json;

/**
 * Why an agreement cannot be evaluated that no one has activated: for active ones every count they need is made, for a
 * draft there may never have been any, and what is missing would look like nothing.
 */
@ApplicationScoped
public class NotComputable {
    /** All that KPIs are measured by. */
    private static final Set<String> FIELDS = Set.of(
            "agreement",
            "version",
            "title",
            "buyer",
            "vendor",
            "effectiveFrom",
            "effectiveTo",
            "split",
            "period",
            "zone",
            "currency",
            "openingHours",
            "lots",
            "relief");

    private final CountsReader counts;

    NotComputable(CountsReader counts) {
        this.counts = counts;
    }

    /** A sentence; empty if the KPIs of the period can be computed from the counts as they stand. */
    public Optional<String> of(Connection connection, AgreementPeriod period, List<Kpi> kpis) throws SQLException {
        List<String> notKept = new ArrayList<>();
        for (Kpi kpi : kpis) {
            if (!kpi.looksAtRecords() && !counts.isKept(connection, kpi.attribution())) {
                notKept.add("'" + kpi.id() + "' by " + label(kpi));
            }
        }
        return notKept.isEmpty()
                ? MissingCounts.of(connection, only(period, kpis))
                : Optional.of("Contacts are counted by an attribution only once an active agreement uses it, and none"
                        + " uses what these KPIs ask for: " + String.join(", ", notKept) + ".");
    }

    private static String label(Kpi kpi) {
        return Json.MAPPER.valueToTree(kpi.attribution()).asText();
    }

    /**
     * The period with some KPIs, which are of its agreement or over its lots, and without anything that is paid. Of charges
     * there is left that the KPIs are looked at: exclusions ask that.
     */
    public static AgreementPeriod only(AgreementPeriod period, List<Kpi> kpis) {
        ObjectNode document = Json.MAPPER.valueToTree(period.agreement());
        document.retain(FIELDS);
        document.set("kpis", Json.MAPPER.valueToTree(kpis));
        ArrayNode charges = document.putArray("charges");
        kpis.stream()
                .map(Kpi::id)
                .filter(kpi -> period.agreement().charges().stream().anyMatch(charge -> charge.looksAt(kpi)))
                .forEach(kpi -> charges.addObject()
                        .put("id", kpi)
                        .put("title", kpi)
                        .put("kpi", kpi)
                        .put("amount", 0));
        try {
            return new AgreementPeriod(
                    Json.MAPPER.treeToValue(document, Agreement.class), period.period(), period.contractDays());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an agreement cannot be read again", e);
        }
    }
}
