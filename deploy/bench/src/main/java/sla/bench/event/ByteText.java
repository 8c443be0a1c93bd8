package sla.bench.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON as bytes, without any object in between. All text here is ASCII without quotes or backslashes. */
final class ByteText {
    private static final long DAY = 86_400_000;
    private static final int DATE = 10;

    private byte[] bytes = new byte[2048];
    private int size;
    private long dayWritten = Long.MIN_VALUE;
    private byte[] date = new byte[DATE];

    ByteText clear() {
        size = 0;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    ByteText put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    @SuppressWarnings("deprecation") // for ASCII the quickest way by far
    ByteText put(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
        return this;
    }

    ByteText put(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
        return this;
    }

    ByteText put(long number) {
        if (number < 0) {
            return put('-').put(-number);
        }
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        reserve(digits);
        digits(number, size, digits);
        size += digits;
        return this;
    }

    /** RFC 3339 in UTC with milliseconds. */
    ByteText putInstant(long epochMillis) {
        long day = Math.floorDiv(epochMillis, DAY);
        int time = (int) Math.floorMod(epochMillis, DAY);
        if (day != dayWritten) {
            date = ascii(java.time.LocalDate.ofEpochDay(day).toString());
            dayWritten = day;
        }
        put(date).put('T');
        reserve(13);
        digits(time / 3_600_000, size, 2);
        bytes[size + 2] = ':';
        digits(time / 60_000 % 60, size + 3, 2);
        bytes[size + 5] = ':';
        digits(time / 1000 % 60, size + 6, 2);
        bytes[size + 8] = '.';
        digits(time % 1000, size + 9, 3);
        bytes[size + 12] = 'Z';
        size += 13;
        return this;
    }

    private void digits(long number, int at, int count) {
        long rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
