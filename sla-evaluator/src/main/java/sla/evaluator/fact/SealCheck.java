package sla.evaluator.fact;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.fact.RecordTable.KnownRecord;
import sla.evaluator.seal.Seals;

/**
 * Which contents of a batch would change the counts of a sealed month, or rest on facts that are gone with it. Looked at
 * one content after the other: one that is refused leaves the record as if it had never come.
 */
final class SealCheck {
    /** What stands in the way: a sealed month of a source. */
    record SealedPlace(String source, LocalDate month) {}

    private final Seals seals;
    private final Map<Identity, KnownRecord> known;

    /** @param known the records that the batch has locked */
    SealCheck(Seals seals, Map<Identity, KnownRecord> known) {
        this.seals = seals;
        this.known = known;
    }

    /** Whether the facts of what counts of the record are gone, or about to go. */
    boolean isClosed(Identity identity, KnownRecord record) {
        return seals.contain(identity.source(), record.month());
    }

    boolean isOfSealedMonth(FactRow row) {
        return seals.contain(row.message().source(), row.content().month());
    }

    /** Whether any moment by which it may be counted lies in a sealed month of its source. */
    boolean touchesSealedMonth(StoredContent content) {
        return own(content).isPresent();
    }

    /** Why a content that was just added to a change must be taken back; empty if it need not. */
    Optional<SealedPlace> whatSealsOff(RecordChange change, FactRow row) {
        if (seals.isEmpty()) {
            return Optional.empty();
        }
        Optional<SealedPlace> place = own(row.content());
        if (place.isPresent() || !change.changes()) {
            return place;
        }
        return of(change.before()).or(() -> of(change.after())).or(() -> ofDroppedContents(change));
    }

    private Optional<SealedPlace> of(@Nullable StoredContent content) {
        return content == null ? Optional.empty() : own(content).or(() -> ofContact(content));
    }

    private Optional<SealedPlace> own(StoredContent content) {
        String source = content.identity().source();
        if (!seals.hold(source)) {
            return Optional.empty();
        }
        CountedInteraction contact = content.interaction();
        return placeIfSealed(source, content.month())
                .or(() -> contact == null
                        ? Optional.empty()
                        : placeIfSealed(source, Seals.monthOf(contact.leftQueueAt()))
                                .or(() -> placeIfSealed(source, Seals.monthOf(contact.endedAt()))));
    }

    /** A judgement counts with its contact: in its contact's month, in the name of its own source. */
    private Optional<SealedPlace> ofContact(StoredContent judgement) {
        Identity contact = judgement.reference();
        KnownRecord record = contact == null ? null : known.get(contact);
        if (contact == null || record == null || record.month() == null) {
            return Optional.empty();
        }
        LocalDate month = record.month();
        return placeIfSealed(contact.source(), month)
                .or(() -> placeIfSealed(judgement.identity().source(), month));
    }

    /** Contents that were dropped cannot be compared: only above them it is certain which content counts. */
    private Optional<SealedPlace> ofDroppedContents(RecordChange change) {
        KnownRecord record = known.get(change.identity());
        ContentKey counts = change.afterKey();
        if (record == null
                || record.sealedRevision() == null
                || (counts != null && counts.revision() > record.sealedRevision())) {
            return Optional.empty();
        }
        return seals.months().getOrDefault(change.identity().source(), Set.of()).stream()
                .max(LocalDate::compareTo)
                .map(month -> new SealedPlace(change.identity().source(), month));
    }

    private Optional<SealedPlace> placeIfSealed(String source, @Nullable LocalDate month) {
        return month != null && seals.contain(source, month)
                ? Optional.of(new SealedPlace(source, month))
                : Optional.empty();
    }
}
