package sla.bench.dashboard;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import sla.bench.plan.Queue;
import sla.bench.plan.Scene;

/**
 * What one client asks for, different from what any other asks for.
 *
 * @param conditional whether it sends the tag of its last answer
 */
record Query(Kind kind, boolean conditional, String path) {
    /** What is looked at. */
    enum Kind {
        MONTH_BY_DAY("performance, a queue's month by day"),
        DAY_BY_INTERVAL("performance, a vendor's busy day by quarter-hour"),
        MONTH_BY_QUEUE("performance, a vendor's month by queue"),
        PENALTIES("penalties of a vendor's month");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean ofPerformance() {
            return this != PENALTIES;
        }
    }

    /** Every kind as often as the others, half of each conditional. */
    static List<Query> of(int clients, YearMonth month) {
        List<Query> queries = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            Kind kind = Kind.values()[client % Kind.values().length];
            int own = client / Kind.values().length;
            queries.add(new Query(kind, own % 2 == 1, path(kind, own, month)));
        }
        return queries;
    }

    private static String path(Kind kind, int own, YearMonth month) {
        String vendor = Scene.VENDORS.get(own % Scene.VENDORS.size());
        String agreement = "/v1/performance?agreement=" + vendor + "-service&threshold=" + (10 + own);
        String span = "&from=" + month + "&to=" + month.plusMonths(1);
        return switch (kind) {
            case MONTH_BY_DAY -> {
                Queue queue = Scene.allQueues().get(own % Scene.allQueues().size());
                yield "/v1/performance?agreement=" + queue.vendor() + "-service&threshold=" + (10 + own) + span
                        + "&time=day&queue=" + queue.name();
            }
            // The day to which the traffic adds.
            case DAY_BY_INTERVAL -> agreement + "&from=" + month.atDay(1) + "&to=" + month.atDay(2) + "&time=interval";
            case MONTH_BY_QUEUE -> agreement + span + "&groupBy=queue";
            case PENALTIES -> "/v1/penalties?vendor=" + vendor + "&period=" + month + "&limit=" + (50 + own);
        };
    }
}
