package sla.evaluator.span;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sla.evaluator.agreement.AgreementTable;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.Agreement;

/** The parameter {@code agreement}, which stands for its zone and its vendor. */
@ApplicationScoped
public class AgreementParameter {
    private final AgreementTable agreements;

    AgreementParameter(AgreementTable agreements) {
        this.agreements = agreements;
    }

    /** The last active version; empty if none is asked for, 404 if there is none of that name. */
    public Optional<Agreement> read(QueryParameters parameters) throws SQLException {
        Optional<String> id = parameters.one("agreement");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(agreements
                .versions(id.get())
                .map(AgreementVersions::latest)
                .orElseThrow(() -> QueryParameters.notFound("There is no active agreement '" + id.get() + "'.")));
    }

    /** Lets the filters pass the agreement's vendor alone; 400 if they ask for others. */
    public static <D> void onlyVendorOf(Agreement agreement, D vendorDimension, Map<D, Set<String>> filters) {
        Set<String> vendor = Set.of(agreement.vendor().id());
        Set<String> asked = filters.getOrDefault(vendorDimension, vendor);
        if (!asked.equals(vendor)) {
            throw QueryParameters.badRequest("The agreement '" + agreement.agreement() + "' is with the vendor '"
                    + agreement.vendor().id() + "': leave 'vendor' out, or ask without 'agreement'.");
        }
        filters.put(vendorDimension, vendor);
    }
}
