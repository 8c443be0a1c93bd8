package sla.local.replay;

/** A row that cannot be understood. The message says why, in words for the person who owns the file. */
final class UnreadableRowException extends Exception {
    UnreadableRowException(String message) {
        super(message);
    }
}
