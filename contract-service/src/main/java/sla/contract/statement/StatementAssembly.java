package sla.contract.statement;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.StatementId;
import sla.contract.term.StatementClaim;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.evaluation.Completeness;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PublishedEvaluation;
import sla.model.evaluation.SourceCompleteness;
import sla.model.registration.SourceRegistration;

/** Puts a statement together; a pure function of what is kept and of the moment. */
final class StatementAssembly {
    private StatementAssembly() {}

    /**
     * @param agreement the version of the evaluation; null if it is not kept here
     * @param sources that may speak for the vendor
     * @param difference the last one from a frozen result; null if there is none
     * @param claims how it stands with what has to be claimed
     */
    static Statement assemble(
            PublishedEvaluation published,
            @Nullable Agreement agreement,
            List<SourceRegistration> sources,
            @Nullable Difference difference,
            List<StatementClaim> claims,
            Instant now) {
        Evaluation evaluation = published.evaluation();
        return new Statement(
                new StatementId(evaluation.agreement(), evaluation.period().label()).toString(),
                StatementStatus.of(published.freeze()),
                now.isBefore(evaluation.period().endExclusive()),
                evaluation.agreement(),
                evaluation.version(),
                agreement == null ? null : agreement.title(),
                published.sequence(),
                published.evaluatedAt(),
                agreement == null
                        ? null
                        : new Statement.Party(
                                agreement.buyer().legalName(), agreement.buyer().vatId()),
                vendor(evaluation, agreement),
                agreement == null ? null : agreement.purchaseOrder(),
                agreement == null ? null : agreement.taxTreatment(),
                new Statement.StatementPeriod(
                        evaluation.period().label(),
                        evaluation.zone(),
                        evaluation.period().startInclusive(),
                        evaluation.period().endExclusive(),
                        evaluation.period().part()),
                sources.stream()
                        .map(source -> new Statement.StatementSource(
                                source.id(),
                                source.title(),
                                source.clockResolution(),
                                completeness(evaluation, source.id())))
                        .toList(),
                evaluation.kpis(),
                evaluation.lines(),
                evaluation.bonus(),
                evaluation.malus(),
                evaluation.charges(),
                evaluation.charged(),
                evaluation.reliefs(),
                evaluation.withoutExclusions(),
                evaluation.alerts(),
                claims,
                published.freeze(),
                difference,
                evaluation.completeness(),
                agreement == null ? List.of() : agreement.interpretations(),
                notes(published, agreement, now));
    }

    private static Completeness completeness(Evaluation evaluation, String source) {
        return evaluation.sources().stream()
                .filter(one -> one.source().equals(source))
                .map(SourceCompleteness::completeness)
                .findFirst()
                .orElse(Completeness.NOT_DECLARED);
    }

    private static Statement.Vendor vendor(Evaluation evaluation, @Nullable Agreement agreement) {
        return agreement == null
                ? new Statement.Vendor(evaluation.vendor(), null, null)
                : new Statement.Vendor(
                        evaluation.vendor(),
                        agreement.vendor().legalName(),
                        agreement.vendor().vatId());
    }

    private static List<String> notes(PublishedEvaluation published, @Nullable Agreement agreement, Instant now) {
        Evaluation evaluation = published.evaluation();
        if (agreement == null) {
            return List.of("Version " + evaluation.version() + " of agreement '" + evaluation.agreement()
                    + "' is not kept here as active: title, parties and terms are missing.");
        }
        return published.freeze() == null ? provisional(evaluation, agreement, now) : List.of();
    }

    /** A period that is over and looks as if nothing could come any more. */
    private static List<String> provisional(Evaluation evaluation, Agreement agreement, Instant now) {
        Instant end = evaluation.period().endExclusive();
        List<Kpi> waiting = agreement.kpis().stream()
                .filter(kpi -> now.isBefore(end.plus(kpi.lookAhead())))
                .toList();
        if (now.isBefore(end) || waiting.isEmpty()) {
            return List.of();
        }
        Instant until = waiting.stream()
                .map(kpi -> end.plus(kpi.lookAhead()))
                .max(Instant::compareTo)
                .orElseThrow();
        return List.of("Provisional until " + until + " at least: what customers, answers or later legs of its contacts"
                + " bring until then still counts for "
                + waiting.stream().map(Kpi::id).collect(Collectors.joining(", ")) + ".");
    }
}
