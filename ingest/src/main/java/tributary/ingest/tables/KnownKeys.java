package tributary.ingest.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tributary.core.dedup.Coordinates;
import tributary.core.rows.KeyReader;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;

/** The keys of some committed silver rows, and the frames that brought them. */
final class KnownKeys {
  private final KeyReader reader;
  private final int partitionColumn;
  private final KeyTable keys = new KeyTable();
  private final List<Coordinates> frames = new ArrayList<>();

  /**
   * @param keyColumns how many columns the key has
   */
  KnownKeys(int keyColumns) {
    reader = new KeyReader(IntStream.range(0, keyColumns).toArray());
    partitionColumn = keyColumns;
  }

  /**
   * Adds rows of these columns: the key, the partition, the offset, and if there is one the item.
   */
  void add(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      reader.read(rows, row);
      int number = keys.add(reader.array(), reader.length());
      if (number == frames.size()) {
        int partition = (int) rows.longs(partitionColumn).get(row);
        long offset = rows.longs(partitionColumn + 1).get(row);
        frames.add(new Coordinates(partition, offset, item(rows, row)));
      }
    }
  }

  private int item(Rows rows, int row) {
    int column = partitionColumn + 2;
    return rows.schema().size() == column ? 0 : (int) rows.longs(column).get(row);
  }

  Optional<Coordinates> find(KeyReader key) {
    int number = keys.find(key.array(), key.length());
    return number < 0 ? Optional.empty() : Optional.of(frames.get(number));
  }
}
