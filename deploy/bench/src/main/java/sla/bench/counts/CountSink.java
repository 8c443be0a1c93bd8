package sla.bench.counts;

/** Takes the rows of counts, each once. Moments are milliseconds since 1970, attributions their stored codes. */
public interface CountSink {
    /** The number of a series, always the same for the same one. */
    int idOf(CountedSeries series);

    void cell(int series, int attribution, long intervalStart, CellRow row);

    /** The same of a local day. */
    void day(int series, int attribution, long dayStart, CellRow row);

    void quality(int series, int attribution, long intervalStart, String form, QualityRow row);
}
