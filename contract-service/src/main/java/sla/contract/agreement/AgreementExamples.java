package sla.contract.agreement;

/** What the API description shows. */
final class AgreementExamples {
    static final String DOCUMENT = """
            agreement: bank-inhouse
            version: 1
            title: Inhouse contact centre 1999
            buyer: {legalName: Anonymous Bank Ltd, vatId: IL000000018}
            vendor: {id: bank-inhouse, legalName: Anonymous Bank Contact Centre}
            effectiveFrom: 1999-01-01
            zone: Asia/Jerusalem
            currency: EUR
            lots:
              - {id: voice, title: All calls, where: {channel: [voice]}}
            kpis:
              - id: asa
                title: Average speed of answer
                clause: "4.2"
                lot: voice
                metric: {type: average-speed-of-answer}
                rounding: {decimals: 0, mode: half-up}
                target: {atMost: 30}
            rules:
              - id: asa-linear
                clause: "4.2"
                kpi: asa
                shape: linear
                below: {edge: 15, amount: 500}
                above: {edge: 30, amount: -500}
            """;

    static final String VERSION = """
            {"agreement": "bank-inhouse", "version": 1, "status": "draft", "effectiveFrom": "1999-01-01",
             "recordedAt": "2026-03-01T09:15:00Z", "warnings": []}""";

    static final String HISTORY = """
            {"agreement": "bank-inhouse", "title": "Inhouse contact centre 1999", "vendor": "bank-inhouse",
             "currency": "EUR", "zone": "Asia/Jerusalem", "versions": [
              {"agreement": "bank-inhouse", "version": 1, "status": "active", "effectiveFrom": "1999-01-01",
               "recordedAt": "2026-03-01T09:15:00Z", "activatedAt": "2026-03-01T09:16:00Z", "warnings": []}]}""";

    static final String REFUSED = """
            {"status": 422, "title": "Unprocessable Content",
             "detail": "There is no KPI 'asb'; known are: asa.", "instance": "/v1/agreements",
             "errors": [{"code": "unknown-kpi", "pointer": "/rules/0/kpi",
              "message": "There is no KPI 'asb'; known are: asa."}],
             "warnings": []}""";

    private AgreementExamples() {}
}
