package sla.contract.agreement;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Agreement;

/** An agreement with all its versions, oldest first. Title, currency and zone are those of the newest. */
record AgreementHistory(
        String agreement, String title, String vendor, String currency, ZoneId zone, List<AgreementVersion> versions) {

    /**
     * @param entities all versions of one agreement, oldest first, at least one
     */
    static AgreementHistory of(List<AgreementVersionEntity> entities) {
        List<AgreementVersion> versions = new ArrayList<>();
        LocalDate nextActiveFrom = null;
        for (AgreementVersionEntity entity : entities.reversed()) {
            versions.addFirst(AgreementVersion.of(entity, nextActiveFrom));
            nextActiveFrom = startIfActive(entity, nextActiveFrom);
        }
        Agreement newest = entities.getLast().agreement();
        return new AgreementHistory(
                newest.agreement(), newest.title(), newest.vendor().id(), newest.currency(), newest.zone(), versions);
    }

    private static @Nullable LocalDate startIfActive(AgreementVersionEntity entity, @Nullable LocalDate otherwise) {
        return entity.active() ? entity.effectiveFrom : otherwise;
    }
}
