package tributary.app.sums;

import tributary.app.sums.Span.Place;

/**
 * Rows of a table that lie in none of silver's ranges.
 *
 * @param from the offset where the stretch that they lie in begins
 */
record Stray(String table, int partition, long from, Place place, long rows) {

  /** Whether no ledger explains them. */
  boolean isBroken() {
    return place == Place.GAP || place == Place.UNCLAIMED;
  }
}
