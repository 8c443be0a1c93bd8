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

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean fits(int more) {
        return size + more <= bytes.length;
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
