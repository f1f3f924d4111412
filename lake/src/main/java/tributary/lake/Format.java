package tributary.lake;

import java.util.Map;

/** In which format the tables of a lake are kept. */
public sealed interface Format {

  /** Delta tables, each in a folder of its name. */
  record Delta() implements Format {}

  /**
   * Iceberg tables in a catalog.
   *
   * @param catalog the catalog's properties by their Iceberg names, such as {@code type} and {@code
   *     uri}; empty for the embedded catalog in the data folder
   */
  record Iceberg(Map<String, String> catalog) implements Format {
    public Iceberg {
      catalog = Map.copyOf(catalog);
    }

    /** Whether the catalog is another one than that in the data folder. */
    boolean isExternal() {
      return !catalog.isEmpty() && !"embedded".equals(catalog.get("type"));
    }

    /** Without the properties, among which are passwords. */
    @Override
    public String toString() {
      return "Iceberg";
    }
  }
}
