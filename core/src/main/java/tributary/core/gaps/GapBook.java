package tributary.core.gaps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.frame.Mark;
import tributary.core.ledger.Head;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.KeyTable;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Continuity;
import tributary.core.spec.Feed;
import tributary.core.spec.Silver;

/**
 * What is missing in one partition. What it says follows from the partition's frames in the order
 * of their offsets and from nothing else. Not thread-safe.
 *
 * <p>Bounded: beyond {@value #MOST_PRODUCTS} products, and for names of more than {@value
 * #MOST_NAME_BYTES} bytes, nothing is watched, and {@link #isComplete} does not say.
 */
public final class GapBook {
  /** The most products of a partition that are watched. */
  public static final int MOST_PRODUCTS = 1_000;

  private static final int MOST_NAME_BYTES = 256;

  /** A hole this much younger than the newest row is not yet worth a question to the venue. */
  private static final long SETTLED_MICROS = 2_000_000;

  private final int partition;
  private final boolean hasIds;
  private final GapRows form;
  private final GapListener listener;
  private final KeyTable names = new KeyTable();
  private final List<Watched> products = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final byte[] name = new byte[MOST_NAME_BYTES];
  private long unwatched;

  /** A gap that changes no more, and the frame that ended it. */
  private record Left(Hole hole, long offset) {}

  /** The book of a partition of which nothing is known yet. */
  public GapBook(
      int partition,
      @Nullable Feed feed,
      Silver silver,
      Continuity continuity,
      GapListener listener) {
    this.partition = partition;
    this.hasIds = continuity.id() != null;
    this.form = new GapRows(feed, silver);
    this.listener = listener;
  }

  /** The columns of the table of gaps. */
  public static Schema schema() {
    return GapRows.SCHEMA;
  }

  /** The columns that tell its rows apart; the first is a time. */
  public static List<String> key() {
    return GapRows.KEY;
  }

  /**
   * Brings back what a commit wrote.
   *
   * @param open the rows that may still change, of all partitions
   */
  public void restore(SortedMap<String, Head> heads, Rows open) {
    heads.forEach((product, head) -> restored(product).restore(head));
    List<Hole> holes = new ArrayList<>();
    for (int row = 0; row < open.size(); row++) {
      if (open.longs(GapRows.PARTITION).get(row) == partition) {
        holes.add(GapRows.read(open, row));
      }
    }
    holes.sort(
        Comparator.comparingLong((Hole hole) -> hole.foundOffset)
            .thenComparingLong(hole -> hole.first));
    holes.forEach(hole -> restored(hole.product).restore(hole));
  }

  private Watched restored(String product) {
    byte[] bytes = product.getBytes(UTF_8);
    return watched(names.add(bytes, bytes.length), bytes);
  }

  private Watched watched(int number, byte[] bytes) {
    if (number == products.size()) {
      products.add(new Watched(new String(bytes, UTF_8), bytes, listener, this::leave));
    }
    return products.get(number);
  }

  /**
   * Takes in a row, be it new or a duplicate.
   *
   * @param row the row of {@code column} that names its product
   * @param id its id; of no meaning where rows have none
   * @param timeMicros its event time, microseconds since the epoch
   * @param isNew whether it is no duplicate
   * @param highestMicros the partition's highest event time before it
   */
  public void row(
      BytesColumn column,
      int row,
      long id,
      long timeMicros,
      boolean isNew,
      Frame frame,
      long highestMicros) {
    Watched product = find(column, row, true);
    if (product == null) {
      unwatched++;
    } else if (hasIds) {
      product.row(id, timeMicros, frame, highestMicros);
    } else {
      product.row(timeMicros, isNew, frame);
    }
  }

  /** Takes in a control frame that names the newest id that there is. */
  public void newest(BytesColumn column, int row, long id, long timeMicros, Frame frame) {
    Watched product = find(column, row, false);
    if (product != null) {
      product.newest(id, timeMicros, frame);
    }
  }

  private @Nullable Watched find(BytesColumn column, int row, boolean add) {
    int length = column.length(row);
    if (length > MOST_NAME_BYTES) {
      return null;
    }
    System.arraycopy(column.array(), column.start(row), name, 0, length);
    int number = names.find(name, length);
    if (number >= 0) {
      return products.get(number);
    }
    return add && products.size() < MOST_PRODUCTS
        ? watched(names.add(name, length), column.get(row))
        : null;
  }

  private @Nullable Watched find(byte[] product) {
    int number = names.find(product, product.length);
    return number < 0 ? null : products.get(number);
  }

  /** Takes in what the feed says. Where rows have ids, these tell what is missing, not the feed. */
  public void mark(Mark mark, Frame frame) {
    Watched product = find(mark.product().getBytes(UTF_8));
    if (product == null) {
      return;
    }
    if (hasIds) {
      if (mark instanceof Mark.Unrepairable lost) {
        product.unrepairable(lost.first(), lost.last(), lost.reason(), frame);
      }
    } else if (mark instanceof Mark.Disconnected disconnected) {
      if (!product.isUnheard()) {
        product.unheard(false, 0, 0, "disconnected: " + disconnected.reason(), frame);
      }
    } else if (mark instanceof Mark.Missed missed && missed.first() <= missed.last()) {
      product.unheard(true, missed.first(), missed.last(), "numbers missed", frame);
    }
  }

  /**
   * Whether no gap touches a window; null if the product is not watched here.
   *
   * @param product its name in UTF-8
   * @param endMicros the end of the window, exclusive
   */
  public @Nullable Boolean isComplete(byte[] product, long startMicros, long endMicros) {
    Watched known = find(product);
    return known == null ? null : (Boolean) known.isComplete(startMicros, endMicros);
  }

  /** How far the ids of each product have come. */
  public SortedMap<String, Head> heads() {
    SortedMap<String, Head> heads = new TreeMap<>();
    for (Watched each : products) {
      heads.put(each.product, each.head());
    }
    return heads;
  }

  /** Writes the gaps that may still change. */
  public void write(Rows rows) {
    for (Watched product : products) {
      for (Hole hole : product.holes) {
        form.write(hole, partition, rows);
      }
    }
  }

  /**
   * Writes the gaps that change no more since the last call.
   *
   * @param fromOffset those of frames below it are left out
   */
  public void drainSealed(Rows rows, long fromOffset) {
    for (Left each : left) {
      if (each.offset() >= fromOffset) {
        form.write(each.hole(), partition, rows);
      }
    }
    left.clear();
  }

  private void leave(Hole hole, long offset) {
    left.add(new Left(hole, offset));
  }

  /**
   * Adds what could be fetched, one gap for each range of ids, once rows have gone on by 2 seconds:
   * what is merely late is not asked for. What was told once is told until it is closed.
   *
   * @param highestMicros the partition's highest event time
   */
  public void openGaps(long highestMicros, List<Gap> gaps) {
    for (Watched product : products) {
      for (Hole hole : product.holes) {
        if (hasIds && hole.state == State.OPEN) {
          hole.isSettled |= highestMicros - SETTLED_MICROS >= hole.toMicros;
          if (hole.isSettled) {
            add(hole, gaps);
          }
        }
      }
    }
  }

  private static void add(Hole hole, List<Gap> gaps) {
    Ids ids = hole.missing;
    for (int i = 0; i < ids.ranges(); i++) {
      gaps.add(
          new Gap(
              hole.product,
              ids.first(i),
              ids.last(i),
              hole.fromMicros,
              hole.toMicros,
              hole.foundMicros));
    }
  }

  /** How many rows had a product that is not watched. */
  public long unwatched() {
    return unwatched;
  }
}
