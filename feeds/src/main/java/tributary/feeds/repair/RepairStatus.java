package tributary.feeds.repair;

import java.util.Optional;

/**
 * A repairer at one moment.
 *
 * @param gapsOpen gaps at its last look
 * @param gapsRepaired gaps that closed after it had published trades for them
 * @param gapsGivenUp gaps that closed after it had only said that they cannot be repaired
 * @param gapsStuck gaps that stay open although their trades were published again and again
 * @param framesPublished trades fetched and published, as frames
 * @param tradesGivenUp ids that it said cannot be repaired
 * @param calls requests made
 * @param failures requests that brought no page
 * @param lastProblem the last thing that went wrong
 * @param waitingFor what it is waiting for, if it has something to do
 */
public record RepairStatus(
    long gapsOpen,
    long gapsRepaired,
    long gapsGivenUp,
    long gapsStuck,
    long framesPublished,
    long tradesGivenUp,
    long calls,
    long failures,
    Optional<String> lastProblem,
    Optional<String> waitingFor) {}
