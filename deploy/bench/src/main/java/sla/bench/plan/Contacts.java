package sla.bench.plan;

import java.util.HexFormat;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/** Makes contacts, their revisions and their scores from their numbers. */
final class Contacts {
    private static final int AGENTS = 400;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int LONGEST_CORRECTION = 60_000;
    private static final HexFormat HEX = HexFormat.of();
    private static final Fault[] FAULTS = Fault.values();

    private final String name;
    private final long seed;
    private final DayCurve curve;
    private final long count;

    Contacts(String name, long seed, DayCurve curve, long count) {
        this.name = name;
        this.seed = seed;
        this.curve = curve;
        this.count = count;
    }

    Fate fate(long number) {
        return new Fate(Draw.of(seed, number, Draw.FATE), Draw.of(seed, -1 - number, Draw.FATE));
    }

    /** The first revision. */
    Contact contact(long number) {
        long place = Draw.of(seed, number, Draw.PLACE);
        return contact(number, place, outcome(Draw.below(place, 48, 1000)), "");
    }

    private Contact contact(long number, long place, Outcome outcome, String idPrefix) {
        Queue queue = Scene.queue(Draw.below(place, 0, Scene.VENDORS.size()), (int) ((place >>> 16) & 0xFFFF));
        long times = Draw.of(seed, number, Draw.TIMES);
        long parts = Draw.of(seed, number, Draw.PARTS);
        Means means = Means.of(queue.channel());
        boolean answered = outcome == Outcome.ANSWERED;
        return new Contact(
                idPrefix + recordId(queue.source(), number),
                1,
                queue,
                Scene.SITES.get(uneven(Draw.below(place, 32, 100))),
                Scene.LANGUAGES.get(uneven(Draw.below(Draw.of(seed, number, Draw.LANGUAGE), 0, 100))),
                outcome,
                offeredAt(number, Draw.below(times, 0, (int) MINUTE)),
                outcome.offered() ? LongTailed.millis(times, 16, answered ? means.answered : means.given) : 0,
                answered ? LongTailed.millis(parts, 0, means.talk) : 0,
                answered ? hold(queue.channel(), parts) : Contact.UNKNOWN,
                answered ? LongTailed.millis(parts, 30, means.wrapUp) : 0,
                answered && Draw.perMille(times, 48, 60),
                Draw.below(times, 44, AGENTS));
    }

    /** The correction of a first revision: a longer wrap-up, for one in ten another queue as well. */
    Contact revision(Contact first, long number) {
        long draw = Draw.of(seed, number, Draw.CORRECTION);
        boolean moves = !first.answered() || Draw.perMille(draw, 0, 100);
        return first.corrected(
                moves ? Scene.neighbour(first.queue()) : first.queue(),
                first.answered() ? 1 + Draw.below(draw, 16, LONGEST_CORRECTION) : 0);
    }

    Score score(Contact contact, long number) {
        long draw = Draw.of(seed, number, Draw.SCORE);
        int tenths = 1000 - (int) Math.min(1000, LongTailed.millis(draw, 0, 150));
        return new Score(
                "score-" + name + '-' + number,
                contact,
                contact.offeredAt() + DAY + Draw.below(draw, 48, 4) * DAY + Draw.below(draw, 40, (int) HOUR),
                Scene.FORMS.get(contact.queue().channel() == Channel.VOICE ? 0 : 1),
                tenths,
                Draw.perMille(draw, 28, 20) ? 1 : 0,
                Draw.perMille(draw, 32, 30) ? 1 : 0,
                Draw.perMille(draw, 36, 10) ? 2 : 0);
    }

    /** A message that goes wrong beside the contact of that number; its own record would be an answered one. */
    Faulty faulty(long number) {
        long place = Draw.of(seed, -1 - number, Draw.PLACE);
        Fault fault = FAULTS[Draw.below(place, 48, FAULTS.length)];
        return new Faulty(fault, contact(number, place, Outcome.ANSWERED, "bad-"));
    }

    private long offeredAt(long number, int jitter) {
        return Math.min(curve.at(number, count) + jitter, curve.last());
    }

    /** Six in ten, three in ten, one in ten. */
    private static int uneven(int percent) {
        return percent < 60 ? 0 : percent < 90 ? 1 : 2;
    }

    private static Outcome outcome(int perMille) {
        if (perMille < 880) {
            return Outcome.ANSWERED;
        }
        if (perMille < 960) {
            return Outcome.ABANDONED;
        }
        if (perMille < 980) {
            return Outcome.OVERFLOWED;
        }
        if (perMille < 990) {
            return Outcome.CALLBACK_REQUESTED;
        }
        if (perMille < 995) {
            return Outcome.REFUSED;
        }
        return perMille < 998 ? Outcome.LEFT_IN_MENU : Outcome.SELF_SERVED;
    }

    /** Only the telephone has any; most calls have none. */
    private static long hold(Channel channel, long parts) {
        if (channel != Channel.VOICE) {
            return Contact.UNKNOWN;
        }
        return Draw.perMille(parts, 48, 300) ? LongTailed.millis(parts, 20, 45_000) : 0;
    }

    private String recordId(Source source, long number) {
        if (source.kind() == Source.Kind.DESK) {
            return name + '-' + number;
        }
        // As long and as scattered as the UUIDs that most platforms use. The first half alone is unique.
        return name
                + '-'
                + HEX.toHexDigits(Draw.of(seed, number, Draw.NAME))
                + '-'
                + HEX.toHexDigits(Draw.of(seed, number, Draw.LANGUAGE));
    }

    /** Mean durations in milliseconds; {@code given} is how long those waited who were not answered. */
    private enum Means {
        VOICE(25_000, 60_000, 240_000, 40_000),
        CHAT(45_000, 90_000, 480_000, 30_000),
        EMAIL(3 * HOUR, 6 * HOUR, 300_000, 60_000);

        private final long answered;
        private final long given;
        private final long talk;
        private final long wrapUp;

        Means(long answered, long given, long talk, long wrapUp) {
            this.answered = answered;
            this.given = given;
            this.talk = talk;
            this.wrapUp = wrapUp;
        }

        static Means of(Channel channel) {
            return switch (channel) {
                case CHAT -> CHAT;
                case EMAIL -> EMAIL;
                case VOICE, MESSAGING, SOCIAL, VIDEO, CALLBACK, TASK -> VOICE;
            };
        }
    }
}
