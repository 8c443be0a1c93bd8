package sla.evaluator.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import sla.model.event.AcceptedRecord;
import sla.model.event.Channel;
import sla.model.event.Content;
import sla.model.event.ControlTotals;
import sla.model.event.Direction;
import sla.model.event.InputPosition;
import sla.model.event.Interaction;
import sla.model.event.Line;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.RecordReference;
import sla.model.event.Retraction;
import sla.model.event.SurveyAnswer;

/**
 * Everything that can happen to records, from a seed: revisions that move a contact to another month, queue or vendor,
 * repetitions, conflicts, retractions before and after, evaluations before, after and without their contact, re-scored,
 * withdrawn and moved to another contact.
 */
public final class RecordStories {
    public static final String VENDOR = "va";
    public static final String OTHER_VENDOR = "vb";
    public static final String SOURCE = "calls";
    public static final String JUDGE = "judge";
    private static final Instant START = Instant.parse("2026-02-25T00:00:00Z");

    /** Around bounds that contracts name, and the longest. */
    private static final List<Integer> TELLING_WAITS = List.of(0, 4_999, 5_000, 5_001, 19_999, 20_000, 20_001, 89_999);

    /** The last quarter-hour of February and the first of March in Amsterdam. */
    private static final List<Instant> MONTH_BORDER =
            List.of(Instant.parse("2026-02-28T22:45:00Z"), Instant.parse("2026-02-28T23:00:00Z"));

    private final Random random;
    private final List<Instant> busyIntervals = new ArrayList<>(MONTH_BORDER);
    private final List<AcceptedRecord> records = new ArrayList<>();
    private long offset;

