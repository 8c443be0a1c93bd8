package sla.evaluator.freeze;

import java.nio.charset.StandardCharsets;
import sla.evaluator.freeze.FrozenInputs.IntervalCounts;
import sla.evaluator.freeze.FrozenInputs.KpiCounts;

/**
 * The counts of a frozen result as a table for spreadsheets: one row per KPI, quarter-hour and count. Ids, names and
 * instants have nothing in them that needs quotes.
 */
final class InputsCsv {
    private InputsCsv() {}

    static byte[] write(FrozenInputs inputs) {
        StringBuilder csv = new StringBuilder("kpi,interval_start,name,count\r\n");
        for (KpiCounts kpi : inputs.kpis()) {
            for (IntervalCounts interval : kpi.intervals()) {
                for (int i = 0; i < kpi.names().size(); i++) {
                    csv.append(kpi.kpi()).append(',').append(interval.start()).append(',');
                    csv.append(kpi.names().get(i))
                            .append(',')
                            .append(interval.counts().get(i));
                    csv.append("\r\n");
                }
            }
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
