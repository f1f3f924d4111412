package tributary.lake.reconcile;

import java.util.List;

/**
 * What became of comparing two tables.
 *
 * @param expected how many rows there should be
 * @param found how many rows there are
 * @param differing how many rows differ, are missing or are too many
 * @param named what differs in words, at most {@value #MOST_NAMED} rows
 * @param expectedHash 128 bits over the rows that there should be, whatever their order
 * @param foundHash the same over those that there are
 */
public record Comparison(
    long expected,
    long found,
    long differing,
    List<String> named,
    String expectedHash,
    String foundHash) {
  static final int MOST_NAMED = 20;

  public Comparison {
    named = List.copyOf(named);
  }

  /** Whether both hold the same rows. */
  public boolean isEqual() {
    return differing == 0;
  }
}
