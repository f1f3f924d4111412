package tributary.core.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Rows of one schema, column by column. Mutable and reused; owned by one thread at a time.
 *
 * <p>A row is written in three steps: {@link #open} makes room and sets all columns to null, the
 * columns are set at the returned place, {@link #keep} takes the row in. A row that is opened and
 * not kept leaves nothing behind.
 */
public final class Rows {
  private static final int INITIAL_CAPACITY = 1024;

  private final Schema schema;
  private final Column[] columns;
  private final BytesColumn[] bytesColumns;
  private int size;

  public Rows(Schema schema) {
    this.schema = schema;
    this.columns = new Column[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Column.of(schema.field(i).type(), INITIAL_CAPACITY);
    }
    this.bytesColumns =
        Arrays.stream(columns)
            .filter(BytesColumn.class::isInstance)
            .map(BytesColumn.class::cast)
            .toArray(BytesColumn[]::new);
  }

  public Schema schema() {
    return schema;
  }

  /** The number of rows that were kept. */
  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Makes room for a row after the last one kept; returns its place. */
  public int open() {
    for (Column column : columns) {
      column.open(size);
    }
    // Apart, so that no call above depends on the kind of the column.
    for (BytesColumn column : bytesColumns) {
      column.begin(size);
    }
    return size;
  }

  /** Takes the open row in. */
  public void keep() {
    size++;
  }

  /** Takes the last row out again. */
  public void dropLast() {
    size--;
  }

  /** Forgets all rows; the memory stays for the next ones. */
  public void clear() {
    size = 0;
  }

  /** Appends one row of other rows with the same schema. */
  public void append(Rows other, int row) {
    int to = open();
    for (int i = 0; i < columns.length; i++) {
      columns[i].copy(other.columns[i], row, to);
    }
    keep();
  }

  /** Sets one column of the open row from a column of the same type of other rows. */
  public void set(int column, Rows other, int otherColumn, int otherRow) {
    columns[column].copy(other.columns[otherColumn], otherRow, size);
  }

  /** The rows as bytes, for {@link #of}; the same bytes for the same rows. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(size);
      for (Column column : columns) {
        column.write(out, size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The rows that {@link #toBytes} wrote.
   *
   * @param schema the one that the rows had
   * @throws IllegalArgumentException if the bytes end too early
   */
  public static Rows of(Schema schema, byte[] bytes) {
    Rows rows = new Rows(schema);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int size = in.readInt();
      for (Column column : rows.columns) {
        column.read(in, size);
      }
      rows.size = size;
    } catch (IOException e) {
      throw new IllegalArgumentException("Invalid rows: " + e, e);
    }
    return rows;
  }

  public Column column(int index) {
    return columns[index];
  }

  /** The column at the given place, which must hold values of at most 64 bits. */
  public LongColumn longs(int index) {
    return (LongColumn) columns[index];
  }

  /** The column at the given place, which must hold wide decimals. */
  public WideColumn wides(int index) {
    return (WideColumn) columns[index];
  }

  /** The column at the given place, which must hold bytes or text. */
  public BytesColumn bytes(int index) {
    return (BytesColumn) columns[index];
  }
}
