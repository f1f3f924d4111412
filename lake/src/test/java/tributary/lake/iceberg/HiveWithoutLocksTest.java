package tributary.lake.iceberg;

import java.util.HashMap;
import java.util.Map;

/** A metastore that compares the metadata itself, so that no lock is taken. */
class HiveWithoutLocksTest extends HiveCatalogTest {
  @Override
  Map<String, String> through(int otherPort) {
    Map<String, String> properties = new HashMap<>(super.through(otherPort));
    properties.put("engine.hive.lock-enabled", "false");
    return properties;
  }

  /** Nothing holds another up. */
  @Override
  void inBetween(Runnable work) {
    work.run();
  }

  @Override
  void awaitInBetween() {}
}
