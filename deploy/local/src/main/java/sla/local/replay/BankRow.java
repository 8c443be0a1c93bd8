package sla.local.replay;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of the Anonymous Bank's call records, 17 columns between tabs. Times are seconds since the midnight with which
 * {@code date} begins; after {@link #parse} they may exceed a day.
 *
 * @param menuExit when the voice response unit let go of the call
 * @param queueStart meaningless unless {@code queued}
 */
record BankRow(
        String line,
        String callId,
        String type,
        LocalDate date,
        int menuExit,
        boolean queued,
        int queueStart,
        int queueSeconds,
        Result result,
        int serviceSeconds,
        String server) {

    enum Result {
        AGENT,
        HANG,
        PHANTOM
    }

    static final String HEADER_START = "vru+line\t";

    private static final int COLUMNS = 17;
    private static final int DAY = 86_400;
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2}):(\\d{2})");
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
            .appendPattern("MMdd")
            .toFormatter();

    static BankRow parse(String text) throws UnreadableRowException {
        String[] columns = text.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new UnreadableRowException("it has " + columns.length + " columns between tabs, not " + COLUMNS);
        }
        int entry = time("vru_entry", columns[6]);
        int menuExit = after(entry, time("vru_exit", columns[7]));
        int queueStart = time("q_start", columns[9]);
        int queueSeconds = seconds("q_time", columns[11]);
        return new BankRow(
                columns[0].strip(),
                columns[1].strip(),
                columns[4].strip(),
                date(columns[5].strip()),
                menuExit,
                queueStart != 0 || queueSeconds != 0,
                after(entry, queueStart),
                queueSeconds,
                result(columns[12].strip()),
                seconds("ser_time", columns[15]),
                columns[16].strip());
    }

    /**
     * The first time of day {@code time} that belongs to a call which came at {@code entry}. Clocks of the systems differ
     * by up to a minute, so a time that is a little earlier is just that; one that is half a day earlier is the next day's.
     */
    private static int after(int entry, int time) {
        return time < entry - DAY / 2 ? time + DAY : time;
    }

    private static int time(String column, String text) throws UnreadableRowException {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UnreadableRowException(column + " is not a time such as 9:05:00: " + text);
        }
        int minutes = Integer.parseInt(matcher.group(2));
        // A second of 60 is second 59 of its minute.
        int seconds = Math.min(Integer.parseInt(matcher.group(3)), 59);
        if (minutes > 59 || Integer.parseInt(matcher.group(3)) > 60) {
            throw new UnreadableRowException(column + " is not a time such as 9:05:00: " + text);
        }
        return Integer.parseInt(matcher.group(1)) * 3600 + minutes * 60 + seconds;
    }

    private static int seconds(String column, String text) throws UnreadableRowException {
        try {
            int seconds = Integer.parseInt(text.strip());
            if (seconds < 0) {
                throw new UnreadableRowException(column + " is negative: " + text);
            }
            return seconds;
        } catch (NumberFormatException _) {
            throw new UnreadableRowException(column + " is not a number of seconds: " + text);
        }
    }

    private static LocalDate date(String text) throws UnreadableRowException {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeException _) {
            throw new UnreadableRowException("date is not a day such as 990131: " + text);
        }
    }

    private static Result result(String text) throws UnreadableRowException {
        try {
            return Result.valueOf(text);
        } catch (IllegalArgumentException _) {
            throw new UnreadableRowException("outcome is not AGENT, HANG or PHANTOM: " + text);
        }
    }
}
