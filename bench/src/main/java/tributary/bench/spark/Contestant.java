package tributary.bench.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who is measured. */
enum Contestant {
  /** The pipeline of the public demos. */
  STOCK {
    @Override
    Launch launch(Work work) {
      return StockJob.launch(work, List.of(), Map.of());
    }

    @Override
    Layout layout(Path home, Path folder) {
      return StockJob.layout(folder);
    }
  },

  /** The same code with better settings. */
  TUNED {
    @Override
    Launch launch(Work work) {
      return StockJob.launch(work, Tuning.options(work.mode()), Tuning.KAFKA);
    }

    @Override
    Layout layout(Path home, Path folder) {
      return StockJob.layout(folder);
    }
  },

  /** Our core inside Spark. */
  OURS {
    @Override
    Launch launch(Work work) {
      return OurJob.launch(work);
    }

    @Override
    Layout layout(Path home, Path folder) {
      return OurJob.layout(home, folder);
    }
  };

  /** What is to be started; writes the files that this needs. */
  abstract Launch launch(Work work);

  /** What it leaves in the folder. */
  abstract Layout layout(Path home, Path folder);
}
