package sla.evaluator.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.freeze.FrozenCounts;
import sla.evaluator.freeze.FrozenCounts.Frozen;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.time.Period;

/** Which periods a simulation is about, and under which terms each. */
@ApplicationScoped
class AskedPeriods {
    static final int MOST = 36;

    private final AgreementTable agreements;
    private final FrozenCounts frozenCounts;
    private final Registered registered;

    AskedPeriods(AgreementTable agreements, FrozenCounts frozenCounts, Registered registered) {
        this.agreements = agreements;
        this.frozenCounts = frozenCounts;
        this.registered = registered;
    }

    /**
     * @param agreement what they are compared with
     * @param periods oldest first
     */
    record Result(String agreement, List<AskedPeriod> periods, List<String> notes, List<DocumentFinding> warnings) {}

    /** In the caller's transaction. Says with 404 what there is none of, with 422 what cannot be computed. */
    Result of(Connection connection, SimulationRequest request, Instant now) throws SQLException {
        if (request.document() == null) {
            return ofVersions(connection, request, now);
        }
        Draft draft = Draft.read(request.document());
        if (!request.change().isEmpty()) {
            draft = Draft.of(draft.agreement(), request.change());
        }
        registered.check(connection, draft);
        return ofDraft(connection, request, draft, now);
    }

    /** The version of each period with the change. */
    private Result ofVersions(Connection connection, SimulationRequest request, Instant now) throws SQLException {
        String id = String.valueOf(request.agreement());
        AgreementVersions versions =
                agreements.versions(connection, id).orElseThrow(() -> QueryParameters.notFound(unknown(id)));
        LocalDate end = last(standing(versions, request.to()), now)
                .period()
                .endDay(versions.latest().zone());
        LocalDate day = standing(versions, request.from())
                .period()
                .firstDay(versions.latest().zone());
        List<AskedPeriod> periods = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<DocumentFinding> warnings = new LinkedHashSet<>();
        Map<Agreement, Draft> changed = new HashMap<>();
        for (AgreementPeriod each : versions.begun(day, now)) {
            if (!each.period().firstDay(each.agreement().zone()).isBefore(end)) {
                break;
            }
            if (each.period().firstDay(each.agreement().zone()).isAfter(day)) {
                notes.add("No version covers " + day + " to "
                        + each.period().firstDay(each.agreement().zone()).minusDays(1) + ".");
            }
            day = each.period().endDay(each.agreement().zone());
            Optional<Frozen> frozen = frozen(connection, id, each.period());
            AgreementPeriod standing = frozen.map(Frozen::period).orElse(each);
            Draft draft = changed.get(standing.agreement());
            if (draft == null) {
                draft = Draft.of(standing.agreement(), request.change());
                registered.check(connection, draft);
                changed.put(standing.agreement(), draft);
            }
            warnings.addAll(draft.warnings());
            periods.add(new AskedPeriod(
                    standing,
                    frozen,
                    new AgreementPeriod(draft.agreement(), standing.period(), standing.contractDays()),
                    id,
                    standing.agreement().currency()));
            refuseMore(periods);
        }
        if (periods.isEmpty()) {
            throw QueryParameters.badRequest("'to' lies before 'from'.");
        }
        return new Result(id, periods, notes, List.copyOf(warnings));
    }

    private static AgreementPeriod standing(AgreementVersions versions, String label) {
        return versions.of(label)
                .orElseThrow(() -> QueryParameters.notFound("No active version of '" + versions.agreement()
                        + "' has a period called " + label
                        + Period.firstDay(label)
                                .flatMap(versions::at)
                                .map(each -> ": the one that holds its first day is called " + each.label())
                                .orElse("")
                        + "."));
    }

    /** The draft for every period, whenever it takes effect. */
    private Result ofDraft(Connection connection, SimulationRequest request, Draft draft, Instant now)
            throws SQLException {
        String named = draft.agreement().agreement();
        String id = request.agreement() == null ? named : request.agreement();
        Optional<AgreementVersions> versions = agreements.versions(connection, id);
        if (versions.isEmpty() && request.agreement() != null) {
            throw QueryParameters.notFound(unknown(id));
        }
        Agreement agreement = draft.of(id);
        DraftPeriods asked = new DraftPeriods(agreement, versions);
        LocalDate first = asked.named(request.from()).firstDay(agreement.zone());
        Period end = asked.named(request.to());
        LocalDate beginning = first;
        last(new AgreementPeriod(agreement, end, ContractDays.of(agreement)), now);
        List<AskedPeriod> periods = new ArrayList<>();
        LocalDate day = first;
        while (day.isBefore(end.endDay(agreement.zone()))) {
            Period period = asked.at(day);
            Optional<AgreementPeriod> covering = asked.standing(period);
            Optional<Frozen> frozen = covering.isEmpty() ? Optional.empty() : frozen(connection, id, period);
            AgreementPeriod standing = frozen.map(Frozen::period).orElse(covering.orElse(null));
            periods.add(new AskedPeriod(
                    standing,
                    frozen,
                    new AgreementPeriod(
                            agreement,
                            standing == null ? period : standing.period(),
                            standing == null ? asked.contractDays(beginning, period) : standing.contractDays()),
                    named,
                    versions.map(AgreementVersions::latest).orElse(agreement).currency()));
            refuseMore(periods);
            day = period.endDay(agreement.zone());
        }
        if (periods.isEmpty()) {
            throw QueryParameters.badRequest("'to' lies before 'from'.");
        }
        return new Result(id, periods, asked.notes(id, periods), draft.warnings());
    }

    private Optional<Frozen> frozen(Connection connection, String agreement, Period period) throws SQLException {
        return frozenCounts
                .find(connection, agreement, period.label())
                .filter(frozen -> DraftPeriods.sameDays(frozen.period().period(), period));
    }

    private static AgreementPeriod last(AgreementPeriod period, Instant now) {
        if (period.period().startInclusive().isAfter(now)) {
            throw QueryParameters.notFound(
                    "The period " + period.label() + " has not begun: there is nothing to be computed from.");
        }
        return period;
    }

    private static void refuseMore(List<AskedPeriod> periods) {
        if (periods.size() > MOST) {
            throw QueryParameters.badRequest(
                    "More than " + MOST + " periods lie between 'from' and 'to'. Ask for fewer.");
        }
    }

    private static String unknown(String agreement) {
        return "There is no active agreement '" + agreement + "'.";
    }
}