    private RecordStories(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < 8; i++) {
            busyIntervals.add(START.plus(Duration.ofMinutes(15L * random.nextInt(12 * 96))));
        }
    }

    /** All messages of so many contacts, in the order in which they came about. */
    public static List<AcceptedRecord> of(long seed, int contacts) {
        RecordStories stories = new RecordStories(seed);
        for (int i = 0; i < contacts; i++) {
            stories.contact("c" + i);
        }
        for (int i = 0; i < contacts / 10; i++) {
            stories.evaluation("q" + i, contacts);
        }
        for (int i = 0; i < contacts / 50; i++) {
            stories.survey("s" + i, contacts);
        }
        stories.controlTotals(new Random(seed + 1));
        return List.copyOf(stories.records);
    }

    /** The same messages in another order with some of them repeated. */
    public static List<AcceptedRecord> shuffled(List<AcceptedRecord> records, long seed) {
        Random random = new Random(seed);
        List<AcceptedRecord> shuffled = new ArrayList<>(records);
        for (AcceptedRecord record : records) {
            if (random.nextInt(100) < 5) {
                shuffled.add(record);
            }
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private void contact(String id) {
        Interaction first = interaction();
        add(SOURCE, id, 1, first);
        int fate = random.nextInt(100);
        if (fate < 20) {
            add(SOURCE, id, 2, revised(first));
        } else if (fate < 25) {
            add(SOURCE, id, 2, revised(first));
            add(SOURCE, id, 3 + random.nextInt(3), revised(first));
        } else if (fate < 29) {
            add(SOURCE, id, 2, revised(first));
            add(SOURCE, id, 2, interaction()); // a conflict
        } else if (fate < 30) {
            add(SOURCE, id, 1, interaction()); // a conflict without a lower revision
        } else if (fate < 33) {
            add(SOURCE, id, 2, new Retraction());
        } else if (fate < 35) {
            add(SOURCE, id, 2, new Retraction());
            add(SOURCE, id, 3, revised(first));
        } else if (fate < 36) {
            add(SOURCE, id, 0, new Retraction());
        } else if (fate < 37) {
            add(SOURCE, id, 1, new Retraction()); // in conflict with the contact itself
        }
    }

    private void evaluation(String id, int contacts) {
        int contact = random.nextInt(contacts + contacts / 20); // some never come
        String judged = "c" + contact;
        add(JUDGE, id, 1, quality(judged, QualityEvaluation.Status.RELEASED));
        int fate = random.nextInt(100);
        if (fate < 20) {
            add(JUDGE, id, 2, quality(judged, QualityEvaluation.Status.RE_SCORED));
        } else if (fate < 30) {
            add(JUDGE, id, 2, quality(judged, QualityEvaluation.Status.WITHDRAWN));
        } else if (fate < 40) {
            add(JUDGE, id, 2, quality("c" + random.nextInt(contacts), QualityEvaluation.Status.RE_SCORED));
        } else if (fate < 45) {
            add(JUDGE, id, 2, new Retraction());
        } else if (fate < 50) {
            add(JUDGE, id, 1, quality(judged, QualityEvaluation.Status.RELEASED)); // usually a conflict
        } else if (fate < 55) {
            add(JUDGE, id, 2, mysteryCall());
        }
    }

    private Interaction interaction() {
        long wait = mostly() ? TELLING_WAITS.get(random.nextInt(TELLING_WAITS.size())) : random.nextInt(90_000);
        Instant offeredAt = mostly()
                ? busyIntervals.get(random.nextInt(busyIntervals.size())).plusMillis(random.nextInt(900_000))
                : START.plusMillis(random.nextLong(Duration.ofDays(12).toMillis()));
        int queue = random.nextInt(4);
        Outcome outcome = switch (random.nextInt(20)) {
            case 0, 1, 2 -> Outcome.ABANDONED;
            case 3 -> Outcome.OVERFLOWED;
            case 4 -> Outcome.CALLBACK_REQUESTED;
            case 5 -> Outcome.REFUSED;
            case 6 -> Outcome.LEFT_IN_MENU;
            default -> Outcome.ANSWERED;
        };
        boolean answered = outcome == Outcome.ANSWERED;
        Long talk = answered ? Long.valueOf(random.nextInt(600_000)) : null;
        // Reported instants may differ from the durations by less than the source's tolerance.
        Instant leftAt = offeredAt.plusMillis(wait + (mostly() ? 0 : random.nextInt(1_500)));
        boolean endIsKnown = random.nextInt(4) > 0;
        return new Interaction(
                random.nextInt(20) == 0 ? OTHER_VENDOR : VENDOR,
                random.nextInt(5) == 0 ? Channel.CHAT : Channel.VOICE,
                Direction.INBOUND,
                "queue-" + queue,
                outcome,
                offeredAt,
                answered ? leftAt : null,
                answered || !outcome.offered() ? null : leftAt,
                talk != null && endIsKnown ? leftAt.plusMillis(talk) : null,
                null,
                null,
                outcome.offered() ? Long.valueOf(wait) : null,
                null,
                talk,
                answered && random.nextBoolean() ? Long.valueOf(random.nextInt(60_000)) : null,
                answered && random.nextInt(3) > 0 ? Long.valueOf(random.nextInt(120_000)) : null,
                mostly() == queue < 2 ? "north" : null,
                mostly() == queue < 3 ? "nl" : "fr",
                queue > 0 ? Line.FIRST : Line.SECOND,
                null,
                null,
                "j\\o\tu\nrney",
                random.nextInt(10) == 0,
                random.nextInt(10) == 0 ? "buyer" : null,
                null,
                "a" + random.nextInt(30),
                null,
                null,
                null,
                null);
    }

    /** Records crowd: many share a cell, a few lie anywhere. */
    private boolean mostly() {
        return random.nextInt(20) > 0;
    }

    /** The same contact with a late wrap-up, or moved elsewhere altogether. */
    private Interaction revised(Interaction first) {
        if (random.nextInt(3) == 0) {
            return interaction();
        }
        return new Interaction(
                first.vendor(),
                first.channel(),
                first.direction(),
                first.queue(),
                first.outcome(),
                first.offeredAt(),
                first.answeredAt(),
                first.leftQueueAt(),
                first.endedAt(),
                null,
                null,
                first.waitMillis(),
                null,
                first.talkMillis(),
                first.holdMillis(),
                Long.valueOf(random.nextInt(90_000)),
                first.site(),
                first.language(),
                first.line(),
                null,
                null,
                null,
                first.transferred(),
                null,
                null,
                first.agent(),
                null,
                null,
                null,
                null);
    }

    private QualityEvaluation quality(String judged, QualityEvaluation.Status status) {
        return new QualityEvaluation(
                VENDOR,
                new RecordReference(SOURCE, judged),
                null,
                null,
                START.plusMillis(random.nextLong(Duration.ofDays(20).toMillis())),
                "form-" + random.nextInt(2),
                null,
                new BigDecimal(random.nextInt(100_001)).movePointLeft(3),
                random.nextBoolean() ? new QualityEvaluation.CriticalErrors(random.nextInt(2), 0, null) : null,
                random.nextBoolean() ? QualityEvaluation.Instrument.RANDOM_RECORDING : null,
                status);
    }

    /** A released evaluation of 87.5 points. */
    public static QualityEvaluation evaluationOf(String contact, Instant evaluatedAt) {
        return new QualityEvaluation(
                VENDOR,
                new RecordReference(SOURCE, contact),
                null,
                null,
                evaluatedAt,
                "form",
                null,
                new BigDecimal("87.5"),
                null,
                null,
                QualityEvaluation.Status.RELEASED);
    }

    private QualityEvaluation mysteryCall() {
        return new QualityEvaluation(
                VENDOR,
                null,
                "queue-1",
                Channel.VOICE,
                START.plusMillis(random.nextLong(Duration.ofDays(20).toMillis())),
                "form-0",
                null,
                new BigDecimal(random.nextInt(101)),
                null,
                QualityEvaluation.Instrument.MYSTERY_CALL,
                QualityEvaluation.Status.RELEASED);
    }

    /** Of four queues over fourteen days: days, hours, hours beside a day, days of another zone, odd minutes, none. */
    private void controlTotals(Random own) {
        int number = 0;
        for (int day = 0; day < 14; day++) {
            for (int queue = 0; queue < 4; queue++) {
                Instant start = START.plus(Duration.ofDays(day));
                int kind = own.nextInt(6);
                int parts = kind == 0 ? 0 : kind == 1 ? 1 : kind == 2 ? 24 : 6;
                for (int part = 0; part < parts; part++) {
                    Duration length = Duration.ofDays(1).dividedBy(parts);
                    Instant from = start.plus(length.multipliedBy(part));
                    controlTotal(own, "t" + number++, queue, from, from.plus(length));
                }
                if (kind == 3) {
                    controlTotal(own, "t" + number++, queue, start, start.plus(Duration.ofDays(1)));
                } else if (kind == 4) {
                    Instant midnight = start.minus(Duration.ofHours(1));
                    controlTotal(own, "t" + number++, queue, midnight, midnight.plus(Duration.ofDays(1)));
                } else if (kind == 5) {
                    Instant odd = start.plus(Duration.ofMinutes(10));
                    controlTotal(own, "t" + number++, queue, odd, odd.plus(Duration.ofMinutes(20)));
                }
            }
        }
    }

    private void controlTotal(Random own, String id, int queue, Instant from, Instant to) {
        add(SOURCE, id, 1, totals("queue-" + queue, from, to, own.nextInt(60)));
        int fate = own.nextInt(20);
        if (fate < 3) {
            add(SOURCE, id, 2, totals("queue-" + queue, from, to, own.nextInt(60)));
        } else if (fate == 3) {
            add(SOURCE, id, 2, totals("queue-" + queue, from.minusSeconds(3600), to, own.nextInt(60)));
        } else if (fate == 4) {
            add(SOURCE, id, 1, totals("queue-" + queue, from, to, 60 + own.nextInt(60))); // a conflict
        } else if (fate == 5) {
            add(SOURCE, id, 2, new Retraction());
        }
    }

    /** What a source declares of one queue of the vendor. */
    public static ControlTotals totals(String queue, Instant from, Instant to, long interactions) {
        return new ControlTotals(VENDOR, queue, from, to, interactions, null, null);
    }

    private void survey(String id, int contacts) {
        add(SOURCE, id, 1, answer(contacts));
        int fate = random.nextInt(100);
        if (fate < 15) {
            add(SOURCE, id, 2, answer(contacts));
        } else if (fate < 20) {
            add(SOURCE, id, 2, new Retraction());
        } else if (fate < 25) {
            add(SOURCE, id, 1, answer(contacts)); // a conflict
        }
    }

    private SurveyAnswer answer(int contacts) {
        boolean ofTheQueue = random.nextInt(10) == 0;
        boolean rated = random.nextBoolean();
        return new SurveyAnswer(
                VENDOR,
                ofTheQueue ? null : new RecordReference(SOURCE, "c" + random.nextInt(contacts)),
                ofTheQueue ? "queue-1" : null,
                ofTheQueue ? Channel.VOICE : null,
                START.plusMillis(random.nextLong(Duration.ofDays(20).toMillis())),
                rated ? Integer.valueOf(1 + random.nextInt(5)) : null,
                rated ? 5 : null,
                random.nextBoolean() ? Integer.valueOf(random.nextInt(11)) : null,
                random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null);
    }

    private void add(String source, String id, long revision, Content content) {
        records.add(record(source, id, revision, content, offset++));
    }

    /** A message as sla-ingest would write it. */
    public static AcceptedRecord record(String source, String id, long revision, Content content, long offset) {
        return new AcceptedRecord(
                source,
                id,
                revision,
                hash(content),
                new InputPosition("source." + source + ".records", (int) (offset % 4), offset),
                Instant.parse("2026-03-20T00:00:00Z"),
                content);
    }

    private static String hash(@Nullable Content content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
