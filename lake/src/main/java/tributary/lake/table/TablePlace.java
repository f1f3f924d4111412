package tributary.lake.table;

import java.io.Serializable;

/**
 * From where a table's versions can be read without a catalog, by any process that sees the folder.
 *
 * @param location a folder, or the location of a metadata file
 */
public record TablePlace(Kind kind, String location) implements Serializable {

  /** What is at a location. */
  public enum Kind {
    /** The folder of a Delta table: its newest version is read. */
    DELTA_FOLDER,
    /** A metadata file of an Iceberg table: the version that it describes is read. */
    ICEBERG_METADATA
  }
}
