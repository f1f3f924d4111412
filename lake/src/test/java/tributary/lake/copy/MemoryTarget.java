package tributary.lake.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tributary.core.rows.Rows;
import tributary.lake.parquet.RowsAsText;

/** A store in memory that keeps the contract of {@link CopyTarget}, and can be made to fail. */
final class MemoryTarget implements CopyTarget {
  /** What goes wrong at the next call that writes. */
  enum Fault {
    NONE,
    /** Nothing of the write is in the store. */
    BEFORE,
    /** Some rows are in the store, and the position is not: a repetition has to mend it. */
    HALFWAY,
    /** All of it is in the store, and the reply is lost. */
    AFTER,
    /** The store cannot be reached at all. */
    AWAY,
    /** The store says that trying again will not help. */
    REFUSAL
  }

  private final CopyShape shape;
  private final TreeMap<List<String>, String> rows = new TreeMap<>(this::compare);
  private Optional<CopyPosition> position = Optional.empty();
  Fault fault = Fault.NONE;
  Runnable beforeWrite = () -> {};
  long written;
  int writes;

  MemoryTarget(CopyShape shape) {
    this.shape = shape;
  }

  private int compare(List<String> a, List<String> b) {
    return a.toString().compareTo(b.toString());
  }

  @Override
  public CopyShape shape() {
    return shape;
  }

  @Override
  public void prepare() {
    refuseWhileAway();
  }

  @Override
  public Optional<CopyPosition> position() {
    refuseWhileAway();
    return position;
  }

  private void refuseWhileAway() {
    if (fault == Fault.AWAY) {
      throw new CopyUnavailableException("Cannot reach the store", new Exception("away"));
    }
    if (fault == Fault.REFUSAL) {
      throw new CopyRefusedException("Cannot write there: no rights");
    }
  }

  @Override
  public void write(Optional<CopyPosition> from, CopyPosition to, RowSource source) {
    refuseWhileAway();
    beforeWrite.run();
    if (!from.equals(position)) {
      throw new CopyRefusedException("Somebody else has moved the position");
    }
    Map<List<String>, String> taken = new TreeMap<>(this::compare);
    source.forEach(batch -> take(batch, taken));
    writes++;
    written += taken.size();
    switch (fault) {
      case BEFORE -> throw new CopyUnavailableException("broken off before", new Exception());
      case HALFWAY -> {
        taken.entrySet().stream()
            .limit(taken.size() / 2)
            .forEach(row -> rows.put(row.getKey(), row.getValue()));
        throw new CopyUnavailableException("broken off halfway", new Exception());
      }
      default -> {
        rows.putAll(taken);
        position = Optional.of(to);
        if (fault == Fault.AFTER) {
          throw new CopyUnavailableException("the reply is lost", new Exception());
        }
      }
    }
  }

  private void take(Rows batch, Map<List<String>, String> into) {
    List<String> lines = RowsAsText.of(batch);
    for (String line : lines) {
      String[] cells = line.split("\\|", -1);
      List<String> key = new ArrayList<>();
      shape.key().forEach(column -> key.add(cells[shape.schema().indexOf(column)]));
      into.put(key, line);
    }
  }

  @Override
  public void scan(Consumer<Rows> sink) {
    throw new UnsupportedOperationException("tests look at lines()");
  }

  /** All rows as text, sorted. */
  List<String> lines() {
    return rows.values().stream().sorted().toList();
  }

  /** As if the store had been written to by somebody else, up to there. */
  void moveTo(CopyPosition other) {
    position = Optional.of(other);
  }

  @Override
  public void close() {}
}
