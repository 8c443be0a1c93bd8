package sla.contract.source;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import sla.contract.http.FieldError;
import sla.contract.http.Identifier;
import sla.model.registration.SourceRegistration;
import sla.model.registration.SourceRegistration.RevisionKind;

/** What a source must say to be registered, whatever else is registered. */
final class SourceCheck {
    private static final int LONGEST_TITLE = 200;
    /** A registration is one message on a topic, and each vendor a parameter of one query. */
    private static final int MOST_VENDORS = 1000;

    private static final Duration COARSEST_CLOCK = Duration.ofMinutes(1);
    private static final Duration MOST_TOLERANCE = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofDays(31);
    private static final long MOST_MONTHS = 1_200;
    private static final long MOST_MONTHS_OF_COUNTS = 2_400;

    private SourceCheck() {}

    static List<FieldError> errors(SourceRegistration source) {
        List<FieldError> errors = new ArrayList<>();
        if (!Identifier.valid(source.id())) {
            errors.add(Identifier.error("/id"));
        }
        if (source.title().isBlank()
                || source.title().length() > LONGEST_TITLE
                || source.title().indexOf('\0') >= 0) {
            errors.add(new FieldError(
                    "wrong-form",
                    "/title",
                    "The title must hold 1 to " + LONGEST_TITLE + " characters that are not all blank."));
        }
        vendors(errors, source);
        if (source.types().isEmpty()) {
            errors.add(new FieldError("too-few", "/types", "Name at least one type that the source may send."));
        }
        within(errors, "clockResolution", source.clockResolution(), Duration.ofMillis(1), COARSEST_CLOCK);
        within(errors, "tolerance", source.tolerance(), Duration.ZERO, MOST_TOLERANCE);
        within(errors, "usualDelay", source.usualDelay(), Duration.ZERO, LONGEST_DELAY);
        wholeMonths(errors, "factsKept", source.factsKept());
        wholeMonths(errors, "pseudonymsKept", source.pseudonymsKept());
        countsKept(errors, source.countsKept(), SourceRegistration.leastCountsKept(source.factsKept()));
        return errors;
    }

    /** Longer than what they are made of: a month may be evaluated anew as long as its records may change. */
    private static void countsKept(List<FieldError> errors, Period value, Period least) {
        if (!isWholeMonths(value) || value.toTotalMonths() > MOST_MONTHS_OF_COUNTS) {
            errors.add(new FieldError(
                    "out-of-range",
                    "/countsKept",
                    "The field 'countsKept' must be whole months, up to P200Y, written as in ISO 8601."));
        } else if (value.toTotalMonths() < least.toTotalMonths()) {
            errors.add(new FieldError(
                    "out-of-range",
                    "/countsKept",
                    "The field 'countsKept' must be at least a month longer than 'factsKept': " + least + " or more."));
        }
    }

    private static boolean isWholeMonths(Period value) {
        return value.getDays() == 0 && value.getYears() >= 0 && value.getMonths() >= 0 && value.toTotalMonths() >= 1;
    }

    private static void wholeMonths(List<FieldError> errors, String field, Period value) {
        if (!isWholeMonths(value) || value.toTotalMonths() > MOST_MONTHS) {
            errors.add(new FieldError(
                    "out-of-range",
                    "/" + field,
                    "The field '" + field + "' must be whole months, from P1M to P100Y, written as in ISO 8601."));
        }
    }

    private static void vendors(List<FieldError> errors, SourceRegistration source) {
        if (source.vendors().isEmpty()) {
            errors.add(
                    new FieldError("too-few", "/vendors", "Name at least one vendor that the source may speak for."));
        } else if (source.vendors().size() > MOST_VENDORS) {
            errors.add(new FieldError(
                    "too-many", "/vendors", "A source may speak for at most " + MOST_VENDORS + " vendors."));
        } else if (!source.vendors().stream().allMatch(Identifier::valid)) {
            errors.add(Identifier.error("/vendors"));
        }
    }

    private static void within(List<FieldError> errors, String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            errors.add(new FieldError(
                    "out-of-range",
                    "/" + field,
                    "The field '" + field + "' must be a duration from " + least + " to " + most
                            + ", written as in ISO 8601."));
        }
    }

    static FieldError unknownVendor(String vendor) {
        return new FieldError(
                "unknown-vendor",
                "/vendors",
                "There is no vendor '" + vendor + "'. Register it first: PUT /v1/vendors/" + vendor + ".");
    }

    static String label(RevisionKind kind) {
        return switch (kind) {
            case NUMBER -> "whole numbers";
            case INSTANT -> "instants";
        };
    }
}
