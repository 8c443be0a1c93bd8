package sla.evaluator.count;

import sla.model.agreement.Attribution;

/**
 * The counts as sums over the effective facts, in SQL. Says the same as {@link CountDeltas} in another language: an
 * attribution is built with it, and what batches counted can be checked against it at any time.
 */
final class FactCounts {
    /** Records that judge ({@code e}), with the contact they are about ({@code c}) and the series they count in. */
    private static final String JUDGED = """
            fact e
            left join fact c on c.source = e.reference_source and c.record_id = e.reference_record_id
                 and c.effective and c.type = 'interaction'
            left join series s on s.id = c.series_id and s.vendor = e.details ->> 'vendor'
            join series judged on judged.id = e.series_id or (judged.known_parts = 7
                 and judged.source = e.source and judged.vendor = s.vendor and judged.queue = s.queue
                 and judged.channel = s.channel and judged.site is not distinct from s.site
                 and judged.language is not distinct from s.language
                 and judged.line is not distinct from s.line
                 and judged.direction is not distinct from s.direction)""";

    private FactCounts() {}

    /** The rows of {@code cell} as they must be. */
    static String cells(Attribution attribution, CountScope scope) {
        return cells(
                attribution,
                scope.ofFacts("source", moment(attribution, ""))
                        + (attribution == Attribution.OFFERED ? scope.ofMonths() : ""));
    }

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
                .replace("{interval}", interval(moment(attribution, "")));
    }

    /** The rows of {@code quality_cell} as they must be; every series they need exists, as batches made it. */
    static String qualities(Attribution attribution, CountScope scope) {
        return qualities(attribution, scope.ofFacts("e.source", judgedAt(attribution)));
    }

    /** What some facts contribute to {@code quality_cell}: a condition on {@code e} and {@code c}. */
    static String qualities(Attribution attribution, String condition) {
        return """
                select judged.id, {code}::smallint as attribution, {interval} as interval_start,
                       e.details ->> 'form' as form,
                       coalesce(upper(replace(e.details ->> 'instrument', '-', '_')), '') as instrument,
                       count(*), sum((e.details ->> 'score')::numeric * 1000)::bigint,
                       {customer}, {business}, {compliance}
                from {judged}
                where e.effective and e.type = 'quality-evaluation' and e.details ->> 'status' <> 'withdrawn' {scope}
                group by 1, 2, 3, 4, 5
                """.replace("{judged}", JUDGED)
                .replace("{scope}", condition)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{customer}", critical("customer"))
                .replace("{business}", critical("business"))
                .replace("{compliance}", critical("compliance"))
                .replace("{interval}", interval(judgedAt(attribution)));
    }

    /** The rows of {@code survey_cell} as they must be. */
    static String surveys(Attribution attribution, CountScope scope) {
        return surveys(attribution, scope.ofFacts("e.source", judgedAt(attribution)));
    }

    /** What some facts contribute to {@code survey_cell}: a condition on {@code e} and {@code c}. */
    static String surveys(Attribution attribution, String condition) {
        return """
                select judged.id, {code}::smallint as attribution, {interval} as interval_start,
                       coalesce((e.details ->> 'csat')::smallint, -1::smallint) as csat,
                       coalesce((e.details ->> 'csatScale')::smallint, -1::smallint) as csat_scale,
                       coalesce((e.details ->> 'nps')::smallint, -1::smallint) as nps,
                       coalesce((e.details ->> 'resolved')::boolean::int::smallint, -1::smallint) as resolved,
                       count(*)
                from {judged}
                where e.effective and e.type = 'survey-answer' {scope}
                group by 1, 2, 3, 4, 5, 6, 7
                """.replace("{judged}", JUDGED)
                .replace("{scope}", condition)
                .replace("{code}", String.valueOf(StoredCode.of(attribution)))
                .replace("{interval}", interval(judgedAt(attribution)));
    }

    private static String critical(String errorClass) {
        return "count(*) filter (where (e.details #>> '{criticalErrors," + errorClass + "}')::int > 0)";
    }

    private static String judgedAt(Attribution attribution) {
        return attribution == Attribution.EVALUATED
                ? "e.occurred_at"
                : "coalesce(" + moment(attribution, "c.") + ", e.occurred_at)";
    }

    private static String moment(Attribution attribution, String table) {
        return switch (attribution) {
            case OFFERED -> table + "offered_at";
            case LEFT_QUEUE -> table + "left_queue_at";
            case ENDED -> table + "ended_at";
            case EVALUATED -> throw new IllegalArgumentException("contacts have no moment of evaluation");
        };
    }

    private static String interval(String moment) {
        return "date_bin('15 minutes', " + moment + ", timestamptz '1970-01-01 00:00:00Z')";
    }
}
