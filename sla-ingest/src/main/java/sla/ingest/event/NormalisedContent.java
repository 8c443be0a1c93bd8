package sla.ingest.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import sla.model.event.AcceptedRecord;
import sla.model.event.Content;
import sla.model.json.Json;

/**
 * The JSON of a content. Two contents are the same if, and only if, their JSON is: the hash is made of it. It is written
 * once, for the hash and for the record.
 */
public final class NormalisedContent {
    private static final ObjectWriter WRITER = Json.MAPPER.writerFor(Content.class);
    private static final ObjectWriter RECORD = Json.MAPPER
            .copy()
            .addMixIn(AcceptedRecord.class, WithoutContent.class)
            .writerFor(AcceptedRecord.class);
    private static final byte[] BEFORE = ",\"content\":".getBytes(StandardCharsets.UTF_8);
    private static final HexFormat HEX = HexFormat.of();
    private static final int HASH_BYTES = 16;

    private final byte[] json;

    private NormalisedContent(byte[] json) {
        this.json = json;
    }

    @JsonIgnoreProperties("content")
    private interface WithoutContent {}

    static NormalisedContent of(Content content) {
        try {
            return new NormalisedContent(WRITER.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The content cannot be written as JSON", e);
        }
    }

    /** As {@link AcceptedRecord} has it. */
    String hash() {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(json), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The JSON of the record that has this content, the same as if it were written whole. */
    public byte[] jsonOf(AcceptedRecord record) {
        try {
            byte[] rest = RECORD.writeValueAsBytes(record);
            int open = rest.length - 1;
            byte[] whole = Arrays.copyOf(rest, open + BEFORE.length + json.length + 1);
            System.arraycopy(BEFORE, 0, whole, open, BEFORE.length);
            System.arraycopy(json, 0, whole, open + BEFORE.length, json.length);
            whole[whole.length - 1] = '}';
            return whole;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The record cannot be written as JSON", e);
        }
    }
}
