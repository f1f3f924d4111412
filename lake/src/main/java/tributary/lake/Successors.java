package tributary.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.lake.delta.DeltaReader;
import tributary.lake.disk.Disk;
import tributary.lake.iceberg.IcebergCatalog;

/**
 * Tables that are filled beside those of a lake and then take their places. Until {@link
 * #takePlaces} nothing of the lake's own changes. That writes a note first and deletes it last;
 * broken off in between, it leaves some tables replaced and some not, none half, and whoever opens
 * them is refused until {@link #goOn} has ended it. Use it while the lake is open, and none of
 * these tables in it.
 */
public final class Successors {
  /** No name of a table begins with a point. */
  private static final String FOLDER = ".rebuilt";

  private final Path root;
  private final Path side;
  private final InstantSource clock;
  private final Disk disk;
  private final OnePlace onePlace;
  private final @Nullable IcebergCatalog iceberg;
  private final SetAside aside;
  private final Takeover takeover;

  Successors(
      Path root,
      InstantSource clock,
      Disk disk,
      OnePlace onePlace,
      @Nullable IcebergCatalog iceberg) {
    this.root = root;
    this.side = root.resolve(FOLDER);
    this.clock = clock;
    this.disk = disk;
    this.onePlace = onePlace;
    this.iceberg = iceberg;
    this.aside = new SetAside(root, disk);
    this.takeover = new Takeover(root, disk);
  }

  /**
   * A table that took the place of another.
   *
   * @param old where the other one is now: a folder, or a name in the Iceberg catalog; empty if
   *     there was none, or it was moved before the taking of places was broken off
   */
  public record Replaced(String table, Optional<String> old) {}

  /** Whether tables have begun to take their places, and that was broken off. */
  public boolean isUnderWay() {
    return takeover.isUnderWay();
  }

  /**
   * Opens an empty lake for the new tables; what an earlier one left is deleted.
   *
   * @param tables all that may be opened in it
   * @throws TableRefusedException if other tables lie in the folder of one of these
   */
  public Lake open(Collection<String> tables) {
    if (isUnderWay()) {
      throw new IllegalStateException("Cannot begin new tables while others take their places");
    }
    try {
      if (iceberg == null) {
        for (String table : tables) {
          aside.checkAlone(table);
        }
      }
      clear(tables);
      Files.createDirectories(side);
      return iceberg == null
          ? Lake.beside(side, new OnePlace(side, onePlace.format()), null, clock, disk)
          : Lake.beside(root, onePlace, iceberg.beside(), clock, disk);
    } catch (IOException e) {
      throw failed("Cannot begin new tables beside those in " + root, e);
    }
  }

  /**
   * Lets tables that were filled take the places of those of their names, which are moved aside
   * with all their versions. The lake of {@link #open} is closed before.
   *
   * @param tables those of its tables that are wanted; the others are deleted
   * @throws WriteFailedException if it breaks off; see {@link #isUnderWay}
   */
  public List<Replaced> takePlaces(Collection<String> tables) {
    try {
      takeover.begin(List.copyOf(tables));
    } catch (IOException e) {
      throw failed("Cannot replace the tables in " + root, e);
    }
    return goOn();
  }

  /**
   * Ends what {@link #takePlaces} began.
   *
   * @throws WriteFailedException if it breaks off again
   */
  public List<Replaced> goOn() {
    List<Replaced> replaced = new ArrayList<>();
    try {
      List<String> tables = takeover.tables();
      for (String table : tables) {
        Optional<String> old = iceberg == null ? takePlace(table) : iceberg.replaceByBeside(table);
        replaced.add(new Replaced(table, old));
      }
      takeover.end();
      clear(tables);
      return replaced;
    } catch (IOException e) {
      throw failed("Cannot replace the tables in " + root, e);
    }
  }

  private Optional<String> takePlace(String table) throws IOException {
    Path from = TableName.folder(side, table);
    Path to = TableName.folder(root, table);
    if (!new DeltaReader(from).exists()) {
      return Optional.empty();
    }
    Optional<String> old = Files.exists(to) ? Optional.of(aside.move(table, to)) : Optional.empty();
    Path parent = to.resolveSibling("");
    Files.createDirectories(parent);
    disk.syncName(parent);
    disk.replace(to, from);
    disk.syncName(to);
    disk.syncName(from);
    return old;
  }

  private void clear(Collection<String> tables) throws IOException {
    if (iceberg != null) {
      for (String table : tables) {
        iceberg.dropBeside(table);
      }
    }
    if (!Files.exists(side)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(side)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      disk.delete(path);
    }
  }

  private static WriteFailedException failed(String what, IOException cause) {
    return new WriteFailedException(
        "%s: %s. Nothing is lost: once the disk has room and works, run it again"
            .formatted(what, cause.getMessage()),
        WriteFailedException.InTable.UNKNOWN,
        cause);
  }
}
