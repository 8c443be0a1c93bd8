package sla.contract.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.contract.http.Kept;
import sla.contract.publication.Publication;
import sla.model.Topics;
import sla.model.agreement.Agreement;

/** Reads what is kept of agreements. */
@ApplicationScoped
public class Agreements {
    private final AgreementRepository repository;
    private final Publication publication;

    Agreements(AgreementRepository repository, Publication publication) {
        this.repository = repository;
        this.publication = publication;
    }

    /** The active version by which something was evaluated. */
    @Transactional
    public Optional<Agreement> active(String agreement, int version) {
        return repository
                .findByIdOptional(new AgreementVersionId(agreement, version))
                .filter(AgreementVersionEntity::active)
                .map(AgreementVersionEntity::agreement);
    }

    /** All active versions, oldest first; none if there is no such agreement. */
    @Transactional
    public List<Agreement> active(String agreement) {
        return repository.versions(agreement).stream()
                .filter(AgreementVersionEntity::active)
                .map(AgreementVersionEntity::agreement)
                .toList();
    }

    @Transactional
    List<AgreementVersionId> activeVersions() {
        return repository.active();
    }

    /** Publishes the active version unless the topic has it. It never changes, so nothing can overtake it. */
    @Transactional
    boolean publishIfMissing(AgreementVersionId id, Map<String, byte[]> published) {
        Agreement agreement = repository.findById(id).agreement();
        return publication.addIfMissing(published, Topics.AGREEMENTS, agreement.key(), agreement);
    }

    @Transactional
    Optional<AgreementHistory> history(String agreement) {
        List<AgreementVersionEntity> versions = repository.versions(agreement);
        return versions.isEmpty() ? Optional.empty() : Optional.of(AgreementHistory.of(versions));
    }

    @Transactional
    List<AgreementHistory> after(String agreement, @Nullable String vendor, int most) {
        return repository.after(agreement, vendor, most).stream()
                .collect(
                        Collectors.groupingBy(entity -> entity.id.agreement(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(AgreementHistory::of)
                .toList();
    }

    /** The document as JSON, the way it is published. */
    @Transactional
    Optional<Kept<String>> document(AgreementVersionId id) {
        return repository
                .findByIdOptional(id)
                .map(entity ->
                        new Kept<>(entity.document, VersionTags.of(entity).json()));
    }

    /** The document as it was sent. */
    @Transactional
    Optional<Kept<String>> original(AgreementVersionId id) {
        return repository
                .findByIdOptional(id)
                .map(entity ->
                        new Kept<>(entity.original, VersionTags.of(entity).yaml()));
    }
}
