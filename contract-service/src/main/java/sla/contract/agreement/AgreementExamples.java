package sla.contract.agreement;

/** What the API description shows: the agreement of the sample, and a next version of it that can be kept. */
final class AgreementExamples {
    static final String DOCUMENT = """
            agreement: bank-inhouse
            version: 2
            title: Telephone banking, inhouse
            buyer: {legalName: "Anonymous Bank, Retail Banking"}
            vendor: {id: bank, legalName: "Anonymous Bank, Telephone Centre"}
            effectiveFrom: 2000-01-01
            zone: Asia/Jerusalem
            currency: ILS
            lots:
              - {id: regular-service, title: Regular service, where: {queue: [PS, PE]}}
            kpis:
              - id: asa-regular
                title: Average speed of answer, regular service
                clause: "2.1"
                lot: regular-service
                source: bank
                metric: {type: average-speed-of-answer}
                minimumSample: 30
                rounding: {decimals: 0, mode: half-up}
                target: {atMost: 35}
            rules:
              - id: asa-regular
                clause: "5.1"
                kpi: asa-regular
                shape: linear
                below: {edge: 30, amount: 500}
                above: {edge: 35, amount: -500}
            """;

    static final String VERSION = """
            {"agreement": "bank-inhouse", "version": 2, "status": "draft", "effectiveFrom": "2000-01-01",
             "recordedAt": "2026-03-01T09:30:00Z", "warnings": []}""";

    static final String HISTORY = """
            {"agreement": "bank-inhouse", "title": "Telephone banking, inhouse", "vendor": "bank",
             "currency": "ILS", "zone": "Asia/Jerusalem", "versions": [
              {"agreement": "bank-inhouse", "version": 1, "status": "active", "effectiveFrom": "1999-01-01",
               "effectiveTo": "1999-12-31", "recordedAt": "2026-03-01T09:15:00Z",
               "activatedAt": "2026-03-01T09:16:00Z", "warnings": []}]}""";

    static final String REFUSED = """
            {"status": 422, "title": "Unprocessable Content",
             "detail": "This agreement has no KPI 'asa-regulr'. Did you mean 'asa-regular'?",
             "instance": "/v1/agreements",
             "errors": [{"code": "unknown-kpi", "pointer": "/rules/0/kpi",
              "message": "This agreement has no KPI 'asa-regulr'. Did you mean 'asa-regular'?"}],
             "warnings": [{"code": "kpi-without-rule", "pointer": "/kpis/0",
              "message": "No rule pays on 'asa-regular'. If that is meant, write reportedOnly: true."}]}""";

    private AgreementExamples() {}
}
