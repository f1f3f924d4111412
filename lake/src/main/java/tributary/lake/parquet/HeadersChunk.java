package tributary.lake.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;
import tributary.core.rows.Rows;

/** The headers of records: two chunks, one of their keys and one of their values. */
final class HeadersChunk implements ChunkWriter {
  private final Field field;
  private final int index;
  private final HeaderLeaf keys;
  private final HeaderLeaf values;

  HeadersChunk(Field field, int index, MessageType file, PageWriter pages) {
    this.field = field;
    this.index = index;
    this.keys = new HeaderLeaf(leaf(file, "key"), pages);
    this.values = new HeaderLeaf(leaf(file, "value"), pages);
  }

  private ColumnDescriptor leaf(MessageType file, String name) {
    return file.getColumnDescription(new String[] {field.name(), "list", "element", name});
  }

  @Override
  public ColumnSummary write(ParquetFileWriter out, Rows rows) throws IOException {
    BytesColumn column = rows.bytes(index);
    long entries = countEntries(column, rows.size());
    write(out, keys, column, rows.size(), entries, true);
    write(out, values, column, rows.size(), entries, false);
    return new ColumnSummary(field, column.countNulls(rows.size()), new Extent.Unknown());
  }

  private void write(
      ParquetFileWriter out,
      HeaderLeaf leaf,
      BytesColumn column,
      int size,
      long entries,
      boolean ofKeys)
      throws IOException {
    out.startColumn(leaf.descriptor(), entries, CompressionCodecName.ZSTD);
    int to;
    for (int from = 0; from < size; from = to) {
      to = BytesChunk.LengthEncoding.pageEnd(column, from, size);
      for (int row = from; row < to; row++) {
        addRow(leaf, column, row, ofKeys);
      }
      leaf.flush(out, to - from);
    }
    out.endColumn();
  }

  private void addRow(HeaderLeaf leaf, BytesColumn column, int row, boolean ofKeys)
      throws IOException {
    if (column.length(row) == 0) {
      leaf.addEmpty(column.isNull(row) && !field.required());
      return;
    }
    Cursor cursor = new Cursor(column, row);
    boolean first = true;
    while (cursor.next()) {
      int start = ofKeys ? cursor.keyStart : cursor.valueStart;
      int length = ofKeys ? cursor.keyLength : cursor.valueLength;
      leaf.add(first, column.array(), start, length);
      first = false;
    }
  }

  /** Entries of all rows; a row without headers has one, which says so. */
  private static long countEntries(BytesColumn column, int size) {
    long entries = 0;
    for (int row = 0; row < size; row++) {
      Cursor cursor = new Cursor(column, row);
      long before = entries;
      while (cursor.next()) {
        entries++;
      }
      entries = Math.max(entries, before + 1);
    }
    return entries;
  }

  /** Walks the headers of a row, in the form of {@link Headers}, without copying them. */
  private static final class Cursor {
    private final ByteBuffer in;
    private int keyStart;
    private int keyLength;
    private int valueStart;
    private int valueLength;

    Cursor(BytesColumn column, int row) {
      in = ByteBuffer.wrap(column.array(), column.start(row), column.length(row));
    }

    boolean next() {
      if (!in.hasRemaining()) {
        return false;
      }
      keyLength = in.getInt();
      keyStart = in.position();
      in.position(keyStart + keyLength);
      valueLength = in.getInt();
      valueStart = in.position();
      in.position(valueStart + Math.max(0, valueLength));
      return true;
    }
  }
}
