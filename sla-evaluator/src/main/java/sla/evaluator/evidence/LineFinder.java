package sla.evaluator.evidence;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.contribution.CameLast;
import sla.evaluator.contribution.LeftOut;
import sla.evaluator.evaluation.EvaluationTable;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.Snapshot;
import sla.evaluator.freeze.FrozenPeriods;
import sla.evaluator.freeze.FrozenPeriods.Frozen;
import sla.evaluator.freeze.SealedRecords;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.time.Span;

/** Finds what a line, a charge or a KPI is about, as it was frozen or as it is now. */
@ApplicationScoped
class LineFinder {
    private final FrozenPeriods frozenPeriods;
    private final AgreementTable agreements;
    private final EvaluationTable evaluations;

    LineFinder(FrozenPeriods frozenPeriods, AgreementTable agreements, EvaluationTable evaluations) {
        this.frozenPeriods = frozenPeriods;
        this.agreements = agreements;
        this.evaluations = evaluations;
    }

    /** In the caller's transaction, which has repeatable reads. Says with 404 what there is none of. */
    LineEvidence find(Connection connection, LineId id) throws SQLException {
        Snapshot present = Snapshot.current(connection);
        Optional<Frozen> frozen = frozenPeriods.find(connection, id.agreement(), id.period());
        if (frozen.isPresent()) {
            Frozen found = frozen.get();
            boolean restored = found.snapshot().systemIdentifier() != present.systemIdentifier();
            return evidence(
                    connection,
                    id,
                    found.period(),
                    found.evaluation(),
                    restored ? present : found.snapshot(),
                    !restored,
                    found.id(),
                    restored
                            ? List.of(
                                    "The database was filled from a dump after the freeze, so these are the records that"
                                            + " count now, not those that counted then.")
                            : List.of());
        }
        Optional<AgreementPeriod> period = agreements.period(connection, id.agreement(), id.period());
        Optional<Evaluation> last = evaluations.last(connection, id.agreement(), id.period());
        if (period.isEmpty() || last.isEmpty()) {
            String begins = period.map(each ->
                            " yet: the period begins at " + each.period().startInclusive())
                    .orElse("");
            throw QueryParameters.notFound("There is no evaluation '" + id.evaluation() + "'" + begins
                    + ". GET /v1/statements of contract-service lists them.");
        }
        int version = period.get().agreement().version();
        if (last.get().version() != version) {
            throw HttpProblem.builder()
                    .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                    .withTitle("Not evaluated yet")
                    .withDetail("The evaluation '" + id.evaluation() + "' is by version "
                            + last.get().version() + " of the agreement, and version " + version
                            + " holds now. Ask again when it has been evaluated anew, in a few seconds.")
                    .withHeader("Retry-After", "5")
                    .build();
        }
        return evidence(connection, id, period.get(), last.get(), present, false, null, List.of());
    }

    private static LineEvidence evidence(
            Connection connection,
            LineId id,
            AgreementPeriod period,
            Evaluation evaluation,
            Snapshot snapshot,
            boolean frozen,
            @Nullable String freeze,
            List<String> notes)
            throws SQLException {
        EvidenceSubject subject = EvidenceSubject.of(id, period.agreement(), evaluation);
        String kpiId = subject.kpi();
        Kpi kpi = period.agreement().kpi(kpiId);
        KpiWindow window = period.window(kpi, subject.window())
                .orElseThrow()
                .without(LeftOut.of(period.agreement(), evaluation, kpiId));
        KpiResult result = evaluation.kpis().stream()
                .filter(each -> each.kpi().equals(kpiId) && Objects.equals(each.window(), subject.window()))
                .findFirst()
                .orElseThrow();
        List<String> all = new ArrayList<>(notes);
        if (frozen && TalliedEvidence.isFor(kpi)) {
            all.add("These are the records that count now, not those that counted when the period was frozen: '" + kpiId
                    + "' looks at records together, or at what is declared.");
        }
        relief(period.agreement(), evaluation, kpiId).ifPresent(all::add);
        Span span = new Span(window.period().startInclusive(), window.period().endExclusive());
        SealedRecords.of(connection, evaluation.vendor(), span).stream()
                .map(Difference.OtherCause::text)
                .forEach(all::add);
        return new LineEvidence(
                period,
                kpi,
                window,
                subject,
                result,
                snapshot,
                frozen,
                freeze,
                new LeavesOut(evaluation.exclusions(), period.agreement(), kpi),
                CameLast.of(period.agreement(), evaluation, kpiId),
                all);
    }

    /** What of the records does not count, or not wholly. */
    private static Optional<String> relief(Agreement agreement, Evaluation evaluation, String kpi) {
        return Corridor.relieving(agreement, kpi)
                .filter(corridor -> !LeftOut.above(evaluation, corridor).isEmpty())
                .map(corridor -> switch (corridor.surplus()) {
                    case WHOLE, LAST_IN ->
                        "What the relief '" + corridor.id()
                                + "' leaves out is not listed: the reliefs of the evaluation"
                                + " name its days or intervals"
                                + (corridor.surplus() == Corridor.Surplus.WHOLE
                                        ? "."
                                        : ", and of each the first contact that is beyond it.");
                    case PRO_RATA ->
                        "Records of some days or intervals count with a part of themselves only, as the KPI's formula"
                                + " says; here they are listed with the whole. The reliefs of the evaluation name these"
                                + " under '" + corridor.id() + "'.";
                });
    }
}
