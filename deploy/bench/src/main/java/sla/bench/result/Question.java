package sla.bench.result;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/**
 * What is asked of a month, and the plain sum over the same rows.
 *
 * @param kept the rows that are summed, as SQL behind {@code from}
 */
record Question(String title, String path, String kept) {
    private static final String KPIS = "metric=volume,average-speed-of-answer,average-handle-time,service-level,"
            + "abandonment-rate&threshold=30&abandons=short-removed&shortAbandon=5";
    private static final String SUMS = "sum(answered), sum(abandoned), sum(overflowed), sum(callback_requested),"
            + " sum(refused), sum(left_in_menu), sum(self_served), sum(wait_answered_ms), sum(wait_abandoned_ms),"
            + " sum(wait_overflowed_ms), sum(wait_callback_ms), sum(talk_ms), sum(hold_ms), sum(wrap_up_ms),"
            + " sum(transferred), sum(handed_back), sum(length(waits))";

    /** The first one is the result that the floor is about. */
    static List<Question> of(YearMonth month, String zone) {
        String span = "&from=" + month + "&to=" + month.plusMonths(1);
        String days = "day_cell where zone = '" + zone + "' and attribution = 0 and day_start >= " + moment(month, zone)
                + " and day_start < " + moment(month.plusMonths(1), zone);
        String day = month + "-17";
        return List.of(
                new Question("the month, all vendors", "?zone=" + zone + span + '&' + KPIS, days),
                new Question(
                        "the month, one agreement",
                        "?agreement=alder-service" + span + '&' + KPIS,
                        days + " and series_id in (select id from series where vendor = 'alder')"),
                new Question(
                        "the month, each queue",
                        "?zone=" + zone + span + "&groupBy=vendor,queue&limit=1000&" + KPIS,
                        days),
                new Question(
                        "the month, each day of one vendor",
                        "?agreement=alder-service" + span + "&time=day&" + KPIS,
                        days + " and series_id in (select id from series where vendor = 'alder')"),
                new Question(
                        "a day, each quarter-hour",
                        "?zone=UTC&from=" + day + "&to=" + month + "-18&time=interval&" + KPIS,
                        "cell where attribution = 0 and interval_start >= '" + day + " 00:00Z' and interval_start < '"
                                + month + "-18 00:00Z'"),
                new Question(
                        "the month in a zone of no agreement",
                        "?zone=UTC" + span + "&metric=volume,average-speed-of-answer,average-handle-time",
                        "cell where attribution = 0 and interval_start >= '" + month
                                + "-01 00:00Z' and interval_start < '" + month.plusMonths(1) + "-01 00:00Z'"));
    }

    String url() {
        return "/v1/performance" + path;
    }

    /** How many contacts of these outcomes there are in all; the plan is by UTC, so a part of it lies beside the month. */
    static String volume(YearMonth month, String zone, String outcomes) {
        return "/v1/performance?zone=" + zone + "&from=" + month.atDay(1).minusDays(1) + "&to="
                + month.plusMonths(1).atDay(2) + "&metric=volume&volume=" + outcomes;
    }

    String plainSum() {
        return "select " + SUMS + " from " + kept;
    }

    String rows() {
        return "select count(*) from " + kept;
    }

    private static String moment(YearMonth month, String zone) {
        return String.format(Locale.ROOT, "timestamp '%s-01' at time zone '%s'", month, zone);
    }
}
