package sla.bench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sla.bench.plan.Source.Kind;
import sla.model.event.Channel;

/** Who and where: three vendors with two sources and twenty queues each, three sites, three languages. */
public final class Scene {
    public static final List<String> VENDORS = List.of("alder", "birch", "cedar");
    public static final List<String> SITES = List.of("Groningen", "Paramaribo", "Timisoara");
    public static final List<String> LANGUAGES = List.of("nl", "en", "de");
    public static final List<String> FORMS = List.of("voice-2026", "written-2026");

    public static final Source QUALITY = new Source("buyer-quality", VENDORS, Kind.QUALITY);
    /** Sends whatever there is, of all vendors. No traffic is planned for it. */
    public static final Source MIXED = new Source("mixed-bag", VENDORS, Kind.MIXED);

    public static final Source STRANGER = new Source("stranger-acd", List.of(), Kind.STRANGER);

    private static final int QUEUES_PER_VENDOR = 20;
    private static final int VOICE_QUEUES = 14;
    private static final int CHAT_QUEUES = 4;

    private static final List<Queue> QUEUES = queues();

    private Scene() {}

    /** All queues, those of a vendor together, those of a channel together within it. */
    public static List<Queue> allQueues() {
        return QUEUES;
    }

    /** Those that must be registered. */
    public static List<Source> registeredSources() {
        return Stream.concat(QUEUES.stream().map(Queue::source).distinct(), Stream.of(QUALITY))
                .toList();
    }

    /** The queue, out of 16 random bits: the first ones of a channel get more than the last. */
    static Queue queue(int vendor, int bits) {
        int within = (int) (((long) bits * bits * QUEUES_PER_VENDOR) >>> 32);
        return QUEUES.get(vendor * QUEUES_PER_VENDOR + within);
    }

    /** Another queue of the same vendor and source: where a correction puts a contact. */
    static Queue neighbour(Queue queue) {
        int at = QUEUES.indexOf(queue);
        Queue next = QUEUES.get((at + 1) % QUEUES.size());
        return next.source().equals(queue.source()) ? next : QUEUES.get(at - 1);
    }

    private static List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        for (String vendor : VENDORS) {
            Source telephone = new Source(vendor + "-acd", List.of(vendor), Kind.TELEPHONE);
            Source desk = new Source(vendor + "-desk", List.of(vendor), Kind.DESK);
            for (int number = 0; number < QUEUES_PER_VENDOR; number++) {
                Channel channel = channel(number);
                String name = "%s-%s-%02d".formatted(vendor, channel.name().toLowerCase(Locale.ROOT), number + 1);
                queues.add(new Queue(name, vendor, channel, channel == Channel.VOICE ? telephone : desk));
            }
        }
        return List.copyOf(queues);
    }

    private static Channel channel(int number) {
        if (number < VOICE_QUEUES) {
            return Channel.VOICE;
        }
        return number < VOICE_QUEUES + CHAT_QUEUES ? Channel.CHAT : Channel.EMAIL;
    }
}
