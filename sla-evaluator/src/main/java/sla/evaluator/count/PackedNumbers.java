package sla.evaluator.count;

import java.util.Arrays;

/** Numbers in as few bytes as they need, read back in the order in which they were put. Not thread-safe. */
final class PackedNumbers {
    /** No number takes more. */
    static final int MOST_BYTES = 10;

    private byte[] bytes;
    private int size;
    private int at;

    PackedNumbers(int capacity) {
        bytes = new byte[capacity];
    }

    /** Numbers that were put before, to be read. */
    PackedNumbers(byte[] bytes) {
        this.bytes = bytes;
        this.size = bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    int size() {
        return size;
    }

    boolean fits(int more) {
        return size + more <= bytes.length;
    }

    /** Makes room for so many bytes more. */
    void ensure(int more) {
        if (!fits(more)) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    void clear() {
        size = 0;
        at = 0;
    }

    /** Room for so many bytes, whose content is to be put into {@link #bytes()}, and to be read. */
    void take(int length) {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        size = length;
        at = 0;
    }

    /** Small numbers of either sign take one byte. */
    void put(long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void put(byte[] value) {
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void put(PackedNumbers other) {
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    /** Where the next number begins. */
    int at() {
        return at;
    }

    void skipTo(int place) {
        at = place;
    }

    boolean hasNext() {
        return at < size;
    }

    long next() {
        long rest = 0;
        int shift = 0;
        byte part = bytes[at++];
        while (part < 0) {
            rest |= (long) (part & 0x7f) << shift;
            shift += 7;
            part = bytes[at++];
        }
        rest |= (long) part << shift;
        return (rest >>> 1) ^ -(rest & 1);
    }

    int nextInt() {
        return (int) next();
    }

    byte[] nextBytes(int length) {
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** Reads from the beginning. */
    void rewind() {
        at = 0;
    }
}
