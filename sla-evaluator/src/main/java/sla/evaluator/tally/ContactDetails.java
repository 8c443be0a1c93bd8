package sla.evaluator.tally;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sla.model.json.Json;
import sla.model.number.Money;

/**
 * What few metrics need of a contact, and no cell has. Absent means unknown.
 *
 * @param customerKey the source's own pseudonym
 * @param ringMillis for which it rang at agents; part of the wait
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContactDetails(
        @Nullable Instant firstResponseAt,
        @Nullable Boolean resolved,
        @Nullable Money revenue,
        @Nullable String journeyId,
        @Nullable String customerKey,
        @Nullable Long ringMillis) {
    static final ContactDetails NONE = new ContactDetails(null, null, null, null, null, null);

    private static final ObjectReader READER = Json.MAPPER.readerFor(ContactDetails.class);

    /** @param details of table {@code fact}; null if there are none */
    public static ContactDetails of(@Nullable String details) {
        if (details == null) {
            return NONE;
        }
        try {
            return READER.readValue(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the details of a stored contact cannot be read", e);
        }
    }
}
