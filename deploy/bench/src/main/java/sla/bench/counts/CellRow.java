package sla.bench.counts;

import java.util.List;
import sla.bench.plan.Contact;
import sla.model.event.Outcome;

/** What a row of {@code cell} or {@code day_cell} says of its contacts. */
public final class CellRow {
    /** The columns of {@link #numbers}, in their order. */
    public static final List<String> COLUMNS = List.of(
            "answered",
            "abandoned",
            "overflowed",
            "callback_requested",
            "refused",
            "left_in_menu",
            "self_served",
            "wait_answered_ms",
            "wait_abandoned_ms",
            "wait_overflowed_ms",
            "wait_callback_ms",
            "talk_ms",
            "hold_ms",
            "wrap_up_ms",
            "transferred",
            "handed_back");

    /** An outcome's place is its code, and that of its column. */
    private static final List<Outcome> OUTCOMES = List.of(
            Outcome.ANSWERED,
            Outcome.ABANDONED,
            Outcome.OVERFLOWED,
            Outcome.CALLBACK_REQUESTED,
            Outcome.REFUSED,
            Outcome.LEFT_IN_MENU,
            Outcome.SELF_SERVED);

    private static final int FIRST_WAIT = 7;
    private static final int TALK = 11;
    private static final int HOLD = 12;
    private static final int WRAP_UP = 13;
    private static final int TRANSFERRED = 14;

    private final long[] numbers = new long[COLUMNS.size()];
    private final Waits waits = new Waits();

    void add(Contact contact) {
        int outcome = OUTCOMES.indexOf(contact.outcome());
        numbers[outcome]++;
        if (contact.outcome().offered()) {
            numbers[FIRST_WAIT + outcome] += contact.waitMillis();
            waits.add(outcome, contact.waitMillis());
        }
        if (contact.answered()) {
            numbers[TALK] += contact.talkMillis();
            numbers[HOLD] += Math.max(0, contact.holdMillis());
            numbers[WRAP_UP] += contact.wrapUpMillis();
        }
        numbers[TRANSFERRED] += contact.transferred() ? 1 : 0;
    }

    void add(CellRow other) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] += other.numbers[i];
        }
        waits.add(other.waits);
    }

    /** Not to be changed. */
    public long[] numbers() {
        return numbers;
    }

    /** The histogram as it is stored. */
    public byte[] waits() {
        return waits.packed();
    }
}
