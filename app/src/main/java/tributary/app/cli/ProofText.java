package tributary.app.cli;

import java.io.PrintWriter;
import tributary.app.prove.Runner;
import tributary.app.prove.Take;
import tributary.app.prove.Witness;
import tributary.ingest.reconcile.TwinCheck;
import tributary.ingest.reconcile.TwinCheck.Outcome.Compared;
import tributary.ingest.reconcile.TwinCheck.Outcome.Impossible;
import tributary.lake.reconcile.Comparison;

/** What a proof finds: a line for each table, and those of the rows that differ. */
final class ProofText implements Witness {
  private final PrintWriter out;

  ProofText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void filled(long records) {
    out.printf("topic of %,d records, first taken in by the embedded runner%n", records);
    out.flush();
  }

  @Override
  public void took(Take take) {
    if (take.runner() == Runner.EMBEDDED) {
      out.println("again by the embedded runner:");
    } else {
      out.printf(
          "by Spark, at most %,d records a batch:%n", take.maxOffsets().orElse(Long.MAX_VALUE));
    }
    out.flush();
  }

  @Override
  public void compared(TwinCheck.Outcome outcome) {
    if (outcome instanceof Impossible impossible) {
      line(impossible.kind(), impossible.table(), "NOT COMPARED: " + impossible.why());
    } else if (outcome instanceof Compared compared) {
      compared(compared);
    }
    out.flush();
  }

  private void compared(Compared compared) {
    Comparison rows = compared.comparison();
    if (rows.isEqual()) {
      line(
          compared.kind(),
          compared.table(),
          "%,10d rows  %s  %s"
              .formatted(
                  rows.expected(),
                  rows.expectedHash(),
                  compared.ledgers().isEmpty() ? "equal" : "equal, but the ledger DIFFERS"));
    } else {
      line(
          compared.kind(),
          compared.table(),
          "%,d rows DIFFER, of %,d (%s) and %,d (%s)"
              .formatted(
                  rows.differing(),
                  rows.expected(),
                  rows.expectedHash(),
                  rows.found(),
                  rows.foundHash()));
      rows.named().forEach(row -> out.println("  " + row));
      if (rows.differing() > rows.named().size()) {
        out.printf("  and %,d more%n", rows.differing() - rows.named().size());
      }
    }
    compared.ledgers().forEach(words -> out.println("  ledger: " + words));
  }

  @Override
  public void counted(boolean isSame, String should, String is) {
    if (isSame) {
      line("ledgers", "what became of each frame", "equal");
    } else {
      line("ledgers", "what became of each frame", "DIFFERS: should be");
      should.lines().forEach(line -> out.println("  " + line));
      out.println("and is");
      is.lines().forEach(line -> out.println("  " + line));
    }
    out.flush();
  }

  private void line(String kind, String table, String words) {
    out.printf("%-10s %-32s %s%n", kind, table, words);
  }
}
