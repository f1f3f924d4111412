package tributary.lake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.core.rows.Field;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;

/**
 * How closed windows get into the sealed files within one commit. Small files are taken into the
 * new one, so that their number grows with the logarithm of the rows, and each row is written anew
 * but a few times.
 */
final class SealedRewrite {
  static final String SEALED = "sealed";

  /** Larger files are left alone, which bounds what one commit writes. */
  private static final int MAX_MERGED_ROWS = 20_000;

  private final TableWriter writer;
  private final RowKey key;
  private final Field windowStart;
  private final List<LiveFile> files;
  private final List<LiveFile> replaced = new ArrayList<>();

  SealedRewrite(TableWriter writer, RowKey key, Field windowStart, List<LiveFile> files) {
    this.writer = writer;
    this.key = key;
    this.windowStart = windowStart;
    this.files = new ArrayList<>(files);
  }

  /** Stages the files that hold the windows, and what was in the files that they replace. */
  List<WrittenFile> take(Rows sealed, Rows withdrawn) {
    Map<ByteBuffer, Integer> places = key.index(sealed, writer.name());
    Set<ByteBuffer> leaving = key.index(withdrawn, writer.name()).keySet();
    List<WrittenFile> written = new ArrayList<>();
    for (LiveFile file : touched(List.of(sealed, withdrawn))) {
      correct(file, sealed, places, leaving)
          .ifPresent(rows -> replace(file, rows).ifPresent(written::add));
    }
    Rows added = new Rows(writer.schema());
    places.values().stream().sorted().forEach(row -> added.append(sealed, row));
    if (!added.isEmpty()) {
      merge(added);
      written.add(writer.stage(SEALED, added));
    }
    return written;
  }

  /** The files that the staged ones replace. */
  List<LiveFile> replaced() {
    return replaced;
  }

  private List<LiveFile> touched(List<Rows> changes) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Rows rows : changes) {
      LongColumn starts = rows.longs(writer.schema().indexOf(windowStart.name()));
      for (int row = 0; row < rows.size(); row++) {
        first = Math.min(first, starts.get(row));
        last = Math.max(last, starts.get(row));
      }
    }
    if (first > last) {
      return List.of();
    }
    long from = first;
    long until = last + 1;
    return files.stream().filter(it -> it.mayHold(windowStart.name(), from, until)).toList();
  }

  /** The file's rows with the corrections in place, which are then done; empty if it has none. */
  private Optional<Rows> correct(
      LiveFile file, Rows sealed, Map<ByteBuffer, Integer> places, Set<ByteBuffer> leaving) {
    Rows rows = new Rows(writer.schema());
    int before = places.size();
    forEachRow(
        file,
        (batch, row) -> {
          ByteBuffer window = key.of(batch, row);
          Integer correction = places.remove(window);
          if (correction != null) {
            rows.append(sealed, correction);
          } else if (!leaving.contains(window)) {
            rows.append(batch, row);
          }
        });
    boolean unchanged = places.size() == before && rows.size() == file.rows();
    return unchanged ? Optional.empty() : Optional.of(rows);
  }

  private Optional<WrittenFile> replace(LiveFile file, Rows rows) {
    replaced.add(file);
    files.remove(file);
    return rows.isEmpty() ? Optional.empty() : Optional.of(writer.stage(SEALED, rows));
  }

  /** Takes in files from the smallest on, as long as they are no larger than what there is. */
  private void merge(Rows added) {
    files.sort(Comparator.comparingLong(LiveFile::rows));
    for (LiveFile file : files) {
      if (file.rows() > added.size() || file.rows() > MAX_MERGED_ROWS) {
        return;
      }
      forEachRow(file, added::append);
      replaced.add(file);
    }
  }

  @FunctionalInterface
  private interface RowSink {
    void accept(Rows batch, int row);
  }

  private void forEachRow(LiveFile file, RowSink sink) {
    writer.read(
        file.path(),
        writer.schema(),
        Optional.empty(),
        batch -> {
          for (int row = 0; row < batch.size(); row++) {
            sink.accept(batch, row);
          }
        });
  }
}
