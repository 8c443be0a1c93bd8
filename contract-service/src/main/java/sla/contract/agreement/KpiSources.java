package sla.contract.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.registration.SourceRegistration;

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
                    kpi.source(),
                    registered.apply(kpi.source()).orElse(null),
                    agreement.vendor().id(),
                    kpi.metric().recordType());
            if (error != null) {
                errors.add(error);
            }
        }
        return errors;
    }

    private static @Nullable FieldError error(
            String pointer, String id, @Nullable SourceRegistration source, String vendor, String needed) {
        if (source == null) {
            return new FieldError(
                    "unknown-source",
                    pointer,
                    "There is no source '" + id + "'. Register it first: PUT /v1/sources/" + id + ".");
        }
        if (!source.vendors().contains(vendor)) {
            return new FieldError(
                    "source-not-allowed",
                    pointer,
                    "Source '" + id + "' may not speak for vendor '" + vendor + "', only for: "
                            + String.join(", ", source.vendors())
                            + ". Name another source, or add the vendor: PUT /v1/sources/" + id + ".");
        }
        if (!source.maySend(needed)) {
            return new FieldError(
                    "source-not-allowed",
                    pointer,
                    "This KPI is measured from records of the type " + needed + ", which source '" + id
                            + "' may not send. Name another source, or add the type: PUT /v1/sources/" + id + ".");
        }
        return null;
    }
}
