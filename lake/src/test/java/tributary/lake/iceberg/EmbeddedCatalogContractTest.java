package tributary.lake.iceberg;

import java.util.Map;

/** The catalog in the data folder. */
class EmbeddedCatalogContractTest extends CatalogContract {
  @Override
  Map<String, String> properties() {
    return Map.of();
  }
}
