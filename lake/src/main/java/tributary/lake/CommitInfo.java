package tributary.lake;

import java.time.Instant;
import java.util.Optional;
import tributary.core.ledger.Ledger;

/**
 * One commit to a table.
 *
 * @param time when it was committed, by the writer's clock; never before the commit before it
 * @param ledger empty for a commit that left the ledger alone, such as the one that made the table,
 *     and for the table of a model
 */
public record CommitInfo(long version, Instant time, Optional<Ledger> ledger) {}
