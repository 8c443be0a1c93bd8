package sla.contract.term;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.contract.http.Identifier;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.Lot;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.term.TermEntry;
import sla.model.time.Rfc3339;

/** Makes a proposal an exclusion, or says all that is wrong with it. */
final class ExclusionCheck {
    private static final int LONGEST_TEXT = 1000;
    /** One message on a topic, and each record a parameter of one query. */
    private static final int MOST_RECORDS = 1000;

    private static final int LONGEST_RECORD = 300;
    private static final Duration LONGEST = Duration.ofDays(92);

    private final ExclusionProposal proposal;
    private final List<Agreement> versions;
    private final List<FieldError> errors = new ArrayList<>();

    /**
     * @param versions the active ones of the agreement, oldest first
     */
    ExclusionCheck(ExclusionProposal proposal, List<Agreement> versions) {
        this.proposal = proposal;
        this.versions = versions;
    }

    List<FieldError> errors() {
        return errors;
    }

    /** Null if there are {@link #errors}. */
    @Nullable
    Exclusion exclusion(TermEntry proposed) {
        if (!Identifier.valid(proposal.id())) {
            errors.add(Identifier.error("/id"));
        }
        text(errors, "reason", proposal.reason());
        office(errors, "proposer", proposal.proposer());
        if (versions.isEmpty()) {
            error(
                    "unknown-agreement",
                    "/agreement",
                    "There is no agreement '" + shown(proposal.agreement()) + "' with an active version. GET"
                            + " /v1/agreements lists them.");
        }
        Instant from = null;
        Instant to = null;
        List<ExcludedRecord> records = List.of();
        if (proposal.records() != null && proposal.from() == null && proposal.to() == null) {
            records = records(proposal.records());
            if (proposal.lots() != null) {
                error("not-both", "/lots", "Single records are left out wherever they count: leave 'lots' out.");
            }
            named("kpis", "KPI", proposal.kpis(), ids(versions, ExclusionCheck::kpis));
        } else if (proposal.records() == null && proposal.from() != null && proposal.to() != null) {
            from = minute("from", proposal.from());
            to = minute("to", proposal.to());
            if (from != null && to != null) {
                range(from, to);
            }
        } else {
            error(
                    "range-or-records",
                    "",
                    "Write either 'from' and 'to', or 'records': what is left out are some minutes, or single"
                            + " records.");
        }
        return errors.isEmpty()
                ? new Exclusion(
                        proposal.id(),
                        proposal.agreement(),
                        proposal.kind(),
                        proposal.reason(),
                        from,
                        to,
                        Objects.requireNonNullElse(proposal.lots(), List.of()),
                        Objects.requireNonNullElse(proposal.kpis(), List.of()),
                        records,
                        List.of(proposed))
                : null;
    }

    private @Nullable Instant minute(String field, String text) {
        try {
            Instant read = Rfc3339.parse(text);
            if (read.toEpochMilli() % Duration.ofMinutes(1).toMillis() == 0) {
                return read;
            }
            error("not-a-minute", "/" + field, "The field '" + field + "' must be a whole minute, as " + at(field));
        } catch (DateTimeException e) {
            error(
                    "wrong-form",
                    "/" + field,
                    "The field '" + field + "' must be a minute with its offset, as " + at(field) + " '" + text
                            + "' is not: " + e.getMessage() + ".");
        }
        return null;
    }

    private static String at(String field) {
        return (field.equals("from") ? "2026-01-14T10:07:00+01:00" : "2026-01-14T10:52:00+01:00") + ".";
    }

