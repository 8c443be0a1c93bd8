package sla.evaluator.count;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import sla.model.agreement.Attribution;

/**
 * The counts as sums over the effective facts, in SQL. Says the same as {@link CountDeltas} in another language: an
 * attribution is built with it, and what batches counted can be checked against it at any time.
 */
final class FactCounts {
    /** Effective records that judge ({@code e}), with the moments of the contact they are about ({@code c}). */
    private static final String JUDGEMENTS = """
            select e.type, e.source, d.vendor, coalesce(e.series_id, 0) as own_series,
                   coalesce(c.series_id, 0) as contact_series,
                   e.occurred_at, c.offered_at, c.left_queue_at, c.ended_at, d.form,
                   coalesce(upper(replace(d.instrument, '-', '_')), '') as instrument, d.score,
                   coalesce((d."criticalErrors" ->> 'customer')::int > 0, false) as customer_critical,
                   coalesce((d."criticalErrors" ->> 'business')::int > 0, false) as business_critical,
                   coalesce((d."criticalErrors" ->> 'compliance')::int > 0, false) as compliance_critical,
                   coalesce(d.csat, -1::smallint) as csat, coalesce(d."csatScale", -1::smallint) as csat_scale,
                   coalesce(d.nps, -1::smallint) as nps,
                   coalesce(d.resolved::int::smallint, -1::smallint) as resolved
            from fact e
            cross join lateral json_to_record(e.details) as d(vendor text, status text, form text, instrument text,
                score numeric, "criticalErrors" json, csat smallint, "csatScale" smallint, nps smallint,
                resolved boolean)
            left join fact c on c.source = e.reference_source and c.record_id = e.reference_record_id
                 and c.effective and c.type = 'interaction'
            where e.effective and e.type in ('quality-evaluation', 'survey-answer')
                  and (e.type = 'survey-answer' or d.status <> 'withdrawn') {condition}
            """;

    /** What decides about the series that a judgement counts in. */
    private static final String SERIES_KEY = "source, vendor, own_series, contact_series";

    /** Some of them ({@code k}) with the series they count in, which exists as batches made it. */
    private static final String IN_THEIR_SERIES = """
            select k.*, judged.id as series_id
            from ({some}) k
            left join series s on s.id = k.contact_series and s.vendor = k.vendor
            join series judged on judged.id = k.own_series or (judged.known_parts = 7
                 and judged.source = k.source and judged.vendor = s.vendor and judged.queue = s.queue
                 and judged.channel = s.channel and judged.site is not distinct from s.site
                 and judged.language is not distinct from s.language
                 and judged.line is not distinct from s.line
                 and judged.direction is not distinct from s.direction)
            """;

    /** What takes its time before judgements are compared, in words. */
    static final String STEP = "facts of judgements";

    /** The tables of {@link #gatherJudgements}. */
    private static final String GATHERED = "gathered_judgement join gathered_series using (" + SERIES_KEY + ")";

    private FactCounts() {}

    /** What some facts contribute to {@code cell}: a condition on them, beginning with {@code and}. */
    static String cells(Attribution attribution, String condition) {
        return """
                select n.*, coalesce(w.waits, '')
                from (
                    select series_id, {code}::smallint as attribution, {interval} as interval_start,
                           count(*) filter (where outcome = 0), count(*) filter (where outcome = 1),
                           count(*) filter (where outcome = 2), count(*) filter (where outcome = 3),
                           count(*) filter (where outcome = 4), count(*) filter (where outcome = 5),
                           count(*) filter (where outcome = 6),
                           coalesce(sum(wait_ms) filter (where outcome = 0), 0)::bigint,
                           coalesce(sum(wait_ms) filter (where outcome = 1), 0)::bigint,
                           coalesce(sum(wait_ms) filter (where outcome = 2), 0)::bigint,
                           coalesce(sum(wait_ms) filter (where outcome = 3), 0)::bigint,
                           coalesce(sum(talk_ms) filter (where outcome = 0), 0)::bigint,
                           coalesce(sum(hold_ms) filter (where outcome = 0), 0)::bigint,
                           coalesce(sum(wrap_up_ms) filter (where outcome = 0), 0)::bigint,
                           count(*) filter (where transferred), count(*) filter (where handed_back)
                    from fact where effective and type = 'interaction' {scope}
                    group by 1, 2, 3
                ) n left join (
                    select series_id, interval_start,
                           string_agg(wait_entry(outcome, bin, contacts), '' order by outcome, bin) as waits
                    from (
                        select series_id, {interval} as interval_start, outcome,
                               least(case when wait_ms % 1000 = 0 then wait_ms / 500 else 2 * (wait_ms / 1000) + 1 end,
                                     {last})::int as bin,
                               count(*)::int as contacts
                        from fact where effective and type = 'interaction' and outcome <= 3 {scope}
                        group by 1, 2, 3, 4
                    ) b group by 1, 2
                ) w using (series_id, interval_start)
                """.replace("{scope}", condition)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{last}", String.valueOf(WaitBin.LAST))
                .replace("{interval}", interval(moment(attribution)));
    }

