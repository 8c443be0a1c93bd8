package sla.local.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A month of 1,000 contacts offered to the lot, made by hand so that each KPI of {@code health-exchange.yaml} has the
 * value that the contract's worked case names. Waits of exactly 30 s and exactly 120 s are within their limits.
 */
enum WorkedMonth {
    /**
     * 966 answered: 732 + 1,800 + 5,760 + 12,000 + 39,600 = 59,892 s of waiting, 62 s each. 660 within 30 s: 66 %. 34
     * abandoned: 3.4 %. 110 + 10 over 2 minutes: 12 %.
     */
    JANUARY(
            "2024-01",
            List.of(
                    answered(600, 1_220),
                    answered(60, 30_000),
                    answered(96, 60_000),
                    answered(100, 120_000),
                    answered(110, 360_000),
                    abandoned(24, 45_000),
                    abandoned(10, 150_000)),
            new Kpis("62", "66", "3.4", "12"),
            new Counts(966, 34, 59_892_000, 660, 880),
            new Amounts("-5000.00", "0.00", "-2500.00", "-2500.00", "0.00", "-10000.00")),

    /**
     * 988 answered: 2,588 + 9,600 + 1,920 + 12,000 + 14,400 = 40,508 s, 41 s each. 820 within 30 s: 82 %. 12 abandoned:
     * 1.2 %. 36 + 4 over 2 minutes: 4 %.
     */
    FEBRUARY(
            "2024-02",
            List.of(
                    answered(500, 5_176),
                    answered(320, 30_000),
                    answered(32, 60_000),
                    answered(100, 120_000),
                    answered(36, 400_000),
                    abandoned(8, 45_000),
                    abandoned(4, 150_000)),
            new Kpis("41", "82", "1.2", "4"),
            new Counts(988, 12, 40_508_000, 820, 960),
            new Amounts("0.00", "2500.00", "2500.00", "0.00", "5000.00", "0.00")),

    /**
     * On the boundaries. 970 answered: 3,000 + 1,500 + 7,500 + 12,000 + 34,200 = 58,200 s, exactly 60 s each: no money.
     * 650 within 30 s, exactly 65 %: no money. 30 abandoned, exactly 3.0 %: no money. 95 + 5 over 2 minutes, exactly 10 %:
     * malus.
     */
    MARCH(
            "2024-03",
            List.of(
                    answered(600, 5_000),
                    answered(50, 30_000),
                    answered(125, 60_000),
                    answered(100, 120_000),
                    answered(95, 360_000),
                    abandoned(25, 45_000),
                    abandoned(5, 150_000)),
            new Kpis("60", "65", "3", "10"),
            new Counts(970, 30, 58_200_000, 650, 900),
            new Amounts("0.00", "0.00", "0.00", "-2500.00", "0.00", "-2500.00")),

    /**
     * Their other sides. 950 answered: 1,650 + 6,000 + 6,600 + 42,750.95 = 57,000.95 s, 60.001 s each: malus. 800 within
     * 30 s, exactly 80 %: no money. 50 abandoned, exactly 5.0 %: the smaller malus. 95 + 4 over 2 minutes, 9.9 %: no money.
     */
    APRIL(
            "2024-04",
            List.of(
                    answered(600, 2_750),
                    answered(200, 30_000),
                    answered(55, 120_000),
                    answered(95, 450_010),
                    abandoned(46, 45_000),
                    abandoned(4, 150_000)),
            new Kpis("60.001", "80", "5", "9.9"),
            new Counts(950, 50, 57_000_950, 800, 901),
            new Amounts("-5000.00", "0.00", "-2500.00", "0.00", "0.00", "-7500.00"));

    /** Values in seconds and per cent. */
    record Kpis(String asa, String answeredIn30, String abandonment, String over2Minutes) {
        Map<String, String> byKpi() {
            return Map.of(
                    "asa", asa,
                    "answered-in-30", answeredIn30,
                    "abandonment", abandonment,
                    "over-2-minutes", over2Minutes);
        }
    }

    /** @param offeredWithin120 who did not wait longer than 2 minutes */
    record Counts(long answered, long abandoned, long waitMillis, long within30, long offeredWithin120) {
        Map<String, Map<String, Long>> byKpi() {
            return Map.of(
                    "asa", Map.of("answered", answered, "waitAnsweredMillis", waitMillis),
                    "answered-in-30",
                            Map.of("answered", answered, "abandoned", abandoned, "answeredWithinThreshold", within30),
                    "abandonment", Map.of("abandoned", abandoned, "offered", 1_000L),
                    "over-2-minutes", Map.of("offered", 1_000L, "offeredWithinLimit", offeredWithin120));
        }
    }

    record Amounts(
            String asa, String answeredIn30, String abandonment, String over2Minutes, String bonus, String malus) {
        Map<String, String> byRule() {
            return Map.of(
                    "asa", asa,
                    "answered-in-30", answeredIn30,
                    "abandonment", abandonment,
                    "over-2-minutes", over2Minutes);
        }
    }

    record Contact(boolean answered, long waitMillis) {}

    private final String label;
    private final List<Contact> contacts = new ArrayList<>();
    private final Kpis kpis;
    private final Counts counts;
    private final Amounts amounts;

    WorkedMonth(String label, List<List<Contact>> contacts, Kpis kpis, Counts counts, Amounts amounts) {
        this.label = label;
        contacts.forEach(this.contacts::addAll);
        this.kpis = kpis;
        this.counts = counts;
        this.amounts = amounts;
    }

    private static List<Contact> answered(int times, long waitMillis) {
        return java.util.Collections.nCopies(times, new Contact(true, waitMillis));
    }

    private static List<Contact> abandoned(int times, long waitMillis) {
        return java.util.Collections.nCopies(times, new Contact(false, waitMillis));
    }

    String label() {
        return label;
    }

    List<Contact> contacts() {
        return contacts;
    }

    Kpis kpis() {
        return kpis;
    }

    Counts counts() {
        return counts;
    }

    Amounts amounts() {
        return amounts;
    }
}
