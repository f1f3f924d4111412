package tributary.core.spec;

/** In which format a pipeline's tables are kept. */
public enum Store {
  DELTA,
  ICEBERG
}