    /** The rows of {@code quality_cell} that some facts contribute: a condition on {@code e} and {@code c}. */
    static String qualities(Attribution attribution, String condition) {
        return qualitiesOf(attribution, some(condition), "");
    }

    /** The rows of {@code survey_cell} that some facts contribute. */
    static String surveys(Attribution attribution, String condition) {
        return surveysOf(attribution, some(condition), "");
    }

    private static String some(String condition) {
        return "(" + IN_THEIR_SERIES.replace("{some}", JUDGEMENTS.replace("{condition}", condition)) + ") j";
    }

    /**
     * Gathers the judgements of a scope in tables of the connection's own, for as long as the transaction takes: they
     * are looked for among all facts, and counted by several attributions. Their series are looked for once for all that
     * are alike: there are many judgements, and few series.
     */
    static void gatherJudgements(Connection connection, CountScope scope) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table gathered_judgement on commit drop as "
                    + JUDGEMENTS.replace("{condition}", scope.ofSource("e.source")));
            statement.execute("create temp table gathered_series on commit drop as "
                    + IN_THEIR_SERIES.replace("{some}", "select distinct " + SERIES_KEY + " from gathered_judgement"));
            statement.execute("analyze gathered_judgement, gathered_series");
        }
    }

    /** The rows of {@code quality_cell} as they must be, of what was gathered. */
    static String gatheredQualities(Attribution attribution, CountScope scope) {
        return qualitiesOf(attribution, GATHERED, scope.ofFacts("source", judgedAt(attribution)));
    }

    /** The rows of {@code survey_cell} as they must be, of what was gathered. */
    static String gatheredSurveys(Attribution attribution, CountScope scope) {
        return surveysOf(attribution, GATHERED, scope.ofFacts("source", judgedAt(attribution)));
    }

    private static String qualitiesOf(Attribution attribution, String judgements, String scope) {
        return """
                select series_id, {code}::smallint as attribution, {interval} as interval_start, form, instrument,
                       count(*), sum(score * 1000)::bigint, count(*) filter (where customer_critical),
                       count(*) filter (where business_critical), count(*) filter (where compliance_critical)
                from {judgements}
                where type = 'quality-evaluation' {scope}
                group by 1, 2, 3, 4, 5
                """.replace("{judgements}", judgements)
                .replace("{scope}", scope)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{interval}", interval(judgedAt(attribution)));
    }

    private static String surveysOf(Attribution attribution, String judgements, String scope) {
        return """
                select series_id, {code}::smallint as attribution, {interval} as interval_start,
                       csat, csat_scale, nps, resolved, count(*)
                from {judgements}
                where type = 'survey-answer' {scope}
                group by 1, 2, 3, 4, 5, 6, 7
                """.replace("{judgements}", judgements)
                .replace("{scope}", scope)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{interval}", interval(judgedAt(attribution)));
    }

    private static String judgedAt(Attribution attribution) {
        return attribution == Attribution.EVALUATED
                ? "occurred_at"
                : "coalesce(" + moment(attribution) + ", occurred_at)";
    }

    private static String moment(Attribution attribution) {
        return switch (attribution) {
            case OFFERED -> "offered_at";
            case LEFT_QUEUE -> "left_queue_at";
            case ENDED -> "ended_at";
            case EVALUATED -> throw new IllegalArgumentException("contacts have no moment of evaluation");
        };
    }

    private static String interval(String moment) {
        return "date_bin('15 minutes', " + moment + ", timestamptz '1970-01-01 00:00:00Z')";
    }
}
