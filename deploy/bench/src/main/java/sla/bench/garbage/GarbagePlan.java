package sla.bench.garbage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sla.bench.garbage.Kind.Place;
import sla.bench.plan.Figure;
import sla.bench.plan.Scene;
import sla.bench.plan.Source;
import sla.bench.plan.Totals;
import sla.model.event.RejectionCode;

/** So many messages, each a pure function of the seed and its number, with what must come of each of them. */
public final class GarbagePlan {
    /** One in so many is heavy: a bomb of many megabytes takes as long as thousands of others. */
    private static final int HEAVY_ONE_IN = 400;

    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "lz4", "snappy", "zstd");
    private static final List<Kind> LIGHT =
            Arrays.stream(Kind.values()).filter(kind -> !kind.heavy()).toList();
    private static final List<Kind> HEAVY =
            Arrays.stream(Kind.values()).filter(Kind::heavy).toList();
    private static final List<Source> OF_CONTACTS = Stream.concat(
                    Scene.registeredSources().stream().filter(source -> source.kind() != Source.Kind.QUALITY),
                    Stream.of(Scene.MIXED))
            .toList();
    private static final List<Source> ALL = Stream.concat(
                    OF_CONTACTS.stream(), Stream.of(Scene.QUALITY, Scene.STRANGER))
            .toList();

    private final String name;
    private final long seed;
    private final long messages;

    /** @param name goes into every record id: plans of different names share no record */
    public GarbagePlan(String name, long seed, long messages) {
        this.name = name;
        this.seed = seed;
        this.messages = messages;
    }

    long messages() {
        return messages;
    }

    void forEach(Consumer<Garbage> send) {
        for (long number = 0; number < messages; number++) {
            send.accept(garbage(number));
        }
    }

    private Garbage garbage(long number) {
        SplittableRandom random = random(number);
        Kind kind = kind(number, random);
        Source source = source(kind, random);
        String compression = COMPRESSIONS.get(random.nextInt(COMPRESSIONS.size()));
        return new GarbageText(name + '-' + number, source, random).of(number, kind, compression);
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(seed ^ (number * 0x9E3779B97F4A7C15L)).split();
    }

    /** Each kind comes in turn, so that a small plan has all of them, too. */
    private static Kind kind(long number, SplittableRandom random) {
        if (number % HEAVY_ONE_IN == HEAVY_ONE_IN - 1) {
            return HEAVY.get((int) (number / HEAVY_ONE_IN % HEAVY.size()));
        }
        return number < LIGHT.size() ? LIGHT.get((int) number) : LIGHT.get(random.nextInt(LIGHT.size()));
    }

    private static Source source(Kind kind, SplittableRandom random) {
        List<Source> sources = sources(kind.place());
        return sources.get(random.nextInt(sources.size()));
    }

    private static List<Source> sources(Place place) {
        return switch (place) {
            case ANYWHERE -> ALL;
            case CONTACTS -> OF_CONTACTS;
            case DECLARED -> List.of(Scene.MIXED);
        };
    }

    /** What must come of all of them, known before the first one is sent. */
    public Totals totals() {
        Totals totals = new Totals();
        for (long number = 0; number < messages; number++) {
            SplittableRandom random = random(number);
            Kind kind = kind(number, random);
            count(totals, kind, source(kind, random));
        }
        return totals;
    }

    private static void count(Totals totals, Kind kind, Source from) {
        String source = from.id();
        Set<RejectionCode> codes = Garbage.expected(from, kind);
        totals.add(source, Figure.MESSAGES, 1);
        if (!codes.isEmpty()) {
            totals.add(source, Figure.REJECTED, 1);
            codes.forEach(code -> totals.addRejected(source, code, 1));
            return;
        }
        totals.add(source, Figure.ACCEPTED, 1);
        totals.add(source, Figure.RECORDS, 1);
        if (kind != Kind.FAR_MEASURE && kind != Kind.RETRACTION_OF_NOTHING) {
            totals.add(source, Figure.ANSWERED, 1);
            totals.add(source, Figure.WAIT_ANSWERED, GarbageText.WAIT);
            totals.add(source, Figure.TALK, GarbageText.TALK);
        }
    }

    /** Of every kind, at least. */
    static long fewest() {
        return Math.max(LIGHT.size() + 2L, (long) HEAVY.size() * HEAVY_ONE_IN);
    }

    /** All that something is put into. */
    public static List<String> sources() {
        return ALL.stream().map(Source::id).toList();
    }
}
