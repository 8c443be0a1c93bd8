package sla.model.agreement;

import sla.model.event.EventType;

/** Options of a metric that do not go together. */
final class MetricCheck {
    private MetricCheck() {}

    static void check(Agreement agreement, Findings findings) {
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            checkKpi("/kpis/" + i, kpi, findings);
            RingCheck.check("/kpis/" + i + "/ring", kpi, findings);
            String pointer = "/kpis/" + i + "/metric";
            switch (kpi.metric()) {
                case ServiceLevel serviceLevel -> check(pointer, serviceLevel, kpi, findings);
                case QualityPassRate rate -> check(pointer, rate, findings);
                case CsatShare csatShare -> check(pointer, csatShare, findings);
                case FirstContactResolution resolution -> check(pointer, resolution, findings);
                case FirstResponseTime response -> checkHours(pointer, response.hours(), agreement, kpi, findings);
                case ShareRespondedWithin response -> check(pointer, response, agreement, kpi, findings);
                case RevenuePerContact revenue -> check(pointer, revenue, findings);
                case AverageSpeedOfAnswer speed -> check(pointer, speed, kpi, findings);
                default -> {
                    // Its options cannot contradict each other.
                }
            }
        }
    }

    /** What of a KPI depends on its metric. */
    private static void checkKpi(String pointer, Kpi kpi, Findings findings) {
        Metric metric = kpi.metric();
        if (kpi.attribution() == Attribution.EVALUATED && !metric.judgesContacts()) {
            findings.add(
                    FindingCode.ATTRIBUTION,
                    pointer + "/attribution",
                    "evaluated is for what is measured from evaluations and survey answers: contacts have no such"
                            + " moment. Write offered, left-queue or ended.");
        }
        if (kpi.attribution() != Attribution.OFFERED && metric instanceof DeclaredMeasureMetric) {
            findings.add(
                    FindingCode.ATTRIBUTION,
                    pointer + "/attribution",
                    "A declared measure counts in the period in which its span begins: remove attribution.");
        }
        if (kpi.journeys() != null && metric.measuredFrom() != EventType.INTERACTION) {
            findings.add(
                    FindingCode.JOURNEYS,
                    pointer + "/journeys",
                    "This metric is not measured from contacts, so there are no legs to join: remove journeys.");
        } else if (kpi.journeys() != null && kpi.relatesToRepeats()) {
            findings.add(
                    FindingCode.JOURNEYS,
                    pointer + "/journeys",
                    "no-repeat never takes a leg of the same journey for a repeat: remove journeys.");
        }
    }

    private static void check(String pointer, FirstContactResolution resolution, Findings findings) {
        boolean noRepeat = resolution.by() == FirstContactResolution.By.NO_REPEAT;
        if (noRepeat && resolution.days() == null) {
            findings.add(
                    FindingCode.METRIC_OPTIONS,
                    pointer + "/days",
                    "no-repeat needs to know how long a customer must not come back: add days, from 1 to 31.");
        }
        if (noRepeat && resolution.repeats() == null) {
            findings.add(
                    FindingCode.METRIC_OPTIONS,
                    pointer + "/repeats",
                    "no-repeat needs to know where coming back counts: add repeats, lot or vendor.");
        }
        if (!noRepeat && (resolution.days() != null || resolution.repeats() != null)) {
            findings.add(
                    FindingCode.METRIC_OPTIONS,
                    pointer + (resolution.days() == null ? "/repeats" : "/days"),
                    "days and repeats are for no-repeat: remove them, or write by: no-repeat.");
        }
    }

    private static void check(
            String pointer, ShareRespondedWithin response, Agreement agreement, Kpi kpi, Findings findings) {
        checkHours(pointer, response.hours(), agreement, kpi, findings);
        if (response.of() == ShareRespondedWithin.Of.RESPONDED && !kpi.reportedOnly()) {
            findings.add(
                    FindingCode.ANSWERED_ONLY,
                    pointer + "/of",
                    "responded leaves out who got no response, so the value gets better when what is late already is never"
                            + " answered. Consider offered.");
        }
    }

    private static void checkHours(
            String pointer, ResponseHours hours, Agreement agreement, Kpi kpi, Findings findings) {
        boolean has = agreement.lots().stream()
                .filter(lot -> lot.id().equals(kpi.lot()))
                .allMatch(lot -> lot.hours() != null);
        if (hours == ResponseHours.OPENING && !has) {
            findings.add(
                    FindingCode.METRIC_OPTIONS,
                    pointer + "/hours",
                    "The lot '" + kpi.lot() + "' has no opening hours to time the response by: give it hours, or write"
                            + " calendar.");
        }
    }

    private static void check(String pointer, AverageSpeedOfAnswer speed, Kpi kpi, Findings findings) {
        if (!kpi.reportedOnly() && speed.over() == Population.OFFERED && speed.waits() == Population.ANSWERED) {
            findings.add(
                    FindingCode.ABANDONS_REWARDED,
                    pointer + "/over",
                    "Callers who give up are divided by and their waits are not added, so it pays to let them. Write waits:"
                            + " offered too, or over: answered, or record the reading.");
        }
    }

    private static void check(String pointer, RevenuePerContact revenue, Findings findings) {
        if (!CurrencyCheck.isKnown(revenue.currency())) {
            findings.add(
                    FindingCode.UNKNOWN_CURRENCY,
                    pointer + "/currency",
                    "There is no currency " + revenue.currency() + "; write its ISO 4217 code, such as EUR.");
        }
    }

    private static void check(String pointer, QualityPassRate rate, Findings findings) {
        if (rate.passMark().signum() == 0) {
            findings.add(
                    FindingCode.ALWAYS_PASSES,
                    pointer + "/passMark",
                    "No score lies below 0, so every evaluation passes: write the score that was agreed.");
        }
    }

    private static void check(String pointer, CsatShare csatShare, Findings findings) {
        if (csatShare.satisfiedFrom() == 1) {
            findings.add(
                    FindingCode.ALWAYS_PASSES,
                    pointer + "/satisfiedFrom",
                    "1 is the lowest answer, so everybody is satisfied: write the lowest answer that was agreed.");
        }
        if (csatShare.satisfiedFrom() > csatShare.scale()) {
            findings.add(
                    FindingCode.SATISFIED_FROM,
                    pointer + "/satisfiedFrom",
                    "On a scale of %d nobody can answer %d: write a number from 1 to %d."
                            .formatted(csatShare.scale(), csatShare.satisfiedFrom(), csatShare.scale()));
        }
    }

    private static void check(String pointer, ServiceLevel serviceLevel, Kpi kpi, Findings findings) {
        if (!kpi.reportedOnly()
                && (serviceLevel.abandons() == ServiceLevel.Abandons.SUCCESS_WITHIN_THRESHOLD
                        || serviceLevel.abandons() == ServiceLevel.Abandons.SHORT_AS_SUCCESS)) {
            findings.add(
                    FindingCode.ABANDONS_REWARDED,
                    pointer + "/abandons",
                    "Callers who give up quickly count as success, so it pays to let them. Choose another treatment such as"
                            + " failures, or record the reading.");
        }
        boolean needed = serviceLevel.abandons().needsShortAbandon();
        if (needed && serviceLevel.shortAbandon() == null) {
            findings.add(
                    FindingCode.SHORT_ABANDON,
                    pointer + "/shortAbandon",
                    "This treatment of abandons needs to know which are short: add shortAbandon, such as {seconds: 5,"
                            + " bound: below}.");
        }
        if (!needed && serviceLevel.shortAbandon() != null) {
            findings.add(
                    FindingCode.SHORT_ABANDON,
                    pointer + "/shortAbandon",
                    "This treatment of abandons does not look at short ones: remove shortAbandon, or choose"
                            + " short-removed or short-as-success.");
        }
        if (serviceLevel.abandons() == ServiceLevel.Abandons.ANSWERED_ONLY) {
            findings.add(
                    FindingCode.ANSWERED_ONLY,
                    pointer + "/abandons",
                    "answered-only leaves abandoned contacts out, so the value gets better when callers give up instead"
                            + " of being answered late. Consider failures or ignored-within-threshold.");
        }
    }
}
