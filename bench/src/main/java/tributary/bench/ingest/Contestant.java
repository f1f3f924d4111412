package tributary.bench.ingest;

import tributary.core.spec.Pipeline;

/** Who is measured. */
enum Contestant {
  TRIBUTARY {
    @Override
    Way way(Pipeline pipeline, String bootstrap) {
      return new Way.Tributary(pipeline, bootstrap);
    }
  },
  PLAIN {
    @Override
    Way way(Pipeline pipeline, String bootstrap) {
      return new Way.Plain(pipeline, bootstrap);
    }
  };

  abstract Way way(Pipeline pipeline, String bootstrap);

  /** As printed. */
  String label() {
    return this == TRIBUTARY ? "tributary" : "plain loop";
  }
}
