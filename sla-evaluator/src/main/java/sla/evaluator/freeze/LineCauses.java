package sla.evaluator.freeze;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.fact.ChangeScope;
import sla.evaluator.fact.ChangedRecords;
import sla.evaluator.freeze.ReliefChanges.NotCounted;
import sla.evaluator.term.TermTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Attribution;
import sla.model.agreement.Kpi;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.LineDifference;
import sla.model.event.EventType;
import sla.model.term.Exclusion;
import sla.model.time.Period;
import sla.model.time.Span;

/** Finds the records by which lines and charges of a frozen period have changed. */
@ApplicationScoped
class LineCauses {
    private final ChangedRecords changedRecords;

    LineCauses(ChangedRecords changedRecords) {
        this.changedRecords = changedRecords;
    }

    /** A KPI over one of its windows. */
    private record Measured(String kpi, @Nullable Period window) {}

    /** Lines and charges with their causes. */
    record Explained(List<LineDifference> lines, List<ChargeDifference> charges) {}

    /**
     * With one look over the records of the period.
     *
     * @param then the period as it was frozen
     * @param exclusionsThen those that the period was frozen with
     * @param notCounted by KPI
     * @param gateKpis by line, the KPIs that its gate asks for
     */
    Explained add(
            Connection connection,
            StoredFreeze freeze,
            AgreementPeriod then,
            List<Exclusion> exclusionsThen,
            List<LineDifference> lines,
            List<ChargeDifference> charges,
            Map<String, Set<String>> gateKpis,
            Map<String, NotCounted> notCounted)
            throws SQLException {
        Agreement agreement = then.agreement();
        List<Exclusion> exclusionsNow = TermTable.approvedExclusions(connection, agreement.agreement());
        Map<Measured, CauseList> lists = new LinkedHashMap<>();
        for (LineDifference line : lines) {
            Set<String> ofGate = gateKpis.getOrDefault(line.key(), Set.of());
            for (Kpi kpi : agreement.kpis()) {
                if ((kpi.id().equals(line.kpi()) || ofGate.contains(kpi.id())) && isExplainedByRecords(kpi)) {
                    Measured measured = measured(then, kpi, line);
                    NotCounted none = notCounted.getOrDefault(kpi.id(), NotCounted.NOTHING);
                    then.window(kpi, measured.window())
                            .map(window -> window.without(none.ofBoth()))
                            .ifPresent(window -> lists.put(
                                    measured, new CauseList(then, window, kpi, exclusionsThen, exclusionsNow, none)));
                }
            }
        }
        for (ChargeDifference charge : charges) {
            for (Kpi kpi : countedBy(agreement, charge)) {
                if (isExplainedByRecords(kpi)) {
                    then.window(kpi, null)
                            .ifPresent(window -> lists.putIfAbsent(
                                    new Measured(kpi.id(), null),
                                    new CauseList(
                                            then, window, kpi, exclusionsThen, exclusionsNow, NotCounted.NOTHING)));
                }
            }
        }
        List<Kpi> kpis = agreement.kpis().stream()
                .filter(kpi -> lists.keySet().stream()
                        .anyMatch(measured -> measured.kpi().equals(kpi.id())))
                .toList();
        Set<Attribution> attributions = kpis.stream().map(Kpi::attribution).collect(Collectors.toSet());
        boolean judged = kpis.stream().anyMatch(kpi -> kpi.metric().judgesContacts());
        Span span = new Span(then.reach(), then.period().endExclusive());
        ChangeScope scope = new ChangeScope(freeze.snapshot(), freeze.vendor(), span, attributions, judged);
        changedRecords.forEach(connection, scope, record -> lists.values().forEach(causes -> causes.look(record)));
        return new Explained(
                ofLines(then, lines, gateKpis, lists),
                charges.stream()
                        .map(charge -> ofCharge(agreement, charge, lists))
                        .toList());
    }

