package sla.evaluator.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.StoredAgreement;
import sla.evaluator.source.SourceTable;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.registration.SourceRegistration;

/** Whether there are the vendor and the sources that a draft names: of unknown ones nothing would look like no calls. */
@ApplicationScoped
class Registered {
    private final SourceTable sources;
    private final AgreementTable agreements;

    Registered(SourceTable sources, AgreementTable agreements) {
        this.sources = sources;
        this.agreements = agreements;
    }

    /** Says with 422 what there is not. */
    void check(Connection connection, Draft draft) throws SQLException {
        Agreement agreement = draft.agreement();
        Map<String, SourceRegistration> registered = sources.all(connection);
        List<DocumentFinding> errors = new ArrayList<>();
        String vendor = agreement.vendor().id();
        boolean known =
                registered.values().stream().anyMatch(source -> source.vendors().contains(vendor))
                        || agreements.stored(connection).stream()
                                .map(StoredAgreement::vendor)
                                .anyMatch(vendor::equals);
        if (!known) {
            errors.add(new DocumentFinding(
                    "unknown-vendor",
                    "/vendor/id",
                    null,
                    "No source speaks for a vendor '" + vendor + "', and no agreement is with it."));
        }
        IntStream.range(0, agreement.kpis().size()).forEach(i -> {
            Kpi kpi = agreement.kpis().get(i);
            if (kpi.source() != null && !registered.containsKey(kpi.source())) {
                errors.add(new DocumentFinding(
                        "unknown-source",
                        "/kpis/" + i + "/source",
                        kpi.id(),
                        "There is no source '" + kpi.source() + "'."));
            }
        });
        if (!errors.isEmpty()) {
            throw Draft.refused(errors, draft.warnings());
        }
    }
}
