package sla.local.rest;

/** Why a service did not do what it was asked for, in one sentence. */
public final class ServiceException extends RuntimeException {
    ServiceException(String message) {
        super(message);
    }
}
