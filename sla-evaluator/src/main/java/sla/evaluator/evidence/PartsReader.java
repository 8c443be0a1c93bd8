package sla.evaluator.evidence;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.evaluation.MissingCounts;
import sla.evaluator.exclusion.ExclusionReader;
import sla.evaluator.freeze.FrozenPeriods;
import sla.evaluator.http.QueryParameters;
import sla.evaluator.rule.ListedParts;
import sla.evaluator.series.SeriesCatalog;
import sla.evaluator.tally.KpiCounts;

/** Lists the parts of a KPI: of a frozen period from what was frozen, else from the counts as they stand now. */
@ApplicationScoped
class PartsReader {
    private final FrozenPeriods frozenPeriods;
    private final SeriesCatalog catalog;
    private final KpiCounts counts;
    private final ExclusionReader exclusions;
    private final Clock clock;

    PartsReader(
            FrozenPeriods frozenPeriods,
            SeriesCatalog catalog,
            KpiCounts counts,
            ExclusionReader exclusions,
            Clock clock) {
        this.frozenPeriods = frozenPeriods;
        this.catalog = catalog;
        this.counts = counts;
        this.exclusions = exclusions;
        this.clock = clock;
    }

    /** In the caller's transaction, which has repeatable reads. */
    ListedParts read(Connection connection, LineId id, LineEvidence of) throws SQLException {
        if (of.kpi().parts() == null) {
            throw QueryParameters.notFound(
                    "The KPI '" + of.kpi().id() + "' is measured over its whole window at once and has no parts.");
        }
        AgreementPeriod period = of.period();
        Optional<FrozenPeriods.Inputs> frozen = frozenPeriods.inputs(connection, id.agreement(), id.period());
        if (frozen.isPresent()) {
            return ListedParts.of(
                    period.agreement(),
                    period.period(),
                    period.contractDays(),
                    frozen.get().counts(),
                    frozen.get().exclusions(),
                    of.kpi(),
                    period.window(of.kpi(), of.subject().window()).orElseThrow(),
                    Instant.MAX);
        }
        Optional<String> gone = MissingCounts.of(connection, period);
        if (gone.isPresent()) {
            throw HttpProblem.valueOf(Response.Status.CONFLICT, gone.get());
        }
        return ListedParts.of(
                period.agreement(),
                period.period(),
                period.contractDays(),
                counts.read(connection, period, catalog.all(connection)),
                exclusions.read(connection, period),
                of.kpi(),
                period.window(of.kpi(), of.subject().window()).orElseThrow(),
                clock.instant());
    }
}
