package tributary.app.cli;

import java.io.PrintWriter;
import tributary.ingest.reconcile.LakeCheck;
import tributary.lake.reconcile.Comparison;
import tributary.lake.reconcile.CopyCheck;

/** What came of comparing tables and copies: a line for each, and those of the rows that differ. */
final class ReconcileText {
  private final PrintWriter out;

  ReconcileText(PrintWriter out) {
    this.out = out;
  }

  /** Says what became of a table, and whether it is equal. */
  boolean isEqual(LakeCheck.Outcome outcome) {
    if (outcome instanceof LakeCheck.Outcome.Impossible impossible) {
      notCompared(impossible.kind(), impossible.table(), impossible.why());
      return false;
    }
    LakeCheck.Outcome.Compared compared = (LakeCheck.Outcome.Compared) outcome;
    Comparison found = compared.comparison();
    return found.isEqual()
        ? equal(compared.kind(), compared.table(), "%,d rows: equal".formatted(found.expected()))
        : differs(
            compared.kind(),
            compared.table(),
            found,
            "of %,d that follow from bronze and %,d in the table"
                .formatted(found.expected(), found.found()));
  }

  /** Says what became of a copy, and whether it is equal. */
  boolean isEqual(String store, String name, CopyCheck.Outcome outcome) {
    if (outcome instanceof CopyCheck.Outcome.Impossible impossible) {
      notCompared(store, name, impossible.why());
      return false;
    }
    CopyCheck.Outcome.Compared compared = (CopyCheck.Outcome.Compared) outcome;
    Comparison found = compared.comparison();
    return found.isEqual()
        ? equal(
            store,
            name,
            "%,d rows of version %d: equal".formatted(found.expected(), compared.version()))
        : differs(
            store,
            name,
            found,
            "of %,d in version %d of the lake and %,d there"
                .formatted(found.expected(), compared.version(), found.found()));
  }

  /** Says why something could not be compared. */
  void notCompared(String where, String name, String why) {
    line(where, name, "NOT COMPARED: " + why);
  }

  private boolean equal(String where, String name, String words) {
    line(where, name, words);
    return true;
  }

  private boolean differs(String where, String name, Comparison found, String words) {
    line(where, name, "%,d rows DIFFER, %s".formatted(found.differing(), words));
    found.named().forEach(row -> out.println("  " + row));
    if (found.differing() > found.named().size()) {
      out.printf("  and %,d more%n", found.differing() - found.named().size());
    }
    return false;
  }

  private void line(String where, String name, String words) {
    out.printf("%-10s %-28s %s%n", where, name, words);
    out.flush();
  }
}
