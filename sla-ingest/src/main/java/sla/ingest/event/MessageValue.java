package sla.ingest.event;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The value of a message, kept in little memory. A batch holds thousands of them, and a sender may compress megabytes
 * into a few bytes on the wire: of what is too large to be accepted only the beginning is kept, and what is large is
 * kept compressed, so that a batch takes about as much memory as it took on the wire.
 */
public final class MessageValue {
    /** Bytes of the largest value that is looked into. */
    public static final int LARGEST = 256 * 1024;

    /** More is not needed to find what is wrong, and the message may hold what nobody should keep. */
    static final int BEGINNING = 4096;

    private static final int LARGEST_KEPT_PLAIN = 16 * 1024;

    /** A message without a value. */
    public static final MessageValue NONE = new MessageValue(new byte[0], 0, 0);

    private final byte[] kept;
    private final int plainSize;
    private final int size;

    private MessageValue(byte[] kept, int plainSize, int size) {
        this.kept = kept;
        this.plainSize = plainSize;
        this.size = size;
    }

    /** Copies what it needs of the buffer's remaining bytes. */
    public static MessageValue of(ByteBuffer buffer) {
        int size = buffer.remaining();
        int wanted = size > LARGEST ? BEGINNING : size;
        if (wanted > LARGEST_KEPT_PLAIN) {
            return new MessageValue(compress(buffer), wanted, size);
        }
        byte[] bytes = new byte[wanted];
        buffer.duplicate().get(bytes);
        return new MessageValue(bytes, wanted, size);
    }

    public static MessageValue of(byte[] bytes) {
        return of(ByteBuffer.wrap(bytes));
    }

    /** Bytes of the whole value. */
    public int size() {
        return size;
    }

    /** Bytes of memory that are held on to. */
    public int keptSize() {
        return kept.length;
    }

    /** The whole value, or its beginning where it is larger than {@link #LARGEST}. */
    public byte[] bytes() {
        if (kept.length == plainSize) {
            return kept;
        }
        byte[] bytes = new byte[plainSize];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(kept);
            if (inflater.inflate(bytes) != plainSize) {
                throw new IllegalStateException("A kept value is shorter than it was");
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("A kept value is broken", e);
        }
        return bytes;
    }

    byte[] beginning() {
        byte[] bytes = bytes();
        return bytes.length <= BEGINNING ? bytes : Arrays.copyOf(bytes, BEGINNING);
    }

    /** Plain if compression gains nothing. */
    private static byte[] compress(ByteBuffer buffer) {
        byte[] smaller = new byte[buffer.remaining() - 1];
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(buffer.duplicate());
            deflater.finish();
            int length = deflater.deflate(smaller);
            if (deflater.finished()) {
                return Arrays.copyOf(smaller, length);
            }
        }
        byte[] plain = new byte[buffer.remaining()];
        buffer.duplicate().get(plain);
        return plain;
    }
}
