package sla.bench.counts;

import sla.bench.plan.Contact;
import sla.bench.plan.Scene;
import sla.model.event.Channel;

/**
 * One combination of dimensions as the table {@code series} has it. Every contact of a plan comes in on the first line.
 *
 * @param knownParts which parts of the handling time its answered contacts bring: 1 talk, 2 hold, 4 wrap-up
 */
public record CountedSeries(
        String source, String vendor, String site, String queue, Channel channel, String language, int knownParts) {
    public static final String LINE = "FIRST";
    public static final String DIRECTION = "INBOUND";

    private static final int ALL_PARTS = 7;
    private static final int WITHOUT_HOLD = 5;

    static CountedSeries of(Contact contact) {
        return new CountedSeries(
                contact.queue().source().id(),
                contact.queue().vendor(),
                contact.site(),
                contact.queue().name(),
                contact.queue().channel(),
                contact.language(),
                knownParts(contact));
    }

    /** Nothing about the handling of a contact that was not answered is unknown. */
    static int knownParts(Contact contact) {
        return contact.answered() && contact.holdMillis() == Contact.UNKNOWN ? WITHOUT_HOLD : ALL_PARTS;
    }

    /** Where the judgement of a contact counts. */
    static CountedSeries judged(Contact contact) {
        CountedSeries own = of(contact);
        return new CountedSeries(
                Scene.QUALITY.id(), own.vendor, own.site, own.queue, own.channel, own.language, ALL_PARTS);
    }
}
