package sla.evaluator.count;

import sla.model.agreement.Attribution;
import sla.model.event.Outcome;

/** The numbers under which enumerations stand in the tables. They never change; new values get new numbers. */
public final class StoredCode {
    private StoredCode() {}

    public static int of(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> 0;
            case LEFT_QUEUE -> 1;
            case ENDED -> 2;
            case EVALUATED -> 3;
        };
    }

    public static int of(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> 0;
            case ABANDONED -> 1;
            case OVERFLOWED -> 2;
            case CALLBACK_REQUESTED -> 3;
            case REFUSED -> 4;
            case LEFT_IN_MENU -> 5;
            case SELF_SERVED -> 6;
        };
    }

    public static Attribution attribution(int code) {
        return switch (code) {
            case 0 -> Attribution.OFFERED;
            case 1 -> Attribution.LEFT_QUEUE;
            case 2 -> Attribution.ENDED;
            case 3 -> Attribution.EVALUATED;
            default -> throw new IllegalArgumentException("no attribution has the code " + code);
        };
    }

    public static Outcome outcome(int code) {
        return switch (code) {
            case 0 -> Outcome.ANSWERED;
            case 1 -> Outcome.ABANDONED;
            case 2 -> Outcome.OVERFLOWED;
            case 3 -> Outcome.CALLBACK_REQUESTED;
            case 4 -> Outcome.REFUSED;
            case 5 -> Outcome.LEFT_IN_MENU;
            case 6 -> Outcome.SELF_SERVED;
            default -> throw new IllegalArgumentException("no outcome has the code " + code);
        };
    }
}
