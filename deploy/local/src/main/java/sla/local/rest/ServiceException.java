package sla.local.rest;

/** Why a service did not do what it was asked for, in one sentence. */
public final class ServiceException extends RuntimeException {
    private final int status;

    /** There was no answer, or none that can be read. */
    ServiceException(String message) {
        this(message, 0);
    }

    ServiceException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** Of the answer; 0 if there was none. */
    public int status() {
        return status;
    }
}
