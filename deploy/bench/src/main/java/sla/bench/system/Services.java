package sla.bench.system;

/** The three services, as their users see them. */
public interface Services {
    RestClient contractService();

    RestClient evaluator();

    RestClient ingest();
}