    private void range(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            error("empty-range", "/to", "'to' must lie behind 'from'; it is the first minute that is not left out.");
        } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            error("too-long", "/to", "An exclusion is of at most " + LONGEST.toDays() + " days. Propose several.");
        } else if (!versions.isEmpty()) {
            inContract(from, to);
        }
    }

    private void inContract(Instant from, Instant to) {
        List<Agreement> then = new ArrayList<>();
        Instant covered = from;
        for (int i = 0; i < versions.size(); i++) {
            Agreement version = versions.get(i);
            Instant start = midnight(version, version.effectiveFrom());
            Instant end = end(i);
            if (start.isBefore(to) && (end == null || end.isAfter(from))) {
                then.add(version);
                if (!start.isAfter(covered)) {
                    covered = end == null || end.isAfter(to) ? to : end;
                }
            }
        }
        if (covered.isBefore(to)) {
            error(
                    "outside-the-contract",
                    from.equals(covered) ? "/from" : "/to",
                    "No active version of '" + proposal.agreement() + "' covers " + covered + ". GET /v1/agreements/"
                            + proposal.agreement() + " shows their days.");
            return;
        }
        if (proposal.lots() != null && proposal.kpis() != null) {
            error("not-both", "/kpis", "Name 'lots' or 'kpis': a KPI has its lot.");
        }
        named("lots", "lot", proposal.lots(), ids(then, ExclusionCheck::lots));
        named("kpis", "KPI", proposal.kpis(), ids(then, ExclusionCheck::kpis));
    }

    private static Set<String> ids(List<Agreement> versions, Function<Agreement, Stream<String>> of) {
        return versions.stream().flatMap(of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lots(Agreement version) {
        return version.lots().stream().map(Lot::id);
    }

    private static Stream<String> kpis(Agreement version) {
        return version.kpis().stream().map(Kpi::id);
    }

    /** When the version of that index ends, null if it does not. */
    private @Nullable Instant end(int index) {
        Agreement version = versions.get(index);
        LocalDate own = version.effectiveEnd();
        LocalDate next = index + 1 < versions.size() ? versions.get(index + 1).effectiveFrom() : null;
        LocalDate end = own == null || (next != null && next.isBefore(own)) ? next : own;
        return end == null ? null : midnight(version, end);
    }

    private static Instant midnight(Agreement version, LocalDate day) {
        return day.atStartOfDay(version.zone()).toInstant();
    }

    private void named(String field, String what, @Nullable List<String> names, Set<String> known) {
        if (names == null) {
            return;
        }
        if (names.isEmpty()) {
            error(
                    "too-few",
                    "/" + field,
                    "Name at least one " + what + ", or leave '" + field + "' out for all of them.");
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String pointer = "/" + field + "/" + i;
            if (names.indexOf(name) < i) {
                error("twice", pointer, "The " + what + " '" + shown(name) + "' stands here twice.");
            } else if (!versions.isEmpty() && !known.contains(name)) {
                error(
                        "unknown-" + what.toLowerCase(Locale.ROOT),
                        pointer,
                        "'" + proposal.agreement() + "' has no " + what + " '" + shown(name) + "' then. It has: "
                                + String.join(", ", known) + ".");
            }
        }
    }

    private List<ExcludedRecord> records(List<String> names) {
        if (names.isEmpty() || names.size() > MOST_RECORDS) {
            error(
                    names.isEmpty() ? "too-few" : "too-many",
                    "/records",
                    "List 1 to " + MOST_RECORDS + " records. For more, name a range, or propose several exclusions.");
            return List.of();
        }
        List<ExcludedRecord> records = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            int slash = name.indexOf('/');
            if (slash < 0
                    || !Identifier.valid(name.substring(0, slash))
                    || slash + 1 == name.length()
                    || name.length() > LONGEST_RECORD
                    || name.indexOf('\0') >= 0) {
                error("wrong-form", "/records/" + i, "A record is written as source/recordId, such as bank/call-17.");
            } else if (!before.add(name)) {
                error("twice", "/records/" + i, "The record '" + shown(name) + "' stands here twice.");
            } else {
                records.add(new ExcludedRecord(name.substring(0, slash), name.substring(slash + 1)));
            }
        }
        return records;
    }

    private void error(String code, String pointer, String message) {
        errors.add(new FieldError(code, pointer, message));
    }

    private static String shown(String text) {
        return Identifier.valid(text) ? text : "…";
    }

    static void text(List<FieldError> errors, String field, String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            errors.add(new FieldError(
                    "wrong-form",
                    "/" + field,
                    "The field '" + field + "' must hold 1 to " + LONGEST_TEXT
                            + " characters that are not all blank."));
        }
    }

    /** Terms are kept for ever and printed: they name offices, and nobody in person. */
    static void office(List<FieldError> errors, String field, String office) {
        if (!Identifier.valid(office)) {
            errors.add(new FieldError(
                    "wrong-form",
                    "/" + field,
                    "The field '" + field + "' names an office or a role, such as contract-management, and never a"
                            + " person: 1 to 63 small letters, digits and hyphens."));
        }
    }
}
