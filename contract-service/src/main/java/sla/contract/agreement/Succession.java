package sla.contract.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.MixedSharesCheck;
import sla.model.agreement.RegistryWarning;
import sla.model.time.Period;

/** How a version may follow the one before, and how far each one reaches. */
final class Succession {
    private static final String PAST_STATEMENTS = RegistryWarning.CHANGES_PAST_STATEMENTS.label();

    private Succession() {}

    /** What is wrong with a version as the successor of an active one. */
    static List<FieldError> errors(Agreement previous, Agreement next) {
        List<FieldError> errors = new ArrayList<>();
        if (!next.effectiveFrom().isAfter(previous.effectiveFrom())) {
            errors.add(new FieldError(
                    "effective-from",
                    "/effectiveFrom",
                    "Version " + next.version() + " must start after version " + previous.version()
                            + ", which starts on " + previous.effectiveFrom() + "."));
        }
        boolean ownStart = next.period().startsOn(next.effectiveFrom());
        if (!next.split() && ownStart && isWithinAPeriod(previous, next.effectiveFrom())) {
            LocalDate from = next.effectiveFrom();
            errors.add(new FieldError(
                    "effective-from",
                    "/effectiveFrom",
                    "Version " + next.version() + " starts within a "
                            + previous.period().every().words()
                            + " of version " + previous.version() + ": write "
                            + previous.period().startOf(from) + " or "
                            + previous.period().after(from)
                            + ", or split: true."));
        }
        List<String> mixed =
                isWithinAPeriod(previous, next.effectiveFrom()) ? MixedSharesCheck.rules(previous) : List.of();
        if (next.split() && !mixed.isEmpty()) {
            errors.add(new FieldError(
                    "mixed-shares",
                    "/effectiveFrom",
                    "Version " + next.version() + " cuts a "
                            + previous.period().every().words() + " of version "
                            + previous.version() + ", and in a part only some of the amounts of '"
                            + String.join("', '", mixed) + "' would be pro rata: write "
                            + previous.period().startOf(next.effectiveFrom()) + " or "
                            + previous.period().after(next.effectiveFrom()) + "."));
        }
        unchanged(
                errors,
                "/vendor/id",
                previous,
                next,
                agreement -> agreement.vendor().id(),
                "the vendor is the other side of the contract; another vendor needs another agreement");
        unchanged(
                errors,
                "/currency",
                previous,
                next,
                Agreement::currency,
                "amounts of two currencies cannot be added up; another currency needs another agreement");
        unchanged(
                errors,
                "/zone",
                previous,
                next,
                agreement -> agreement.zone().getId(),
                "where the versions meet, contacts of some hours would be in two periods or in none; another zone needs"
                        + " another agreement");
        return errors;
    }

    /**
     * What people regret: periods that already had a statement under the version before, or are about to get one.
     *
     * @param today in the contract's zone
     */
    static List<FieldError> warnings(Agreement previous, Agreement next, LocalDate today) {
        LocalDate end = previous.effectiveTo();
        LocalDate lastDay = end != null && end.isBefore(today) ? end : today;
        Period first = previous.period().of(next.effectiveFrom(), previous.zone());
        if (lastDay.isBefore(first.firstDay(previous.zone()))) {
            return List.of();
        }
        if (lastDay.isBefore(next.effectiveFrom())) {
            return end != null && end.isBefore(next.effectiveFrom())
                    ? List.of()
                    : List.of(new FieldError(
                            PAST_STATEMENTS,
                            "/effectiveFrom",
                            "The period " + first.label() + " has begun under version " + previous.version()
                                    + ". It is split on " + next.effectiveFrom() + " as soon as version "
                                    + next.version()
                                    + " is active, and its statement becomes two. To leave it as it is,"
                                    + " let version " + next.version() + " start on "
                                    + first.endDay(previous.zone()) + " or later."));
        }
        Period last = previous.period().of(lastDay, previous.zone());
        String periods = first.equals(last)
                ? "The period " + first.label() + " has begun under version " + previous.version() + ". It follows"
                : "The periods " + first.label() + " to " + last.label() + " have begun under version "
                        + previous.version() + ". They follow";
        return List.of(new FieldError(
                PAST_STATEMENTS,
                "/effectiveFrom",
                periods + " version " + next.version()
                        + " as soon as it is active, and statements already known for them change. To leave them as"
                        + " they are, let version " + next.version() + " start on "
                        + last.endDay(previous.zone()) + " or later."));
    }

    /** The warnings of a draft, with those that depend on the day as they are today. */
    static List<FieldError> renewed(List<FieldError> kept, List<FieldError> today) {
        return Stream.concat(kept.stream().filter(warning -> !warning.code().equals(PAST_STATEMENTS)), today.stream())
                .distinct()
                .toList();
    }

    /** Whether a version that starts then would cut a period of the one before. */
    private static boolean isWithinAPeriod(Agreement previous, LocalDate start) {
        LocalDate end = previous.effectiveTo();
        boolean hasEnded = end != null && end.isBefore(start);
        return !hasEnded && !previous.split() && !previous.period().startsOn(start);
    }

    private static void unchanged(
            List<FieldError> errors,
            String pointer,
            Agreement previous,
            Agreement next,
            Function<Agreement, String> field,
            String reason) {
        if (!field.apply(previous).equals(field.apply(next))) {
            errors.add(new FieldError(
                    "changed-between-versions",
                    pointer,
                    "This must stay " + field.apply(previous) + " as in version " + previous.version() + ": " + reason
                            + "."));
        }
    }

    /**
     * The last day of a version.
     *
     * @param declared what its document says, null if open-ended
     * @param nextActiveFrom when the next active version starts, null if there is none
     */
    static @Nullable LocalDate effectiveTo(@Nullable LocalDate declared, @Nullable LocalDate nextActiveFrom) {
        if (nextActiveFrom == null) {
            return declared;
        }
        LocalDate dayBefore = nextActiveFrom.minusDays(1);
        return declared == null || declared.isAfter(dayBefore) ? dayBefore : declared;
    }
}
