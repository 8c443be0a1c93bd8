package sla.bench.system;

import sla.embedded.FreePort;

/** Free ones, so that a benchmark runs beside an installation in use. */
public record Ports(int contract, int evaluator, int ingest, int kafka, int database) {
    public static Ports choose() {
        return new Ports(FreePort.choose(), FreePort.choose(), FreePort.choose(), FreePort.choose(), FreePort.choose());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + kafka;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + this.database + "/" + database;
    }
}
