package tributary.core.spec;

import java.util.List;
import tributary.core.rows.Type;

/**
 * One silver column.
 *
 * @param pointer where its value stands in the frame
 * @param required whether a frame without it is rejected
 * @param checks what its value must fulfil; a frame that fails one is rejected
 */
public record ColumnSpec(
    String name, JsonPointer pointer, Type type, boolean required, List<Check> checks) {

  public ColumnSpec {
    checks = List.copyOf(checks);
  }
}
