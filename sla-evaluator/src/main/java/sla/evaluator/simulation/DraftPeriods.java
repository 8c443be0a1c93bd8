package sla.evaluator.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.time.Period;

/**
 * The periods over which a draft is tried, whenever it takes effect: those that stand where they are cut alike, so that
 * there is something to compare with, else whole periods of its own.
 */
record DraftPeriods(Agreement draft, Optional<AgreementVersions> versions) {

    /** Says with 404 that none is called so. */
    Period named(String label) {
        LocalDate day = Period.firstDay(label).orElseThrow();
        Period period = at(day);
        if (!period.label().equals(label)) {
            throw QueryParameters.notFound("There is no period called " + label
                    + ": the one that holds its first day is called " + period.label() + ".");
        }
        return period;
    }

    Period at(LocalDate day) {
        Period own = draft.period().of(day, draft.zone());
        return versions.flatMap(each -> each.at(day))
                .filter(this::isCutAlike)
                .map(AgreementPeriod::period)
                .orElse(own);
    }

    private boolean isCutAlike(AgreementPeriod standing) {
        Agreement version = standing.agreement();
        return version.period().equals(draft.period()) && version.zone().equals(draft.zone());
    }

    /** What stands for the very days. */
    Optional<AgreementPeriod> standing(Period period) {
        return versions.flatMap(each -> each.of(period.label())).filter(each -> sameDays(each.period(), period));
    }

    static boolean sameDays(Period one, Period other) {
        return one.startInclusive().equals(other.startInclusive())
                && one.endExclusive().equals(other.endExclusive());
    }

    /** Where nothing stands, windows reach back to the first period asked for, as if the contract had begun with it. */
    ContractDays contractDays(LocalDate first, Period period) {
        LocalDate start = draft.effectiveFrom().isBefore(first) ? draft.effectiveFrom() : first;
        LocalDate end = draft.effectiveEnd();
        boolean over = end != null && end.isBefore(period.endDay(draft.zone()));
        return new ContractDays(start, over ? null : end);
    }

    /** How the draft's own dates were taken. */
    List<String> notes(String agreement, List<AskedPeriod> asked) {
        List<String> notes = new ArrayList<>();
        LocalDate from = draft.effectiveFrom();
        Period first = asked.getFirst().simulated().period();
        Period last = asked.getLast().simulated().period();
        LocalDate end = draft.effectiveEnd();
        if (first.firstDay(draft.zone()).isBefore(from) || isBefore(end, last.endDay(draft.zone()))) {
            notes.add("The draft is taken as if it held in every period asked for, whatever its effectiveFrom " + from
                    + (end == null ? "" : " and effectiveTo " + draft.effectiveTo()) + " say.");
        }
        List<String> without = asked.stream()
                .filter(each -> each.standing() == null)
                .map(AskedPeriod::label)
                .toList();
        if (versions.isEmpty()) {
            notes.add("There is no active agreement '" + agreement
                    + "', so the draft has no earlier periods, exclusions or"
                    + " claims. Name the one that it is to follow as 'agreement', and it has those of that one.");
        }
        versions.map(AgreementVersions::latest).ifPresent(standing -> {
            if (!standing.currency().equals(draft.currency())) {
                notes.add("Earlier periods are in " + standing.currency() + ": in " + draft.currency()
                        + " the draft looks back on their failures, points and values, and on no amounts.");
            }
            if (!standing.vendor().id().equals(draft.vendor().id())) {
                notes.add("The draft is with '" + draft.vendor().id() + "', and '" + agreement + "' with '"
                        + standing.vendor().id() + "': earlier periods, exclusions and claims are those of that one.");
            }
        });
        if (!without.isEmpty()) {
            notes.add("No active version of '" + agreement + "' has a period of just these days, so there is nothing to"
                    + " compare with in " + String.join(", ", without)
                    + ": there the draft is taken as if the contract had begun with the first period asked for, or with"
                    + " its effectiveFrom if that is earlier. Its periods are whole ones of its own.");
        }
        return notes;
    }

    private static boolean isBefore(@Nullable LocalDate end, LocalDate day) {
        return end != null && end.isBefore(day);
    }
}