    private static List<LineDifference> ofLines(
            AgreementPeriod then,
            List<LineDifference> lines,
            Map<String, Set<String>> gateKpis,
            Map<Measured, CauseList> lists) {
        return lines.stream()
                .map(line -> {
                    String own = line.kpi();
                    CauseList causes = own == null ? null : lists.get(new Measured(own, line.window()));
                    LineDifference explained = causes == null ? line : causes.addTo(line);
                    Set<String> ofGate = gateKpis.getOrDefault(line.key(), Set.of());
                    for (Kpi kpi : then.agreement().kpis()) {
                        CauseList more = ofGate.contains(kpi.id()) ? lists.get(measured(then, kpi, line)) : null;
                        explained = more == null ? explained : more.addToGate(explained);
                    }
                    return explained;
                })
                .toList();
    }

    private static ChargeDifference ofCharge(
            Agreement agreement, ChargeDifference charge, Map<Measured, CauseList> lists) {
        ChargeDifference explained = charge;
        for (Kpi kpi : countedBy(agreement, charge)) {
            CauseList causes = lists.get(new Measured(kpi.id(), null));
            explained = causes == null ? explained : causes.addTo(explained);
        }
        return explained;
    }

    /** The KPI whose units are charged, and the one of which so many per cent count at least. */
    private static List<Kpi> countedBy(Agreement agreement, ChargeDifference difference) {
        return agreement.charges().stream()
                .filter(charge -> charge.id().equals(difference.charge()))
                .flatMap(charge -> Stream.concat(
                        Stream.ofNullable(charge.kpi()),
                        Stream.ofNullable(charge.atLeast()).flatMap(least -> Stream.ofNullable(least.ofKpi()))))
                .distinct()
                .map(agreement::kpi)
                .toList();
    }

    /** A line's own KPI is measured over the line's window; a gate asks for the same window where the KPI has it. */
    private static Measured measured(AgreementPeriod then, Kpi kpi, LineDifference line) {
        boolean same =
                kpi.id().equals(line.kpi()) || then.window(kpi, line.window()).isPresent();
        return new Measured(
                kpi.id(),
                same ? line.window() : then.windows(kpi).getLast().named().orElse(null));
    }

    /** Whether what a record adds says by itself why the KPI changed. */
    static boolean isExplainedByRecords(Kpi kpi) {
        return !kpi.relatesRecords() && kpi.metric().measuredFrom() != EventType.DECLARED_MEASURE;
    }

    /** Whether a change of the KPI, if there is one, needs a record that explains it. */
    static boolean isExplainedByRecords(Agreement agreement, @Nullable String id) {
        return agreement.kpis().stream().filter(kpi -> kpi.id().equals(id)).allMatch(LineCauses::isExplainedByRecords);
    }

    /**
     * Why there are no records under lines and charges that have changed.
     *
     * @param ofGates KPIs that have changed and with them what a gate says
     */
    static List<OtherCause> withoutRecords(
            Agreement agreement, List<LineDifference> lines, List<ChargeDifference> charges, Set<String> ofGates) {
        Set<String> changed = lines.stream()
                .filter(line -> !Objects.equals(line.before(), line.after()))
                .flatMap(line -> Stream.ofNullable(line.kpi()))
                .collect(Collectors.toSet());
        changed.addAll(ofGates);
        charges.forEach(
                charge -> countedBy(agreement, charge).stream().map(Kpi::id).forEach(changed::add));
        return agreement.kpis().stream()
                .filter(kpi -> !isExplainedByRecords(kpi) && changed.contains(kpi.id()))
                .map(kpi -> kpi.relatesRecords()
                        ? new OtherCause(
                                OtherCause.Kind.RELATED_RECORDS,
                                "'" + kpi.id()
                                        + "' looks at records together: one that has changed since can change what"
                                        + " others add, so none is named alone.")
                        : new OtherCause(
                                OtherCause.Kind.DECLARED,
                                "What is declared for '" + kpi.id()
                                        + "' has changed; GET /v1/declared-measures lists it."))
                .toList();
    }
}
