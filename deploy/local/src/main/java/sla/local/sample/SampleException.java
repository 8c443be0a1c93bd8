package sla.local.sample;

/** Why the sample cannot be loaded, in one sentence. */
final class SampleException extends RuntimeException {
    SampleException(String message) {
        super(message);
    }
}
