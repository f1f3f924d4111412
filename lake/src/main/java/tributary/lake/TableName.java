package tributary.lake;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of tables, which are names of folders too. */
final class TableName {
  private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private TableName() {}

  static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /**
   * The table's folder.
   *
   * @throws IllegalArgumentException if the name could lead out of the root
   */
  static Path folder(Path root, String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "Invalid table name: " + name + ". Use letters, digits and _, at most 100");
    }
    return root.resolve(name);
  }
}
