package sla.local.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.event.OutgoingEvent;
import sla.model.event.Channel;
import sla.model.event.ControlTotals;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.event.Retraction;

/**
 * All that the contacts of one day lead to, on that day and later. It depends on the seed and the day alone, so that
 * making a day again gives the same records.
 */
final class MeridianDay {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int OPENS = 8 * 3600;
    private static final int CLOSES = 20 * 3600;
    private static final Duration UNTIL_CORRECTION = Duration.ofHours(3);
    private static final Duration UNTIL_RETRACTION = Duration.ofDays(1);

    private final long seed;
    private final LocalDate day;
    private final List<SampleEvent> events = new ArrayList<>();
    private final List<Interaction> contacts = new ArrayList<>();
    private int number;

    MeridianDay(long seed, LocalDate day) {
        this.seed = seed;
        this.day = day;
    }

    List<SampleEvent> events() {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        add(weekend ? 25 : 75, OPENS, CLOSES, MeridianContact::voice);
        add(weekend ? 10 : 30, OPENS, CLOSES, MeridianContact::chat);
        add(weekend ? 8 : 20, 0, 86_399, MeridianContact::email);
        addControlTotals();
        if (hasBadRecords()) {
            events.addAll(BadRecords.of(day, startOfDay().plusSeconds(OPENS)));
        }
        return events;
    }

    private boolean hasBadRecords() {
        return day.getDayOfWeek() == DayOfWeek.MONDAY;
    }

    private interface Maker {
        InteractionDraft make(Chance chance, Instant offeredAt);
    }

    private void add(int count, int firstSecond, int lastSecond, Maker maker) {
        for (int i = 0; i < count; i++) {
            Chance chance = Chance.of(seed, day.toEpochDay(), number++);
            Instant offeredAt = startOfDay()
                    .plusSeconds(chance.between(firstSecond, lastSecond))
                    .plusMillis(chance.between(0, 999));
            String recordId = "m-" + COMPACT.format(day) + '-' + number;
            addContact(chance, recordId, maker.make(chance, offeredAt));
        }
    }

    private void addContact(Chance chance, String recordId, InteractionDraft draft) {
        Interaction contact = draft.build();
        boolean handedOver =
                contact.outcome() == Outcome.ANSWERED && contact.channel() == Channel.VOICE && chance.perMille(90);
        if (handedOver) {
            addSecondLeg(chance, recordId, draft.finishedAt());
            draft.journey(recordId).transferred();
        }
        addRevisions(chance, recordId, draft);
        contacts.add(contact);
        if (contact.outcome() == Outcome.ANSWERED) {
            events.addAll(new Afterwards(chance, recordId, draft.finishedAt()).events());
        }
    }

    private void addSecondLeg(Chance chance, String journey, Instant offeredAt) {
        InteractionDraft leg = MeridianContact.secondLine(chance, offeredAt, journey);
        leg.wrapUp(chance.around(Duration.ofSeconds(60)));
        add(CloudEvents.of(SampleSources.MERIDIAN, journey + "-b", 1, leg.finishedAt(), leg.build()));
        contacts.add(leg.build());
    }

    /**
     * Most contacts are sent once. Some are corrected hours later, when the wrap-up is known; a few never had any. The
     * first contact of the 5th and the 15th turns out to have been a test call and is taken back.
     */
    private void addRevisions(Chance chance, String recordId, InteractionDraft draft) {
        boolean wrapsUp = draft.build().outcome() == Outcome.ANSWERED && !chance.perMille(50);
        Duration wrapUp = chance.around(Duration.ofSeconds(45));
        int revision = 1;
        if (wrapsUp && chance.perMille(40)) {
            add(CloudEvents.of(SampleSources.MERIDIAN, recordId, revision++, draft.finishedAt(), draft.build()));
            draft.wrapUp(wrapUp);
            Instant corrected = draft.finishedAt().plus(UNTIL_CORRECTION);
            add(CloudEvents.of(SampleSources.MERIDIAN, recordId, revision++, corrected, draft.build()));
        } else {
            if (wrapsUp) {
                draft.wrapUp(wrapUp);
            }
            add(CloudEvents.of(SampleSources.MERIDIAN, recordId, revision++, draft.finishedAt(), draft.build()));
        }
        if (number == 1 && (day.getDayOfMonth() == 5 || day.getDayOfMonth() == 15)) {
            Instant noticed = draft.finishedAt().plus(UNTIL_RETRACTION);
            add(CloudEvents.of(SampleSources.MERIDIAN, recordId, revision, noticed, new Retraction()));
        }
    }

    /**
     * Early the next day the vendor states how many contacts came to each queue. On Mondays three calls are among them
     * whose records were bad, so that completeness shows what is missing and why.
     */
    private void addControlTotals() {
        Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        for (String queue : MeridianContact.QUEUES) {
            List<Interaction> came = contacts.stream()
                    .filter(contact -> contact.queue().equals(queue))
                    .filter(contact -> contact.offeredAt().isBefore(end))
                    .toList();
            int refused = queue.equals(MeridianContact.VOICE_QUEUE) && hasBadRecords() ? BadRecords.OWN_CALLS : 0;
            ControlTotals totals = new ControlTotals(
                    SampleSources.MERIDIAN,
                    queue,
                    startOfDay(),
                    end,
                    came.size() + refused,
                    count(came, Outcome.ANSWERED) + refused,
                    count(came, Outcome.ABANDONED));
            String recordId = "totals-" + COMPACT.format(day) + '-' + queue;
            add(CloudEvents.of(SampleSources.MERIDIAN, recordId, 1, end.plus(Duration.ofHours(2)), totals));
        }
    }

    private static long count(List<Interaction> contacts, Outcome outcome) {
        return contacts.stream().filter(contact -> contact.outcome() == outcome).count();
    }

    private void add(OutgoingEvent event) {
        events.add(new SampleEvent(SampleSources.MERIDIAN, event));
    }

    private Instant startOfDay() {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
