package sla.evaluator.series;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.Lot;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;

/**
 * One combination of dimensions under which contacts are counted.
 *
 * @param knownParts which parts of the handling time its answered contacts bring, as bits of {@link #bit}. A contact
 *     that was not answered has {@link #ALL_PARTS}: nothing about its handling is unknown. Kept as a dimension, it makes
 *     sums over any choice of parts exact without looking at contacts
 */
public record Series(
        String source,
        String vendor,
        @Nullable String site,
        String queue,
        Channel channel,
        @Nullable String language,
        @Nullable Line line,
        @Nullable Direction direction,
        int knownParts) {

    public static final int ALL_PARTS = 7;

    /** How many values {@code knownParts} can have. */
    public static final int KNOWN_PARTS = ALL_PARTS + 1;

    public static int bit(Part part) {
        return switch (part) {
            case TALK -> 1;
            case HOLD -> 2;
            case WRAP_UP -> 4;
        };
    }

    /** Whether all of these parts are among the known ones. */
    public static boolean knows(int knownParts, Set<Part> parts) {
        return parts.stream().allMatch(part -> (knownParts & bit(part)) != 0);
    }

    public boolean in(Lot.Filter filter) {
        return filter.matches(site, queue, channel, language, line, direction);
    }

    /** The same dimensions under which another source's judgement of these contacts is counted. */
    public Series judgedBy(String judge) {
        return new Series(judge, vendor, site, queue, channel, language, line, direction, ALL_PARTS);
    }
}
