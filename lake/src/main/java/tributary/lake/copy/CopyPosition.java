package tributary.lake.copy;

import tributary.core.ledger.Ledger;

/**
 * How far a copy has come.
 *
 * @param version the version of the source whose rows it holds
 * @param ledger that version's ledger
 */
public record CopyPosition(long version, Ledger ledger) {}
