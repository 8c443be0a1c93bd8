package sla.contract.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.contract.source.Sources;
import sla.contract.vendor.Vendors;
import sla.model.agreement.Agreement;

/** What speaks against a document in what is registered and kept. */
@ApplicationScoped
class RegistryCheck {
    private final AgreementRepository repository;
    private final Vendors vendors;
    private final Sources sources;
    private final Clock clock;

    RegistryCheck(AgreementRepository repository, Vendors vendors, Sources sources, Clock clock) {
        this.repository = repository;
        this.vendors = vendors;
        this.sources = sources;
        this.clock = clock;
    }

    record Found(List<FieldError> errors, List<FieldError> warnings) {}

    @Transactional
    Found check(Agreement agreement) {
        List<FieldError> errors = new ArrayList<>();
        String vendor = agreement.vendor().id();
        if (!vendors.unknown(Set.of(vendor)).isEmpty()) {
            errors.add(new FieldError(
                    "unknown-vendor",
                    "/vendor/id",
                    "There is no vendor '" + vendor + "'. Register it first: PUT /v1/vendors/" + vendor + "."));
        }
        errors.addAll(KpiSources.errors(agreement, sources::registration));
        AgreementVersionEntity newest = repository.newest(agreement.agreement()).orElse(null);
        FieldError order = orderError(agreement, newest);
        if (order != null) {
            errors.add(order);
            return new Found(errors, List.of());
        }
        AgreementVersionEntity previous =
                repository.findById(new AgreementVersionId(agreement.agreement(), agreement.version() - 1));
        if (previous == null) {
            return new Found(errors, List.of());
        }
        errors.addAll(Succession.errors(previous.agreement(), agreement));
        YearMonth running = YearMonth.from(clock.instant().atZone(agreement.zone()));
        return new Found(errors, Succession.warnings(previous.agreement(), agreement, running));
    }

    private static @Nullable FieldError orderError(Agreement agreement, @Nullable AgreementVersionEntity newest) {
        int newestVersion = newest == null ? 0 : newest.id.version();
        boolean draft = newest != null && !newest.active();
        int allowed = draft ? newestVersion : newestVersion + 1;
        if (agreement.version() == allowed) {
            return null;
        }
        String reason;
        if (newest == null) {
            reason = "There is no agreement '" + agreement.agreement() + "' yet: the first version is 1.";
        } else if (draft) {
            reason = "Version " + newestVersion + " of this agreement is still a draft: replace, activate or delete it"
                    + " first.";
        } else {
            reason = "Version " + newestVersion + " of this agreement is active and never changes: the next version is "
                    + allowed + ".";
        }
        return new FieldError("version-order", "/version", reason);
    }
}
