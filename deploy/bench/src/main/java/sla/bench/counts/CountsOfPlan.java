package sla.bench.counts;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import sla.bench.plan.Contact;
import sla.bench.plan.Queue;
import sla.bench.plan.Scene;
import sla.bench.plan.Score;
import sla.bench.plan.TrafficPlan;
import sla.model.event.Channel;

/**
 * Adds up a plan by every attribution, row by row as the product's tables have them. Contacts come in the order of their
 * offers, so a row is given away once no contact can meet it any more.
 */
public final class CountsOfPlan {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long QUARTER_HOUR = HOUR / 4;

    /** Longer than a contact of the plan lasts; a row that came twice would be refused by its key. */
    private static final long LIVE = 3 * HOUR;

    private static final long WRITTEN = 3 * DAY;
    /** Longer than a score takes. */
    private static final long SCORED = 6 * DAY;

    private static final int ATTRIBUTIONS = 3;
    private static final int EVALUATED = 3;
    /** How often rows are looked for that nothing can be added to. */
    private static final int CONTACTS_PER_LOOK = 4096;

    private final ZoneId zone;
    private final CountSink sink;
    private final OpenRows<Long, CellRow> live;
    private final OpenRows<Long, CellRow> email;
    private final OpenRows<Long, CellRow> days;
    private final OpenRows<JudgedKey, QualityRow> judged;
    private final OpenRows<JudgedKey, QualityRow> evaluated;
    private final IdentityHashMap<Queue, int[]> seriesIds = new IdentityHashMap<>();
    private final Map<CountedSeries, Integer> judgedIds = new HashMap<>();
    private long dayFrom = Long.MAX_VALUE;
    private long dayTo = Long.MIN_VALUE;
    private long contacts;

    private record JudgedKey(int series, int attribution, String form) {}

    private CountsOfPlan(ZoneId zone, CountSink sink) {
        this.zone = zone;
        this.sink = sink;
        live = new OpenRows<>(CellRow::new, this::closeCell);
        email = new OpenRows<>(CellRow::new, this::closeCell);
        days = new OpenRows<>(CellRow::new, (at, key, row) -> sink.day(series(key), attribution(key), at, row));
        judged = new OpenRows<>(QualityRow::new, this::closeQuality);
        evaluated = new OpenRows<>(QualityRow::new, this::closeQuality);
    }

    /** @param zone whose days are kept */
    public static void give(TrafficPlan plan, ZoneId zone, CountSink sink) {
        CountsOfPlan counts = new CountsOfPlan(zone, sink);
        plan.forEachCounted(counts::add, counts::add);
        counts.close(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private void add(Contact contact) {
        OpenRows<Long, CellRow> rows = contact.queue().channel() == Channel.EMAIL ? email : live;
        int series = seriesId(contact);
        for (int attribution = 0; attribution < ATTRIBUTIONS; attribution++) {
            rows.row(interval(at(contact, attribution)), key(series, attribution))
                    .add(contact);
        }
        if (++contacts % CONTACTS_PER_LOOK == 0) {
            long now = contact.offeredAt() - QUARTER_HOUR;
            close(now - LIVE, now - WRITTEN, now - WRITTEN - 2 * DAY, now - SCORED);
        }
    }

    private void add(Score score, Contact contact) {
        int series = judgedIds.computeIfAbsent(CountedSeries.judged(contact), sink::idOf);
        for (int attribution = 0; attribution < ATTRIBUTIONS; attribution++) {
            judged.row(interval(at(contact, attribution)), new JudgedKey(series, attribution, score.form()))
                    .add(score);
        }
        evaluated
                .row(interval(score.evaluatedAt()), new JudgedKey(series, EVALUATED, score.form()))
                .add(score);
    }

    private void close(long liveBefore, long emailBefore, long daysBefore, long scoredBefore) {
        live.close(liveBefore);
        email.close(emailBefore);
        judged.close(emailBefore);
        evaluated.close(scoredBefore);
        days.close(daysBefore);
    }

    private void closeCell(long at, Long key, CellRow row) {
        sink.cell(series(key), attribution(key), at, row);
        days.row(dayOf(at), key).add(row);
    }

    private void closeQuality(long at, JudgedKey key, QualityRow row) {
        sink.quality(key.series(), key.attribution(), at, key.form(), row);
    }

    /** Contacts of a queue are of few series: looked up by numbers, millions of times. */
    private int seriesId(Contact contact) {
        int[] ids = seriesIds.computeIfAbsent(
                contact.queue(), _ -> new int[Scene.SITES.size() * Scene.LANGUAGES.size() * 8]);
        int place = (Scene.SITES.indexOf(contact.site()) * Scene.LANGUAGES.size()
                                + Scene.LANGUAGES.indexOf(contact.language()))
                        * 8
                + CountedSeries.knownParts(contact);
        if (ids[place] == 0) {
            ids[place] = sink.idOf(CountedSeries.of(contact));
        }
        return ids[place];
    }

    private long dayOf(long interval) {
        if (interval < dayFrom || interval >= dayTo) {
            var day = Instant.ofEpochMilli(interval).atZone(zone).toLocalDate();
            dayFrom = day.atStartOfDay(zone).toInstant().toEpochMilli();
            dayTo = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
        return dayFrom;
    }

    private static long at(Contact contact, int attribution) {
        return switch (attribution) {
            case 0 -> contact.offeredAt();
            case 1 -> contact.leftQueueAt();
            default -> contact.endedAt();
        };
    }

    private static long interval(long at) {
        return at - Math.floorMod(at, QUARTER_HOUR);
    }

    private static long key(int series, int attribution) {
        return ((long) attribution << 32) | series;
    }

    private static int series(long key) {
        return (int) key;
    }

    private static int attribution(long key) {
        return (int) (key >> 32);
    }
}
