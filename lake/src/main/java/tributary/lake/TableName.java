package tributary.lake;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names of tables: one to three parts with points between them, which are folders in folders. */
final class TableName {
  private static final Pattern VALID =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}(\\.[A-Za-z_][A-Za-z0-9_]{0,99}){0,2}");

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
          "Invalid table name: "
              + name
              + ". Use one to three parts of letters, digits and _ with points between, at most 100 each");
    }
    return root.resolve(name.replace('.', '/'));
  }
}
