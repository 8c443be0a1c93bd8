package sla.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import sla.model.event.Content;
import sla.model.json.Json;

/** Two contents are the same if, and only if, their normalised JSON is. */
final class ContentHash {
    private static final ObjectWriter WRITER = Json.MAPPER.writerFor(Content.class);
    private static final HexFormat HEX = HexFormat.of();
    private static final int BYTES = 16;

    private ContentHash() {}

    static String of(Content content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(WRITER.writeValueAsBytes(content));
            return HEX.formatHex(digest, 0, BYTES);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The content cannot be hashed", e);
        }
    }
}
