package tributary.app.sums;

import tributary.core.ledger.Counts;

/**
 * One offset range: what the ledger says became of its frames, and what the tables hold.
 *
 * @param next the first offset after the range
 * @param ledger what silver's commits wrote down
 * @param bronze rows of the range in bronze
 * @param silver rows of the range in silver
 * @param quarantine rows of the range in quarantine
 */
record RangeSum(
    int partition, long from, long next, Counts ledger, long bronze, long silver, long quarantine) {

  /**
   * Whether frames + extra items = silver + quarantine + control + duplicates, by the rows that are
   * there.
   */
  boolean holds() {
    return bronze + ledger.extra() == silver + quarantine + ledger.control() + ledger.duplicates()
        && silver == ledger.silver()
        && quarantine == ledger.quarantine();
  }
}
