package sla.evaluator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.evaluation.NotComputable;
import sla.evaluator.freeze.FrozenCounts;
import sla.evaluator.freeze.FrozenCounts.Frozen;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.series.Series;
import sla.evaluator.simulation.FormulasAnswer.Treated;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ServiceLevel.Abandons;
import sla.model.agreement.WaitBound;
import sla.model.evaluation.Evaluation;
import sla.model.json.Json;
import sla.model.term.Exclusion;

/** A service level under every treatment of abandons, all else as its KPI has it. */
@ApplicationScoped
class Formulas {
    private static final int UNPROCESSABLE = 422;

    private final AgreementTable agreements;
    private final FrozenCounts frozenCounts;
    private final Evaluations evaluations;
    private final NotComputable notComputable;

    Formulas(
            AgreementTable agreements,
            FrozenCounts frozenCounts,
            Evaluations evaluations,
            NotComputable notComputable) {
        this.agreements = agreements;
        this.frozenCounts = frozenCounts;
        this.evaluations = evaluations;
        this.notComputable = notComputable;
    }

    /** Which KPI of which period, as the address names them. */
    record Asked(
            String agreement,
            String period,
            String kpi,
            @Nullable WaitBound shortAbandon) {
        String evaluation() {
            return agreement + ':' + period;
        }
    }

    /** In the caller's transaction. Says with 404 what there is none of, with 422 that the KPI is no service level. */
    FormulasAnswer of(Connection connection, Asked asked, Map<Integer, Series> series, Instant now)
            throws SQLException {
        Optional<Frozen> frozen = frozenCounts.find(connection, asked.agreement(), asked.period());
        AgreementPeriod period = frozen.isPresent()
                ? frozen.get().period()
                : agreements
                        .period(connection, asked.agreement(), asked.period())
                        .orElseThrow(() -> QueryParameters.notFound("There is no evaluation '" + asked.evaluation()
                                + "'. GET /v1/statements of contract-service lists them."));
        if (period.period().startInclusive().isAfter(now)) {
            throw QueryParameters.notFound("There is no evaluation '" + asked.evaluation()
                    + "' yet: the period begins at " + period.period().startInclusive() + ".");
        }
        Kpi kpi = period.agreement().kpis().stream()
                .filter(each -> each.id().equals(asked.kpi()))
                .findFirst()
                .orElseThrow(() -> QueryParameters.notFound("The agreement of '" + asked.evaluation()
                        + "' has no KPI '" + asked.kpi() + "'. It has: "
                        + period.agreement().kpis().stream().map(Kpi::id).collect(Collectors.joining(", ")) + "."));
        if (!(kpi.metric() instanceof ServiceLevel own)) {
            throw HttpProblem.builder()
                    .withStatus(UNPROCESSABLE)
                    .withTitle("Unprocessable Content")
                    .withDetail("The KPI '" + kpi.id() + "' is no service level: abandons are treated in one way.")
                    .build();
        }
        WaitBound shortAbandon = own.shortAbandon() == null ? asked.shortAbandon() : own.shortAbandon();
        List<String> notes = new ArrayList<>();
        Corridor.relieving(period.agreement(), kpi.id())
                .ifPresent(
                        corridor -> notes.add("The relief '" + corridor.id() + "' is left aside: all contacts count."));
        List<Treated> treated =
                treated(connection, frozen, period, kpi, own, variants(own, shortAbandon), series, notes);
        return new FormulasAnswer(
                asked.evaluation(),
                frozen.map(Frozen::id).orElse(null),
                kpi.id(),
                own.callbacks(),
                shortAbandon,
                treated,
                notes);
    }

