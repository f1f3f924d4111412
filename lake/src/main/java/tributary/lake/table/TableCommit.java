package tributary.lake.table;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit in the log of a table.
 *
 * @param time when it was committed, by the writer's clock; never before the commit before it
 * @param ledger as it was written; empty for a commit that left the ledger alone
 */
public record TableCommit(long version, Instant time, Optional<String> ledger) {}
