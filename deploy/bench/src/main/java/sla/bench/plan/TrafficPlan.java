package sla.bench.plan;

import java.time.YearMonth;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.PlannedEvent.Scored;
import sla.bench.plan.PlannedEvent.Sent;

/**
 * Traffic of a month, or of its first days, in the order in which it is sent. Every part of it is a pure function of the
 * seed and of a number, so the same plan gives the same events always, in memory that does not grow with it.
 *
 * <p>Time passes in steps, one contact each. What comes later than its contact comes so many steps later, and each step
 * looks back that far: the plan remembers nothing.
 */
public final class TrafficPlan {
    private static final int DAYS_LATE = 5;
    private static final int DAYS_TO_SCORE = 5;
    /** The longest of all delays, in days. */
    private static final int LONGEST = 6;

    private static final long MESSAGES_A_MONTH = 11_000_000;

    private final long contacts;
    private final long day;
    private final int days;
    private final long quarterHour;
    private final Contacts maker;

    /**
     * @param name goes into every record id: plans of different names share no record
     * @param days from the first of the month on
     * @param messages how many are wanted, about; the draws decide
     */
    public TrafficPlan(String name, long seed, YearMonth month, int days, long messages) {
        this(name, seed, month, Math.max(1, messages * 1000 / Shares.MESSAGES), days);
    }

    private TrafficPlan(String name, long seed, YearMonth month, long contacts, int days) {
        this.days = days;
        this.contacts = contacts;
        day = Math.max(1, contacts / days);
        quarterHour = Math.max(1, day / 96);
        maker = new Contacts(name, seed, new DayCurve(month, days), contacts);
    }

    /** Over so many of the month's first days that the whole month would have about 10 million contacts. */
    public static TrafficPlan dense(String name, long seed, YearMonth month, long messages) {
        long days = (messages * month.lengthOfMonth() + MESSAGES_A_MONTH - 1) / MESSAGES_A_MONTH;
        return new TrafficPlan(name, seed, month, Math.clamp(days, 1, month.lengthOfMonth()), messages);
    }

    /** Of a whole month with just so many contacts. */
    public static TrafficPlan ofContacts(String name, long seed, YearMonth month, long contacts) {
        return new TrafficPlan(name, seed, month, contacts, month.lengthOfMonth());
    }

    public long contacts() {
        return contacts;
    }

    /** Days from the first contact to the last message. */
    public int days() {
        return days + LONGEST;
    }

    /** Gives every message, in the order in which it is sent. */
    public void forEach(Consumer<PlannedEvent> send) {
        for (long step = 0; step <= contacts + LONGEST * day; step++) {
            sendContacts(step, send);
            sendRepetitions(step, send);
            sendRevisions(step, send);
            sendScores(step, send);
            sendFaulty(step, send);
        }
    }

    /** What must come of it; independent of the order of sending. */
    public Totals totals() {
        Totals totals = new Totals();
        for (long number = 0; number < contacts; number++) {
            Fate fate = maker.fate(number);
            Contact contact = maker.contact(number);
            totals.countMessage(contact.queue().source());
            if (fate.repeated()) {
                totals.countMessage(contact.queue().source());
                totals.countDuplicate(contact.queue().source());
            }
            if (fate.revised()) {
                totals.countMessage(contact.queue().source());
            }
            totals.countContact(fate.revised() ? maker.revision(contact, number) : contact);
            if (fate.scored() && contact.answered()) {
                totals.countScore(maker.score(contact, number));
            }
            if (fate.faulty()) {
                totals.countFault(maker.faulty(number));
            }
        }
        return totals;
    }

    /**
     * Gives what counts in the end: of each contact its last revision, in the order of the offers but for a minute, and
     * each score with the contact that it judges.
     */
    public void forEachCounted(Consumer<Contact> contacts, BiConsumer<Score, Contact> scores) {
        for (long number = 0; number < this.contacts; number++) {
            Fate fate = maker.fate(number);
            Contact first = maker.contact(number);
            Contact last = fate.revised() ? maker.revision(first, number) : first;
            contacts.accept(last);
            if (fate.scored() && first.answered()) {
                scores.accept(maker.score(first, number), last);
            }
        }
    }

    private void sendContacts(long step, Consumer<PlannedEvent> send) {
        if (exists(step) && !maker.fate(step).late()) {
            send.accept(new Sent(maker.contact(step)));
        }
        for (int late = 1; late <= DAYS_LATE; late++) {
            long number = step - late * day;
            if (exists(number)) {
                Fate fate = maker.fate(number);
                if (fate.late() && fate.delay(DAYS_LATE) == late - 1) {
                    send.accept(new Sent(maker.contact(number)));
                }
            }
        }
    }

    /** At once, a quarter-hour later, two days later. */
    private void sendRepetitions(long step, Consumer<PlannedEvent> send) {
        for (int when = 0; when < 3; when++) {
            long number = step - (when == 0 ? 0 : when == 1 ? quarterHour : 2 * day);
            if (exists(number)) {
                Fate fate = maker.fate(number);
                if (fate.repeated() && fate.delay(3) == when) {
                    send.accept(new Sent(maker.contact(number)));
                }
            }
        }
    }

    /** A quarter-hour later, a day later, six days later. A contact that is late itself may come after its revision. */
    private void sendRevisions(long step, Consumer<PlannedEvent> send) {
        for (int when = 0; when < 3; when++) {
            long number = step - (when == 0 ? quarterHour : when == 1 ? day : LONGEST * day);
            if (exists(number)) {
                Fate fate = maker.fate(number);
                if (fate.revised() && fate.delay(3) == when) {
                    send.accept(new Sent(maker.revision(maker.contact(number), number)));
                }
            }
        }
    }

    private void sendScores(long step, Consumer<PlannedEvent> send) {
        for (int when = 1; when <= DAYS_TO_SCORE; when++) {
            long number = step - when * day;
            if (exists(number)) {
                Fate fate = maker.fate(number);
                if (fate.scored() && fate.delay(DAYS_TO_SCORE) == when - 1) {
                    Contact contact = maker.contact(number);
                    if (contact.answered()) {
                        send.accept(new Scored(maker.score(contact, number)));
                    }
                }
            }
        }
    }

    private void sendFaulty(long step, Consumer<PlannedEvent> send) {
        if (exists(step) && maker.fate(step).faulty()) {
            Faulty faulty = maker.faulty(step);
            send.accept(faulty);
        }
    }

    private boolean exists(long number) {
        return number >= 0 && number < contacts;
    }
}
