package sla.contract.agreement;

import jakarta.persistence.Embeddable;

@Embeddable
record AgreementVersionId(String agreement, int version) {}
