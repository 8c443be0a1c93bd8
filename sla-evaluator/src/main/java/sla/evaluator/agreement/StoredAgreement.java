package sla.evaluator.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import sla.model.agreement.Agreement;
import sla.model.json.Json;

/**
 * An agreement as it is stored, not yet read: one that cannot be read must not stand in the way of the others.
 *
 * @param documents of its versions, oldest first
 */
public record StoredAgreement(String agreement, String vendor, List<String> documents) {
    /** Throws if one of the documents is none. */
    public AgreementVersions read() {
        List<Agreement> versions = new ArrayList<>();
        for (String document : documents) {
            try {
                versions.add(Json.MAPPER.readValue(document, Agreement.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "its document cannot be read: "
                                + e.getOriginalMessage().lines().findFirst().orElse(""),
                        e);
            }
        }
        return new AgreementVersions(agreement, versions);
    }
}
