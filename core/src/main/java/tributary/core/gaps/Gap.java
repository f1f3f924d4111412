package tributary.core.gaps;

/**
 * Rows of one product that are missing and could still be fetched.
 *
 * @param product the product, in the venue's spelling
 * @param first the first id that is missing
 * @param last the last one; ids between may have come meanwhile
 * @param fromMicros the event time of the row before the gap, microseconds since the epoch
 * @param toMicros the event time of the row after it
 * @param foundMicros when the frame that showed it was received, microseconds since the epoch
 */
public record Gap(
    String product, long first, long last, long fromMicros, long toMicros, long foundMicros) {}
