package tributary.core.spec;

import java.util.List;
import tributary.core.rows.Type;

/**
 * One silver column.
 *
 * @param pointer where its value stands in the frame
 * @param isName whether it is not the value there that is read but the name of the entry
 * @param reading how its text becomes a value
 * @param required whether a frame or element without it is rejected
 * @param checks what its value must fulfil; a frame or element that fails one is rejected
 */
public record ColumnSpec(
    String name,
    JsonPointer pointer,
    boolean isName,
    Type type,
    Reading reading,
    boolean required,
    List<Check> checks) {

  public ColumnSpec {
    checks = List.copyOf(checks);
  }

  /** A column that reads a value as its type is written. */
  public ColumnSpec(
      String name, JsonPointer pointer, Type type, boolean required, List<Check> checks) {
    this(name, pointer, false, type, Reading.PLAIN, required, checks);
  }

  /** The same column without its checks. */
  public ColumnSpec unchecked() {
    return new ColumnSpec(name, pointer, isName, type, reading, required, List.of());
  }
}
