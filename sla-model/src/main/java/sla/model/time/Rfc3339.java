package sla.model.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads and writes RFC 3339 instants quickly; reads them leniently where the world is: a second of 60 is second 59 of that minute, and
 * the separator may be a blank. Everything below a millisecond is cut. An offset is required: a local time without
 * one could be two instants.
 */
public final class Rfc3339 {
    private static final int SECONDS_PER_DAY = 86_400;
    /** An offset can lead beyond the four digits of a year: what is read here must be readable once it is written. */
    private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_PER_DAY;

    private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_PER_DAY - 1;

    private Rfc3339() {}

    /** Parses {@code 2026-03-01T09:15:00.250+01:00}; throws with a sentence fit for the sender. */
    public static Instant parse(String text) {
        int length = text.length();
        if (length < 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != 't' && text.charAt(10) != ' ')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            throw invalid();
        }
        int hour = number(text, 11, 2, 23);
        int minute = number(text, 14, 2, 59);
        int second = Math.min(number(text, 17, 2, 60), 59);
        int at = 19;
        int millis = 0;
        if (at < length && text.charAt(at) == '.') {
            int digits = 0;
            at++;
            while (at < length && isDigit(text.charAt(at))) {
                if (digits < 3) {
                    millis = millis * 10 + (text.charAt(at) - '0');
                }
                digits++;
                at++;
            }
            if (digits == 0) {
                throw invalid();
            }
            for (int i = digits; i < 3; i++) {
                millis *= 10;
            }
        }
        long day = day(number(text, 0, 4, 9999), number(text, 5, 2, 12), number(text, 8, 2, 31));
        long seconds = day * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second - offsetSeconds(text, at);
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            throw new DateTimeException("in UTC this lies outside the years 0000 to 9999, and cannot be written");
        }
        return Instant.ofEpochMilli(seconds * 1000 + millis);
    }

    /** The same text as {@link Instant#toString}, several times as fast: instants are a third of what is written. */
    public static String format(Instant instant) {
        long seconds = instant.getEpochSecond();
        int nanos = instant.getNano();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
        if (nanos % 1_000_000 != 0 || date.getYear() < 0 || date.getYear() > 9999) {
            return instant.toString();
        }
        int second = Math.floorMod(seconds, SECONDS_PER_DAY);
        byte[] text = new byte[nanos == 0 ? 20 : 24];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, second / 3600);
        text[13] = ':';
        digits(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, second % 60);
        if (nanos != 0) {
            text[19] = '.';
            digits(text, 20, 3, nanos / 1_000_000);
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int at, int count, int number) {
        int rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static long day(int year, int month, int dayOfMonth) {
        try {
            return LocalDate.of(year, month, dayOfMonth).toEpochDay();
        } catch (DateTimeException e) {
            throw new DateTimeException("there is no such day", e);
        }
    }

    private static int offsetSeconds(String text, int at) {
        int rest = text.length() - at;
        if (rest == 0) {
            throw new DateTimeException("the offset is missing: end with Z or +hh:mm");
        }
        char sign = text.charAt(at);
        if (rest == 1 && (sign == 'Z' || sign == 'z')) {
            return 0;
        }
        if (rest != 6 || (sign != '+' && sign != '-') || text.charAt(at + 3) != ':') {
            throw invalid();
        }
        int seconds = number(text, at + 1, 2, 18) * 3600 + number(text, at + 4, 2, 59) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private static int number(String text, int at, int digits, int most) {
        if (at + digits > text.length()) {
            throw invalid();
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                throw invalid();
            }
            value = value * 10 + (c - '0');
        }
        if (value > most) {
            throw invalid();
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static DateTimeException invalid() {
        return new DateTimeException("not an RFC 3339 instant such as 2026-03-01T09:15:00.250Z");
    }
}
