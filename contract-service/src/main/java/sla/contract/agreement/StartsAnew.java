package sla.contract.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Bases;
import sla.model.agreement.Cap;
import sla.model.agreement.Charge;
import sla.model.agreement.EarnBackRule;
import sla.model.agreement.LookedAt;
import sla.model.agreement.RegistryWarning;
import sla.model.agreement.Rule;
import sla.model.agreement.RuleShares;
import sla.model.agreement.WithHistory;

/**
 * What people regret: a part that was only renamed between two versions begins without a history, so that its next failure
 * is a first one again. Banks and earn-backs that are not gone on with are {@link OpenSettlements}.
 */
final class StartsAnew {
    private static final String CODE = RegistryWarning.HISTORY_STARTS_ANEW.label();

    private final Agreement previous;
    private final List<FieldError> warnings = new ArrayList<>();

    private StartsAnew(Agreement previous) {
        this.previous = previous;
    }

    static List<FieldError> warnings(Agreement previous, Agreement next) {
        LookedAt looked = LookedAt.of(next);
        StartsAnew anew = new StartsAnew(previous);
        anew.look("rule", "/rules/", previous.rules(), next.rules(), rules(next, looked));
        Set<String> kpis = new HashSet<>(looked.states());
        kpis.addAll(looked.values());
        anew.look("KPI", "/kpis/", previous.kpis(), next.kpis(), kpis);
        anew.look("charge", "/charges/", previous.charges(), next.charges(), looked.charges());
        anew.look("cap", "/caps/", previous.caps(), next.caps(), looked.caps());
        anew.owed(next);
        return anew.warnings;
    }

    /** Whose earlier lines matter: by themselves, or to a cap or an earn-back that names them. A cap for all knows no ids. */
    private static Set<String> rules(Agreement next, LookedAt looked) {
        Set<String> rules = new HashSet<>(looked.points());
        next.rules().stream()
                .filter(rule -> rule.repeats() != null)
                .map(Rule::id)
                .forEach(rules::add);
        next.rules().stream()
                .filter(EarnBackRule.class::isInstance)
                .forEach(rule -> rules.add(((EarnBackRule) rule).rule()));
        next.caps().stream().filter(cap -> cap.per() != Cap.Scope.PERIOD).forEach(cap -> rules.addAll(cap.rules()));
        return rules;
    }

    /** @param lookedAt the ids of those of whose history something is asked */
    private void look(
            String kind,
            String list,
            List<? extends WithHistory> before,
            List<? extends WithHistory> now,
            Set<String> lookedAt) {
        List<String> gone = before.stream()
                .map(WithHistory::id)
                .filter(id -> now.stream().noneMatch(each -> each.was(id)))
                .toList();
        for (int i = 0; i < now.size(); i++) {
            WithHistory part = now.get(i);
            if (!lookedAt.contains(part.id())) {
                continue;
            }
            List<? extends WithHistory> same =
                    before.stream().filter(each -> part.was(each.id())).toList();
            String pointer = list + i + "/id";
            // What is new beside all that was there before has no history.
            if (same.isEmpty() && !gone.isEmpty()) {
                warn(
                        pointer,
                        part,
                        "Earlier periods are asked for the " + kind + " '" + part.id() + "', and version "
                                + previous.version() + " has none of that id: its history starts anew. If it goes on"
                                + " for another one, name that: formerly: [id]. Not in this version any more: "
                                + String.join(", ", gone) + ".");
            }
            String forgotten = same.stream()
                    .flatMap(each -> each.formerly().stream())
                    .filter(id -> !part.was(id))
                    .collect(Collectors.joining(", "));
            if (!forgotten.isEmpty()) {
                warn(
                        pointer,
                        part,
                        "The " + kind + " '" + same.getFirst().id() + "' of version " + previous.version()
                                + " goes on with the history of " + forgotten + ", which '" + part.id()
                                + "' does not name under formerly: name all its ids, or what was before version "
                                + previous.version() + " is forgotten.");
            }
        }
    }

    /** Shares of charges that the last period before has left to this version; nothing after a pause. */
    private void owed(Agreement next) {
        LocalDate end = previous.effectiveEnd();
        if (end != null && end.isBefore(next.effectiveFrom())) {
            return;
        }
        Bases bases = Bases.of(previous);
        String added = next.charges().stream()
                .filter(charge -> previous.charges().stream().noneMatch(before -> charge.was(before.id())))
                .map(Charge::id)
                .collect(Collectors.joining(", "));
        previous.rules().stream()
                .flatMap(rule -> RuleShares.nextCharges(rule, bases).stream())
                .distinct()
                .filter(charge -> next.charges().stream().noneMatch(each -> each.was(charge)))
                .map(charge -> new FieldError(
                        CODE,
                        "/charges",
                        "Version " + previous.version() + " leaves shares of the next period's '" + charge
                                + "', and version " + next.version()
                                + " has no charge of that id: nothing is owed of it. If it goes on under another id, name"
                                + " it there: formerly: [" + charge + "]."
                                + (added.isEmpty() ? "" : " New in this version: " + added + ".")))
                .forEach(warnings::add);
    }

    private void warn(String pointer, WithHistory part, String message) {
        warnings.add(new FieldError(CODE, pointer, part.id(), message));
    }

    /**
     * Two of one version cannot have become one: their lines would have one name.
     *
     * @param earlier versions, the newest first; what several of them have is said of the newest
     */
    static List<FieldError> errors(List<Agreement> earlier, Agreement next) {
        Map<String, FieldError> errors = new LinkedHashMap<>();
        for (Agreement previous : earlier) {
            merged(errors, "/kpis/", previous.version(), previous.kpis(), next.kpis());
            merged(errors, "/charges/", previous.version(), previous.charges(), next.charges());
            merged(errors, "/rules/", previous.version(), previous.rules(), next.rules());
            merged(errors, "/caps/", previous.version(), previous.caps(), next.caps());
        }
        return List.copyOf(errors.values());
    }

    private static void merged(
            Map<String, FieldError> errors,
            String list,
            int version,
            List<? extends WithHistory> before,
            List<? extends WithHistory> now) {
        for (int i = 0; i < now.size(); i++) {
            WithHistory part = now.get(i);
            List<String> same =
                    before.stream().map(WithHistory::id).filter(part::was).toList();
            if (same.size() > 1) {
                String pointer = list + i + "/formerly";
                errors.putIfAbsent(
                        pointer,
                        new FieldError(
                                "two-become-one",
                                pointer,
                                part.id(),
                                "Version " + version + " has " + String.join(" and ", same)
                                        + ", each with its own history: only one of them can go on as '" + part.id()
                                        + "'."));
            }
        }
    }
}
