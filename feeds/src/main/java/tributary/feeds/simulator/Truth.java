package tributary.feeds.simulator;

import java.util.Map;

/**
 * What a simulator wrote to its sockets, so that a checker can say what the tables must hold. What
 * it had to write again, since a client left without it, counts once:
 *
 * <pre>
 * written = data + incomplete + malformed + other + heartbeats + control
 * rows = distinct + duplicates
 * </pre>
 *
 * @param written frames, each a row of bronze unless the feed refused it
 * @param bytes the sum of their lengths
 * @param heartbeats heartbeat frames
 * @param control acks, errors and words about the connection
 * @param data frames of whole rows, repeated ones included
 * @param rows in these
 * @param incomplete frames of rows that lack something that they need
 * @param malformed frames that are no JSON object
 * @param other JSON objects of other types
 * @param dropped frames that the script kept back for good: never written
 * @param connections clients that subscribed, one after the other
 * @param trades for each product its distinct rows: what silver must hold. Where two channels tell
 *     of the same trade, it counts once
 */
public record Truth(
    long written,
    long bytes,
    long heartbeats,
    long control,
    long data,
    long rows,
    long incomplete,
    long malformed,
    long other,
    long dropped,
    long connections,
    Map<String, Trades> trades) {

  public Truth {
    trades = Map.copyOf(trades);
  }

  /** Rows that differ. */
  public long distinct() {
    return trades.values().stream().mapToLong(Trades::count).sum();
  }

  /** Rows that had been written before. */
  public long duplicates() {
    return rows - distinct();
  }

  /**
   * Distinct rows of one product.
   *
   * @param idHash the sum of {@link #hash} over their ids, whatever their order
   */
  public record Trades(long count, long idHash) {

    /** Spreads an id over all 64 bits, so that sums of different sets differ. */
    public static long hash(long tradeId) {
      long mixed = tradeId + 0x9e3779b97f4a7c15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
