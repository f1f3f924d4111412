package tributary.spark.catalog;

import tributary.core.ledger.LedgerJson;
import tributary.lake.copy.CopyPosition;

/** The position of a copy as a note: a word of ours, the version, the ledger's JSON. */
final class PositionNote {
  private static final String OURS = "tributary ";

  private PositionNote() {}

  static boolean is(String note) {
    return note.startsWith(OURS);
  }

  static String write(CopyPosition position) {
    return OURS + position.version() + " " + LedgerJson.write(position.ledger());
  }

  static CopyPosition read(String note) {
    String rest = note.substring(OURS.length());
    int space = rest.indexOf(' ');
    return new CopyPosition(
        Long.parseLong(rest.substring(0, space)), LedgerJson.read(rest.substring(space + 1)));
  }
}
