package sla.evaluator.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * What rules, a bank and caps pay over a whole contract, in cents, from all values of all months: by lists and whole numbers,
 * month by month from the first. It shares nothing with the engine.
 */
final class ReferenceBank {
    /**
     * @param span months of a span of the bank's pay-out; 1 for each month, 0 for the contract, -1 if there is no bank
     * @param startMonth in which spans start
     * @param negative paid, carried or forgiven
     * @param months of the contract
     * @param ends whether it ends after these
     */
    record Terms(
            int span,
            int startMonth,
            String negative,
            boolean banksBonus,
            List<Integer> times,
            List<CapTerms> caps,
            int months,
            boolean ends) {
        boolean hasBank() {
            return span >= 0;
        }
    }

    /** @param span months; 0 for the contract */
    record CapTerms(boolean bonus, int span, int startMonth, long cents) {}

    /** Of one month, in cents. */
    record Paid(long slow, long fast, long bank, long bankedSlow, long bankedFast, long closing) {
        long bonus() {
            return Math.max(slow, 0) + Math.max(fast, 0) + Math.max(bank, 0);
        }

        long malus() {
            return Math.min(slow, 0) + Math.min(fast, 0) + Math.min(bank, 0);
        }
    }

    private ReferenceBank() {}

    static List<Paid> of(Terms terms, List<Integer> waits) {
        List<Paid> all = new ArrayList<>();
        for (int month = 0; month < terms.months(); month++) {
            all.add(of(terms, waits, month, List.copyOf(all)));
        }
        return all;
    }

    private static Paid of(Terms terms, List<Integer> waits, int month, List<Paid> before) {
        Integer wait = waits.get(month);
        long slow = wait == null || wait <= 30 ? 0 : (wait <= 45 ? -10_050 : -30_033) * times(terms, waits, month);
        long fast = wait == null || wait > 25 ? 0 : 15_007;
        List<Long> paid = new ArrayList<>();
        long bankedSlow = 0;
        long bankedFast = 0;
        paid.add(terms.hasBank() ? 0 : capped(terms, slow, month, before, paid));
        bankedSlow = terms.hasBank() ? slow : 0;
        boolean banksFast = terms.hasBank() && terms.banksBonus();
        paid.add(banksFast ? 0 : capped(terms, fast, month, before, paid));
        bankedFast = banksFast ? fast : 0;
        long opening = before.isEmpty() ? 0 : before.getLast().closing();
        long balance = opening + bankedSlow + bankedFast;
        boolean last = terms.ends() && month == terms.months() - 1;
        boolean due = last
                || (terms.span() > 0
                        && spanOf(month + 1, terms.span(), terms.startMonth())
                                != spanOf(month, terms.span(), terms.startMonth()));
        long closing = balance;
        long settled = 0;
        if (due && terms.hasBank()) {
            boolean stays = balance < 0 && terms.negative().equals("carried") && !last;
            boolean forgiven = balance < 0 && terms.negative().equals("forgiven");
            settled = stays || forgiven ? 0 : balance;
            closing = stays ? balance : 0;
        }
        return new Paid(
                paid.get(0), paid.get(1), capped(terms, settled, month, before, paid), bankedSlow, bankedFast, closing);
    }

    private static long capped(Terms terms, long amount, int month, List<Paid> before, List<Long> ofMonth) {
        long left = amount;
        for (CapTerms cap : terms.caps()) {
            if (left == 0 || cap.bonus() != left > 0) {
                continue;
            }
            long used = 0;
            for (int earlier = 0; earlier < month; earlier++) {
                boolean same = cap.span() == 0
                        || spanOf(earlier, cap.span(), cap.startMonth()) == spanOf(month, cap.span(), cap.startMonth());
                Paid paid = before.get(earlier);
                used += same ? (cap.bonus() ? paid.bonus() : -paid.malus()) : 0;
            }
            for (long own : ofMonth) {
                used += cap.bonus() ? Math.max(own, 0) : Math.max(-own, 0);
            }
            long room = Math.max(0, cap.cents() - used);
            left = cap.bonus() ? Math.min(left, room) : Math.max(left, -room);
        }
        return left;
    }

    /** Month 0 is a January. */
    private static int spanOf(int month, int span, int startMonth) {
        return Math.floorDiv(month - (startMonth - 1), span);
    }

    private static long times(Terms terms, List<Integer> waits, int month) {
        int number = 1;
        for (int earlier = month - 1; earlier >= 0; earlier--) {
            Integer wait = waits.get(earlier);
            if (wait == null || wait <= 30) {
                break;
            }
            number++;
        }
        return terms.times().get(Math.min(number, terms.times().size()) - 1);
    }
}
