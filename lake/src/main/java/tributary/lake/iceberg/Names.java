package tributary.lake.iceberg;

import java.util.Arrays;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** Our names of tables, and those in a catalog. */
final class Names {
  /** A name of three parts has a namespace of two levels. */
  static final int MOST_LEVELS = 2;

  private static final String DEFAULT = "default";

  private Names() {}

  /**
   * The identifier of a table.
   *
   * @throws IllegalArgumentException if the name says what a shorter one says too
   */
  static TableIdentifier identifier(String name) {
    String[] parts = name.split("\\.");
    if (parts.length == 1) {
      return TableIdentifier.of(DEFAULT, name);
    }
    if (parts.length == 2 && parts[0].equals(DEFAULT)) {
      throw new IllegalArgumentException(
          "Invalid table name: " + name + ". In Iceberg it is written " + parts[1]);
    }
    return TableIdentifier.of(parts);
  }

  /** The name by which {@link #identifier} finds the table. */
  static String of(TableIdentifier table) {
    return table.namespace().equals(Namespace.of(DEFAULT)) ? table.name() : table.toString();
  }

  /** The first levels of a namespace. */
  static Namespace first(Namespace namespace, int levels) {
    return Namespace.of(Arrays.copyOf(namespace.levels(), levels));
  }
}
