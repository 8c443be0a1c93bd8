package sla.evaluator.fact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.event.Content;
import sla.model.event.Interaction;
import sla.model.json.Json;

/** What a content has besides the columns of table {@code fact}, as JSON. */
final class FactDetails {
    private static final JsonMapper MAPPER = (JsonMapper) Json.MAPPER
            .copy()
            .addMixIn(Content.class, WithoutType.class)
            .addMixIn(Interaction.class, WithoutColumns.class);

    private static final List<String> PSEUDONYMS =
            List.of(Pseudonyms.Field.AGENT.label(), Pseudonyms.Field.CUSTOMER_KEY.label());

    private static final int EMPTY_OBJECT = "{}".length();

    private FactDetails() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface WithoutType {}

    /** Properties of an interaction that have columns or are in the series. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    @JsonIgnoreProperties({
        "vendor",
        "channel",
        "direction",
        "queue",
        "outcome",
        "offeredAt",
        "waitMillis",
        "talkMillis",
        "holdMillis",
        "wrapUpMillis",
        "site",
        "language",
        "line"
    })
    private interface WithoutColumns {}

    /** Null if nothing is left. */
    static byte @Nullable [] of(Content content, boolean withPseudonyms) {
        try {
            byte[] json = MAPPER.writeValueAsBytes(
                    withPseudonyms
                            ? content
                            : MAPPER.<ObjectNode>valueToTree(content).remove(PSEUDONYMS));
            return json.length == EMPTY_OBJECT ? null : json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
