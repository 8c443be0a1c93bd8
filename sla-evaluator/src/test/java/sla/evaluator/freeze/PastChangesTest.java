package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.KpiResult.TargetState;
import sla.model.evaluation.Origin;
import sla.model.evaluation.Origin.State;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.PastPeriod.AsFrozen;
import sla.model.evaluation.PastPeriod.PastCharge;
import sla.model.evaluation.PastPeriod.PastLine;
import sla.model.evaluation.PastPeriod.PastValue;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

class PastChangesTest {
    private static final Period DECEMBER =
            new Period("2025-12", Instant.parse("2025-11-30T23:00:00Z"), Instant.parse("2025-12-31T23:00:00Z"));
    private static final Period JANUARY =
            new Period("2026-01", DECEMBER.endExclusive(), Instant.parse("2026-01-31T23:00:00Z"));

    @Test
    void saysWhatABankHeld() {
        says(bank("0.00", "5000.00"), bank("0.00", "-10000.00"), "'bank' held 5000.00, and held -10000.00 now");
        says(
                bank("0.00", "5000.00"),
                bank("5000.00", "0.00"),
                "'bank' held 5000.00, and paid 5000.00 and held 0.00 now");
        says(List.of(), bank("0.00", "250.00"), "'bank' held nothing, and held 250.00 now");
        says(bank("0.00", "250.00"), List.of(), "'bank' held 250.00, and held nothing now");
    }

    @Test
    void saysHowFarAnEarnBackHadCome() {
        says(
                back(State.WAITING, 1, null, "0.00", "800.00"),
                back(State.LOST, 1, null, "0.00", "800.00"),
                "'back@2025-12' was about 800.00 EUR and waited after 1 good period, and was about 800.00 EUR and was lost"
                        + " now");
        says(
                back(State.RETURNED, 2, null, "400.00", "800.00"),
                back(State.RETURNED, 2, null, "300.00", "600.00"),
                "'back@2025-12' was about 800.00 EUR and returned 400.00, and was about 600.00 EUR and returned 300.00"
                        + " now");
        says(
                back(State.KEPT, 0, "400.00", "0.00", "800.00"),
                back(State.KEPT, 2, "150.00", "250.00", "800.00"),
                "'back@2025-12' was about 800.00 EUR and was kept for 0 periods with 400.00 EUR left, and was about 800.00"
                        + " EUR and was kept for 2 periods with 150.00 EUR left now");
        says(
                List.of(),
                back(State.WAITING, 2, null, "0.00", "800.00"),
                "'back@2025-12' was not there, and was about 800.00 EUR and waited after 2 good periods now");
        says(
                back(State.USED, 0, null, "0.00", "800.00"),
                back(State.LAPSED, 0, null, "0.00", "800.00"),
                "'back@2025-12' was about 800.00 EUR and was used up, and was about 800.00 EUR and lapsed now");
    }

    @Test
    void saysWhatALineWas() {
        says(
                List.of(line("asa", true, "-500.00", null, null)),
                List.of(line("asa", false, "0.00", null, new AsFrozen(3, true, new BigDecimal("-500.00")))),
                "'asa' a failure of -500.00, and no failure of 0 now (2026-01 as corrected by difference 3)");
        says(
                List.of(line("asa", true, "0.00", "3", null)),
                List.of(line("asa", true, "0.00", "5", null)),
                "'asa' a failure of 0 with 3 points, and a failure of 0 with 5 points now");
        // That another difference says the same changes nothing.
        assertThat(PastChanges.between(
                        List.of(january(List.of(
                                line("asa", false, "0.00", null, new AsFrozen(1, true, new BigDecimal("-500.00")))))),
                        List.of(january(List.of(
                                line("asa", false, "0.00", null, new AsFrozen(2, true, new BigDecimal("-500.00"))))))))
                .isEmpty();
    }

    @Test
    void saysWhatElseItAskedFor() {
        PastPeriod then = new PastPeriod(
                JANUARY,
                List.of(),
                List.of(
                        new PastValue("asa", null, TargetState.MET, null),
                        new PastValue("sl", JANUARY, TargetState.NO_TARGET, Ratio.of(80))),
                List.of("year"),
                List.of(new PastCharge("fee", new BigDecimal("1000.00"))));
        PastPeriod now = new PastPeriod(
                JANUARY,
                List.of(),
                List.of(
                        new PastValue("asa", null, TargetState.MISSED, null),
                        new PastValue("sl", JANUARY, TargetState.NOT_MEASURED, null)),
                List.of("quarter"),
                List.of(new PastCharge("fee", new BigDecimal("1200.00"))));
        assertThat(words(then, now))
                .isEqualTo(
                        "'asa' met its target, and missed its target now; 'sl' of 2026-01 was 80, and was not measured now;"
                                + " of the cap 'year' nothing was left, and something is now; of the cap 'quarter' something was"
                                + " left, and nothing is now; the charge 'fee' came to 1000.00, and came to 1200.00 now");
    }

    private static void says(List<PastLine> then, List<PastLine> now, String expected) {
        assertThat(words(january(then), january(now))).isEqualTo(expected);
    }

    private static String words(PastPeriod then, PastPeriod now) {
        String start = "This period looks back on 2026-01, which has changed since the freeze: ";
        List<OtherCause> causes = PastChanges.between(List.of(then), List.of(now));
        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.kind()).isEqualTo(OtherCause.Kind.EARLIER_PERIOD);
            assertThat(cause.text()).startsWith(start).endsWith(".");
        });
        String detail = causes.getFirst().text();
        return detail.substring(start.length(), detail.length() - 1);
    }

    private static PastPeriod january(List<PastLine> lines) {
        return new PastPeriod(JANUARY, lines, List.of(), List.of(), List.of());
    }

    private static PastLine line(
            String rule, boolean failure, String paid, @Nullable String points, @Nullable AsFrozen frozen) {
        return new PastLine(
                rule,
                null,
                failure,
                new BigDecimal(paid),
                points == null ? null : new BigDecimal(points),
                null,
                null,
                null,
                null,
                frozen);
    }

    private static List<PastLine> bank(String paid, String balance) {
        return List.of(new PastLine(
                "bank", null, false, new BigDecimal(paid), null, new BigDecimal(balance), null, null, null, null));
    }

    private static List<PastLine> back(State state, int periods, @Nullable String left, String paid, String cost) {
        Origin origin = new Origin(DECEMBER, "asa", euros(cost), state, periods, left == null ? null : euros(left));
        return List.of(new PastLine("back", null, false, new BigDecimal(paid), null, null, origin, null, null, null));
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
