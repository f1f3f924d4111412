package tributary.lake;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.disk.Disk;

/**
 * Where files of a growing table can be written by any thread of any machine that sees its folder.
 * They are not in the table until the lake's {@link GrowingTable} commits them; those that never
 * are will be swept away.
 *
 * @param folder where the data files lie
 * @param day the column by whose UTC day the table is partitioned; null if it is not
 */
public record StagingPlace(String table, String folder, @Nullable String day)
    implements Serializable {

  /**
   * Begins to write there.
   *
   * @param schema the table's columns
   */
  public Writer open(Schema schema) {
    return new Writer(this, schema);
  }

  /** Writes files, its buffers reused from one to the next. Owned by one thread. */
  public static final class Writer implements AutoCloseable {
    private final StagingPlace place;
    private final FileStaging files;

    private Writer(StagingPlace place, Schema schema) {
      this.place = place;
      this.files = new FileStaging(place.table, Path.of(place.folder), schema, Disk.local());
    }

    /**
     * Writes the rows and syncs them, as {@link GrowingTable#stage} does.
     *
     * @return empty if there are no rows
     * @throws WriteFailedException if the disk is full or fails; nothing is in the table
     */
    public Optional<StagedRows> stage(Rows rows) {
      return rows.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new StagedRows(
                  place.table,
                  files.stageByDay(GrowingTable.KIND, rows, Optional.ofNullable(place.day))));
    }

    @Override
    public void close() {
      files.close();
    }
  }
}
