package sla.local.replay;

import java.time.LocalDate;
import java.util.Optional;
import sla.local.event.OutgoingEvent;

/** How the lines of a file are read. */
sealed interface RecordFormat permits RecordFormat.BankRecords, CanonicalEvents {
    /**
     * The message for one line; empty for a line that is not a record.
     *
     * @param daysLater by how many days its times are moved
     */
    Optional<OutgoingEvent> event(String line, long daysLater) throws UnreadableRowException;

    /** The day on which the record of this line lies, before it is moved. */
    Optional<LocalDate> day(String line) throws UnreadableRowException;

    /** The format to which a file's first line belongs, or empty if it is not one that is read here. */
    static Optional<RecordFormat> of(String firstLine, String source) {
        if (firstLine.startsWith("{")) {
            return Optional.of(new CanonicalEvents());
        }
        return firstLine.startsWith(BankRow.HEADER_START) ? Optional.of(new BankRecords(source)) : Optional.empty();
    }

    /** The tab-separated call records of the Anonymous Bank; the header and PHANTOM rows are not records. */
    record BankRecords(String source) implements RecordFormat {
        @Override
        public Optional<OutgoingEvent> event(String line, long daysLater) throws UnreadableRowException {
            if (line.startsWith(BankRow.HEADER_START)) {
                return Optional.empty();
            }
            return new BankMapping(source, daysLater).event(BankRow.parse(line));
        }

        @Override
        public Optional<LocalDate> day(String line) throws UnreadableRowException {
            if (line.startsWith(BankRow.HEADER_START)) {
                return Optional.empty();
            }
            return Optional.of(BankRow.parse(line).date());
        }
    }
}
