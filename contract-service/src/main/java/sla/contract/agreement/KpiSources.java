package sla.contract.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.RegistryWarning;
import sla.model.agreement.Window;
import sla.model.registration.SourceRegistration;
import sla.model.time.Every;

/** The sources that KPIs name. One that cannot report what is measured would leave the KPI not measured for ever. */
final class KpiSources {
    private KpiSources() {}

    static List<FieldError> errors(Agreement agreement, Function<String, Optional<SourceRegistration>> registered) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            if (kpi.source() == null) {
                continue;
            }
            FieldError error = error(
                    "/kpis/" + i + "/source",
                    kpi,
                    kpi.source(),
                    registered.apply(kpi.source()).orElse(null),
                    agreement.vendor().id());
            if (error != null) {
                errors.add(error);
            }
        }
        return errors;
    }

    /**
     * What people regret: a value that needs counts or records which are deleted before it can be frozen.
     *
     * @param speaking the sources that may speak for the vendor
     */
    static List<FieldError> warnings(Agreement agreement, List<SourceRegistration> speaking) {
        List<FieldError> warnings = new ArrayList<>();
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            String pointer = "/kpis/" + i;
            List<SourceRegistration> concerned = concerned(kpi, speaking);
            concerned.stream()
                    .filter(source ->
                            kpi.window() != null && source.countsKept().toTotalMonths() <= months(agreement, kpi))
                    .findFirst()
                    .map(source -> new FieldError(
                            RegistryWarning.WINDOW_LONGER_THAN_COUNTS.label(),
                            pointer + "/window",
                            kpi.id(),
                            "This KPI needs the counts of " + months(agreement, kpi)
                                    + " months until its period is frozen, and source '" + source.id()
                                    + "' keeps them for "
                                    + source.countsKept().toTotalMonths()
                                    + ". Let it keep them longer: PUT /v1/sources/" + source.id() + ", countsKept."))
                    .ifPresent(warnings::add);
            concerned.stream()
                    .filter(source -> kpi.looksAtRecords() && recordsKept(kpi, source) <= months(agreement, kpi))
                    .findFirst()
                    .map(source -> new FieldError(
                            RegistryWarning.LONGER_THAN_RECORDS.label(),
                            pointer,
                            kpi.id(),
                            "This KPI looks at the records of " + months(agreement, kpi)
                                    + " months until its period is frozen, and source '" + source.id() + "' keeps "
                                    + (kpi.relatesToRepeats() ? "pseudonyms" : "records") + " for "
                                    + recordsKept(kpi, source) + ". Let it keep them longer: PUT /v1/sources/"
                                    + source.id() + ", " + (kpi.relatesToRepeats() ? "pseudonymsKept" : "factsKept")
                                    + "."))
                    .ifPresent(warnings::add);
        }
        return warnings;
    }

    /** Those of which the KPI counts records. */
    static List<SourceRegistration> concerned(Kpi kpi, List<SourceRegistration> speaking) {
        return speaking.stream()
                .filter(source -> kpi.source() == null || kpi.source().equals(source.id()))
                .filter(source -> source.maySend(kpi.metric().recordType()))
                .toList();
    }

    /** For how many months what it looks at is there. */
    private static long recordsKept(Kpi kpi, SourceRegistration source) {
        return (kpi.relatesToRepeats() ? source.pseudonymsKept() : source.factsKept()).toTotalMonths();
    }

    /** How far back from the end of a period a window begins, and another period in which to freeze it. */
    private static long months(Agreement agreement, Kpi kpi) {
        long period = months(agreement.period().every());
        Window window = kpi.window();
        if (window == null) {
            return period;
        }
        return window.every() == null
                ? period * (Objects.requireNonNullElse(window.last(), 1) + 1L)
                : months(window.every()) + period;
    }

    private static long months(Every every) {
        return Objects.requireNonNullElse(every.months(), 1);
    }

    private static @Nullable FieldError error(
            String pointer, Kpi kpi, String id, @Nullable SourceRegistration source, String vendor) {
        if (source == null) {
            return new FieldError(
                    "unknown-source",
                    pointer,
                    kpi.id(),
                    "There is no source '" + id + "'. Register it first: PUT /v1/sources/" + id + ".");
        }
        if (!source.vendors().contains(vendor)) {
            return new FieldError(
                    "source-not-allowed",
                    pointer,
                    kpi.id(),
                    "Source '" + id + "' may not speak for vendor '" + vendor + "', only for: "
                            + String.join(", ", source.vendors())
                            + ". Name another source, or add the vendor: PUT /v1/sources/" + id + ".");
        }
        String needed = kpi.metric().recordType();
        if (!source.maySend(needed)) {
            return new FieldError(
                    "source-not-allowed",
                    pointer,
                    kpi.id(),
                    "This KPI is measured from records of the type " + needed + ", which source '" + id
                            + "' may not send. Name another source, or add the type: PUT /v1/sources/" + id + ".");
        }
        return null;
    }
}
