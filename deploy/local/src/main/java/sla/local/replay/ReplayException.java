package sla.local.replay;

/** Why a replay cannot go on, in one sentence for the person who started it. */
public final class ReplayException extends RuntimeException {
    ReplayException(String message) {
        super(message);
    }
}
