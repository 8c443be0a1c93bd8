package sla.bench.plan;

/** One message that a source sends. */
public sealed interface PlannedEvent {
    Source source();

    /** A revision of a contact, for the first time or once more. */
    record Sent(Contact contact) implements PlannedEvent {
        @Override
        public Source source() {
            return contact.queue().source();
        }
    }

    record Scored(Score score) implements PlannedEvent {
        @Override
        public Source source() {
            return Scene.QUALITY;
        }
    }

    /**
     * What must be rejected.
     *
     * @param contact what it would have been
     */
    record Faulty(Fault fault, Contact contact) implements PlannedEvent {
        @Override
        public Source source() {
            return fault == Fault.STRANGER ? Scene.STRANGER : contact.queue().source();
        }
    }
}
