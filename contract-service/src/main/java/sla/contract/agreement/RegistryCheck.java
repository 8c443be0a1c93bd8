package sla.contract.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.contract.evaluation.Evaluations;
import sla.contract.http.FieldError;
import sla.contract.source.Sources;
import sla.contract.vendor.Vendors;
import sla.model.agreement.Agreement;
import sla.model.agreement.ReadablePart;
import sla.model.registration.SourceRegistration;

/** What speaks against a document in what is registered and kept. */
@ApplicationScoped
class RegistryCheck {
    private final AgreementRepository repository;
    private final Vendors vendors;
    private final Sources sources;
    private final Evaluations evaluations;
    private final Clock clock;

    RegistryCheck(
            AgreementRepository repository, Vendors vendors, Sources sources, Evaluations evaluations, Clock clock) {
        this.repository = repository;
        this.vendors = vendors;
        this.sources = sources;
        this.evaluations = evaluations;
        this.clock = clock;
    }

    record Found(List<FieldError> errors, List<FieldError> warnings) {}

    @Transactional
    Found check(Agreement agreement) {
        AgreementVersionEntity previous = previous(agreement);
        Stream<FieldError> statements = previous == null
                ? Stream.of()
                : Succession.warnings(
                        previous.agreement(),
                        agreement,
                        clock.instant().atZone(agreement.zone()).toLocalDate())
                        .stream();
        List<SourceRegistration> speaking =
                sources.speakingFor(agreement.vendor().id());
        Stream<FieldError> kept = KpiSources.warnings(agreement, speaking).stream();
        Stream<FieldError> clocks = ClockSteps.warnings(agreement, speaking).stream();
        Stream<FieldError> settlements =
                previous == null ? Stream.of() : OpenSettlements.warnings(previous.agreement(), agreement).stream();
        Stream<FieldError> history =
                previous == null ? Stream.of() : StartsAnew.warnings(previous.agreement(), agreement).stream();
        Stream<FieldError> totals =
                previous == null ? Stream.of() : OverChanges.warnings(previous.agreement(), agreement).stream();
        return new Found(
                Stream.concat(parties(agreement), versions(agreement)).toList(),
                Stream.of(statements, kept, clocks, settlements, history, totals)
                        .flatMap(each -> each)
                        .filter(warning -> !agreement.settles(warning.code(), warning.about()))
                        .toList());
    }

    /** The errors of a document that has others, in its own places, as far as they can be said. */
    @Transactional
    List<FieldError> errors(ReadablePart part) {
        Stream<FieldError> parties = part.has("/vendor/id") ? parties(part.agreement()) : Stream.of();
        Stream<FieldError> versions =
                part.has("/agreement") && part.has("/version") ? versions(part.agreement()) : Stream.of();
        return Stream.concat(parties, versions)
                .flatMap(error -> part
                        .place(error.pointer())
                        .map(place -> new FieldError(error.code(), place, error.about(), error.message()))
                        .stream())
                .toList();
    }

    /** The vendor, and the sources that speak for it. */
    private Stream<FieldError> parties(Agreement agreement) {
        String vendor = agreement.vendor().id();
        Stream<FieldError> unknown = vendors.unknown(Set.of(vendor)).stream()
                .map(id -> new FieldError(
                        "unknown-vendor",
                        "/vendor/id",
                        "There is no vendor '" + id + "'. Register it first: PUT /v1/vendors/" + id + "."));
        return Stream.concat(unknown, KpiSources.errors(agreement, sources::registration).stream());
    }

    private Stream<FieldError> versions(Agreement agreement) {
        FieldError order = orderError(agreement);
        AgreementVersionEntity previous = previous(agreement);
        if (order != null) {
            return Stream.of(order);
        }
        return previous == null
                ? Stream.of()
                : Stream.of(
                                Succession.errors(previous.agreement(), agreement).stream(),
                                StartsAnew.errors(earlier(agreement), agreement).stream(),
                                frozen(agreement))
                        .flatMap(each -> each);
    }

    /** What is frozen is paid: it cannot fall into two parts any more. */
    private Stream<FieldError> frozen(Agreement agreement) {
        LocalDate from = agreement.effectiveFrom();
        return evaluations
                .frozenWithin(
                        agreement.agreement(),
                        from.atStartOfDay(agreement.zone()).toInstant())
                .map(label -> new FieldError(
                        "effective-from",
                        "/effectiveFrom",
                        "The period " + label + " is frozen, and " + from
                                + " lies within it: let the version start with a period that is not frozen."))
                .stream();
    }

    /** All versions before, the newest first. */
    private List<Agreement> earlier(Agreement agreement) {
        return repository.versions(agreement.agreement()).reversed().stream()
                .filter(each -> each.id.version() < agreement.version())
                .map(AgreementVersionEntity::agreement)
                .toList();
    }

    /** The active version before; null if there is none, or if this one is out of order. */
    private @Nullable AgreementVersionEntity previous(Agreement agreement) {
        return orderError(agreement) == null
                ? repository.findById(new AgreementVersionId(agreement.agreement(), agreement.version() - 1))
                : null;
    }

    private @Nullable FieldError orderError(Agreement agreement) {
        AgreementVersionEntity newest = repository.newest(agreement.agreement()).orElse(null);
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
