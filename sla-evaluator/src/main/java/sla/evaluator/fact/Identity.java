package sla.evaluator.fact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import sla.model.event.AcceptedRecord;
import sla.model.event.RecordReference;

/** Which record: the source's own id, of that source. */
public record Identity(String source, String recordId) {
    static Identity of(AcceptedRecord message) {
        return new Identity(message.source(), message.recordId());
    }

    /** By which table {@code record} knows it; the database says the same by {@code record_key(source, record_id)}. */
    UUID key() {
        try {
            byte[] text = (source + '\n' + recordId).getBytes(StandardCharsets.UTF_8);
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Identity of(RecordReference reference) {
        return new Identity(reference.source(), reference.recordId());
    }
}
