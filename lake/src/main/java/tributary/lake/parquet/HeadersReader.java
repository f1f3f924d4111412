package tributary.lake.parquet;

import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.Field;
import tributary.core.rows.Headers;

/** Reads the headers of records back from their keys and values. */
final class HeadersReader implements CellReader {
  private final ColumnReader keys;
  private final ColumnReader values;
  private final int keyPresent;
  private final int valuePresent;
  private final boolean required;
  private final BytesColumn into;
  private final Headers headers = new Headers();

  private HeadersReader(
      ColumnDescriptor key,
      ColumnDescriptor value,
      boolean required,
      PageReadStore pages,
      BytesColumn into) {
    this.keys = CellReader.values(key, pages);
    this.values = CellReader.values(value, pages);
    this.keyPresent = key.getMaxDefinitionLevel();
    this.valuePresent = value.getMaxDefinitionLevel();
    this.required = required;
    this.into = into;
  }

  static HeadersReader of(Field field, MessageType stored, PageReadStore pages, BytesColumn into) {
    List<ColumnDescriptor> leaves =
        stored.getColumns().stream()
            .filter(column -> column.getPath()[0].equals(field.name()))
            .toList();
    boolean required = stored.getType(field.name()).isRepetition(REQUIRED);
    return new HeadersReader(leaves.get(0), leaves.get(1), required, pages, into);
  }

  @Override
  public void read(int row) {
    boolean isNull = !required && keys.getCurrentDefinitionLevel() == 0;
    headers.clear();
    do {
      if (keys.getCurrentDefinitionLevel() == keyPresent) {
        headers.add(keys.getBinary().getBytesUnsafe(), value());
      }
      keys.consume();
      values.consume();
    } while (keys.getCurrentRepetitionLevel() != 0);
    if (!isNull) {
      into.set(row, headers.array(), 0, headers.length());
    }
  }

  private byte @Nullable [] value() {
    return values.getCurrentDefinitionLevel() == valuePresent
        ? values.getBinary().getBytesUnsafe()
        : null;
  }
}