    /** The metric under each treatment that can be computed. */
    private static Map<Abandons, ServiceLevel> variants(ServiceLevel own, @Nullable WaitBound shortAbandon) {
        Map<Abandons, ServiceLevel> variants = new EnumMap<>(Abandons.class);
        for (Abandons abandons : Abandons.values()) {
            if (abandons == own.abandons()) {
                variants.put(abandons, own);
            } else if (!abandons.needsShortAbandon() || shortAbandon != null) {
                variants.put(
                        abandons,
                        new ServiceLevel(
                                own.threshold(),
                                abandons,
                                abandons.needsShortAbandon() ? shortAbandon : null,
                                own.callbacks()));
            }
        }
        return variants;
    }

    private List<Treated> treated(
            Connection connection,
            Optional<Frozen> frozen,
            AgreementPeriod period,
            Kpi kpi,
            ServiceLevel own,
            Map<Abandons, ServiceLevel> variants,
            Map<Integer, Series> series,
            List<String> notes)
            throws SQLException {
        FrozenCounts.Result all = evaluate(connection, frozen, period, kpi, kpis(kpi, variants), series);
        // What was frozen is enough for the contract's own formula.
        FrozenCounts.Result known = all.evaluation() == null && frozen.isPresent()
                ? evaluate(connection, frozen, period, kpi, kpis(kpi, Map.of(own.abandons(), own)), series)
                : all;
        Optional.ofNullable(all.note()).filter(_ -> all.evaluation() != null).ifPresent(notes::add);
        List<Treated> treated = new ArrayList<>();
        for (Abandons abandons : Abandons.values()) {
            if (!variants.containsKey(abandons)) {
                treated.add(Treated.missing(
                        abandons,
                        "The limit of a short abandon, which the KPI does not name: ask with ?shortAbandon=5, in"
                                + " seconds."));
                continue;
            }
            Evaluation evaluation = known.evaluation();
            List<Treated> found = evaluation == null
                    ? List.of()
                    : evaluation.kpis().stream()
                            .filter(result -> result.kpi().equals(label(abandons)))
                            .map(result -> Treated.of(abandons, abandons == own.abandons(), result))
                            .toList();
            treated.addAll(
                    found.isEmpty()
                            ? List.of(Treated.missing(abandons, Objects.requireNonNullElse(all.note(), "Its counts.")))
                            : found);
        }
        return treated;
    }

    private FrozenCounts.Result evaluate(
            Connection connection,
            Optional<Frozen> frozen,
            AgreementPeriod period,
            Kpi of,
            List<Kpi> kpis,
            Map<Integer, Series> series)
            throws SQLException {
        AgreementPeriod only = NotComputable.only(period, kpis);
        if (frozen.isPresent()) {
            return frozenCounts.evaluate(connection, frozen.get(), only, series, null, null);
        }
        Optional<String> why = notComputable.of(connection, only, kpis);
        if (why.isPresent()) {
            return new FrozenCounts.Result(null, why.get());
        }
        // What the KPI leaves out, it leaves out under every treatment.
        List<Exclusion> exclusions = TermTable.approvedExclusions(
                        connection, period.agreement().agreement())
                .stream()
                .filter(exclusion -> exclusion.concerns(period.agreement(), of))
                .map(Exclusion::ofAllKpis)
                .toList();
        return new FrozenCounts.Result(evaluations.of(connection, only, exclusions, series), null);
    }

    /** The KPI with each of the metrics, called by its treatment. */
    private static List<Kpi> kpis(Kpi kpi, Map<Abandons, ServiceLevel> variants) {
        List<Kpi> kpis = new ArrayList<>();
        variants.forEach((abandons, metric) -> {
            ObjectNode document = Json.MAPPER.valueToTree(kpi);
            document.put("id", label(abandons));
            // Exclusions name it by its own id.
            document.putArray("formerly").add(kpi.id());
            document.set("metric", Json.MAPPER.valueToTree((Metric) metric));
            try {
                kpis.add(Json.MAPPER.treeToValue(document, Kpi.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a KPI cannot be read again", e);
            }
        });
        return kpis;
    }

    private static String label(Abandons abandons) {
        return Json.MAPPER.convertValue(abandons, String.class);
    }
}
