package sla.model.agreement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sla.model.event.EventType;
import sla.model.time.Every;

/** A corridor compares two quantities of one lot, and relieves shares and means of it over the days that it compares. */
final class CorridorCheck {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Agreement agreement;
    private final Findings findings;

    private CorridorCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        CorridorCheck check = new CorridorCheck(agreement, findings);
        List<String> relieved = new ArrayList<>();
        for (int i = 0; i < agreement.relief().size(); i++) {
            if (agreement.relief().get(i) instanceof Corridor corridor) {
                check.check("/relief/" + i, corridor, relieved);
            }
        }
    }

    private void belowForecast(String pointer, Corridor corridor) {
        if (corridor.abovePercent().compareTo(HUNDRED) < 0) {
            String most = corridor.abovePercent().toPlainString();
            findings.add(
                    FindingCode.RELIEF_BELOW_FORECAST,
                    pointer + "/abovePercent",
                    "The vendor is relieved as soon as more than " + most
                            + " % of the forecast comes in. If " + most + " % more than the forecast is meant, write "
                            + corridor.abovePercent().add(HUNDRED).toPlainString() + "; else record the reading.");
        }
    }

    /** @param relieved by the corridors before it */
    private void check(String pointer, Corridor corridor, List<String> relieved) {
        belowForecast(pointer, corridor);
        Optional<Kpi> volume = kpi(pointer + "/volume", corridor.volume());
        volume.filter(kpi -> !(kpi.metric() instanceof Volume) || kpi.window() != null || kpi.parts() != null)
                .ifPresent(kpi -> wrong(
                        pointer + "/volume",
                        "'" + kpi.id() + "' does not count what comes: name a KPI of type volume, without a window."));
        volume.ifPresent(kpi -> inOrder(pointer + "/volume", kpi, corridor));
        kpi(pointer + "/forecast", corridor.forecast())
                .ifPresent(kpi -> quantity(pointer + "/forecast", kpi, corridor));
        for (int i = 0; i < corridor.kpis().size(); i++) {
            String place = pointer + "/kpis/" + i;
            kpi(place, corridor.kpis().get(i)).ifPresent(kpi -> relieved(place, kpi, corridor, relieved));
            relieved.add(corridor.kpis().get(i));
        }
    }

    private void quantity(String pointer, Kpi kpi, Corridor corridor) {
        if (!kpi.addsUp() || kpi.window() != null || kpi.parts() != null) {
            wrong(
                    pointer,
                    "'" + kpi.id() + "' is no quantity that can be forecast: name a declared-measure as sum, without a"
                            + " window.");
        } else {
            sameLot(pointer, kpi, corridor);
        }
    }

    private void relieved(String pointer, Kpi kpi, Corridor corridor, List<String> before) {
        Window window = kpi.window();
        boolean days = window != null && window.every() == Every.DAY;
        boolean dayOrLess = corridor.every() == Every.DAY || corridor.every().minutes() != null;
        if (before.contains(kpi.id())) {
            wrong(pointer, "'" + kpi.id() + "' is relieved by another corridor already: name it in one of them.");
        } else if (kpi.addsUp()) {
            wrong(pointer, "'" + kpi.id() + "' is a quantity: a corridor relieves shares and means.");
        } else if (window != null && !(days && dayOrLess)) {
            wrong(
                    pointer,
                    "A corridor relieves KPIs over the period, or over days if it compares days or less: '" + kpi.id()
                            + "' has another window.");
        } else if (kpi.parts() != null && corridor.surplus() != Corridor.Surplus.WHOLE) {
            wrong(
                    pointer,
                    "'" + kpi.id()
                            + "' is made of parts, of which no part can count: write surplus: whole, or leave parts"
                            + " out there.");
        } else {
            sameLot(pointer, kpi, corridor);
            inOrder(pointer, kpi, corridor);
        }
    }

    /** Who came last is told of contacts by their offers, each by itself. */
    private void inOrder(String pointer, Kpi kpi, Corridor corridor) {
        boolean ofOffers = kpi.metric().measuredFrom() == EventType.INTERACTION
                && kpi.attribution() == Attribution.OFFERED
                && !kpi.relatesRecords();
        if (corridor.surplus() == Corridor.Surplus.LAST_IN && !ofOffers) {
            wrong(
                    pointer,
                    "surplus: last-in goes by the order in which contacts were offered: '" + kpi.id()
                            + "' must count single contacts by attribution: offered. Write that there, without journeys,"
                            + " or surplus: whole or pro-rata here.");
        }
    }

    private void sameLot(String pointer, Kpi kpi, Corridor corridor) {
        ChargesCheck.kpi(agreement, corridor.volume())
                .filter(volume -> !volume.lot().equals(kpi.lot()))
                .ifPresent(volume -> wrong(
                        pointer,
                        "'" + kpi.id() + "' is about the lot '" + kpi.lot() + "', and '" + volume.id()
                                + "' counts what comes in '" + volume.lot() + "': take KPIs of one lot."));
    }

    private Optional<Kpi> kpi(String pointer, String id) {
        Optional<Kpi> kpi = ChargesCheck.kpi(agreement, id);
        if (kpi.isEmpty()) {
            findings.add(
                    FindingCode.UNKNOWN_KPI,
                    pointer,
                    ReferencesCheck.unknown(
                            "KPI", id, agreement.kpis().stream().map(Kpi::id).toList()));
        }
        return kpi;
    }

    private void wrong(String pointer, String message) {
        findings.add(FindingCode.RELIEF_FORM, pointer, message);
    }
}
