package sla.ingest.event;

import org.jspecify.annotations.Nullable;
import sla.model.registration.SourceRegistration;

/** Judges messages: reads, checks and normalises them, and says everything that is wrong. Thread-safe. */
public final class EventReader {
    private final TimeLimits limits;

    public EventReader(TimeLimits limits) {
        this.limits = limits;
    }

    /**
     * Never throws for what a sender did; whatever is thrown is a defect of the service.
     *
     * @param registration of the message's source, null if it is not registered
     */
    public Verdict judge(ReceivedMessage message, @Nullable SourceRegistration registration) {
        return new Reading(message, registration, limits).verdict();
    }
}
