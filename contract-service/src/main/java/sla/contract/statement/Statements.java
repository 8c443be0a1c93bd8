package sla.contract.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.contract.agreement.Agreements;
import sla.contract.evaluation.Evaluations;
import sla.contract.evaluation.StatementId;
import sla.contract.http.Cursor;
import sla.contract.source.Sources;
import sla.contract.term.Claims;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Difference;
import sla.model.evaluation.Evaluation;
import sla.model.time.Period;

/** Reads statements. */
@ApplicationScoped
class Statements {
    private final StatementRepository repository;
    private final Evaluations evaluations;
    private final Agreements agreements;
    private final Sources sources;
    private final Claims claims;
    private final Clock clock;

    Statements(
            StatementRepository repository,
            Evaluations evaluations,
            Agreements agreements,
            Sources sources,
            Claims claims,
            Clock clock) {
        this.claims = claims;
        this.repository = repository;
        this.evaluations = evaluations;
        this.agreements = agreements;
        this.sources = sources;
        this.clock = clock;
    }

    List<StatementSummary> find(
            @Nullable String vendor,
            @Nullable String agreement,
            @Nullable String period,
            @Nullable Cursor after,
            int most) {
        return repository.find(vendor, agreement, period, after, most).stream()
                .map(row -> row.at(clock.instant()))
                .toList();
    }

    /** That the period has not begun in the contract's zone, if so: {@code 2026-04-01 has not begun in Europe/Amsterdam}. */
    Optional<String> toCome(StatementId id) {
        List<Agreement> versions = agreements.active(id.agreement());
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        ZoneId zone = versions.getLast().zone();
        return Period.firstDay(id.period())
                .filter(day -> clock.instant().isBefore(day.atStartOfDay(zone).toInstant()))
                .map(day -> day + " has not begun in " + zone);
    }

    Optional<Statement> find(StatementId id) {
        return evaluations.find(id.agreement(), id.period()).map(published -> {
            Evaluation evaluation = published.evaluation();
            Difference difference =
                    evaluations.lastDifference(id.agreement(), id.period()).orElse(null);
            return StatementAssembly.assemble(
                    published,
                    agreements
                            .active(evaluation.agreement(), evaluation.version())
                            .orElse(null),
                    sources.speakingFor(evaluation.vendor()),
                    difference,
                    claims.of(evaluation, difference),
                    clock.instant());
        });
    }
}
