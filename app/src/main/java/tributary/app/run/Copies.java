package tributary.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tributary.core.spec.Copy;
import tributary.ingest.stores.Copiers;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;
import tributary.lake.copy.Copier;
import tributary.lake.copy.CopyState;
import tributary.lake.copy.CopyStatus;
import tributary.serve.board.CopyHealth;

/** The copies of a run's tables in other stores: one thread for each store. */
final class Copies implements AutoCloseable {
  private final List<Copier> copiers = new ArrayList<>();
  private final List<Copy> unwritten;

  private Copies(List<Copy> unwritten) {
    this.unwritten = unwritten;
  }

  /**
   * Begins to copy to the stores that the stores file names.
   *
   * @throws tributary.ingest.stores.StoresFileException if what it says of one makes no sense
   */
  static Copies start(Plan plan, Clocks clocks) {
    StoresFile stores = plan.stores();
    Catalog catalog = plan.catalog();
    Copies copies =
        new Copies(
            plan.pipeline().copies().stream()
                .filter(copy -> !stores.names(copy.target()))
                .toList());
    copies.copiers.addAll(
        Copiers.of(
            stores, plan.pipeline(), catalog, clocks.wall(), clocks.nanos(), clocks.random()));
    copies.copiers.forEach(Copier::start);
    return copies;
  }

  /** Says that something was committed. Never waits. */
  void wake() {
    copiers.forEach(Copier::wake);
  }

  /** What the user should know of copies that are not written. */
  List<String> notes() {
    return unwritten.stream()
        .map(
            copy ->
                "copy %s of table %s is not written: say where %s is in a file that --stores names (keys %s.*); it is caught up then"
                    .formatted(copy.as(), copy.table(), section(copy), section(copy)))
        .toList();
  }

  private static String section(Copy copy) {
    return StoresFile.section(copy.target());
  }

  /** Whether each copy that is written holds all that the lake holds, or was refused. */
  boolean isSettled() {
    return copiers.stream().allMatch(Copier::isSettled);
  }

  /** Why copies ended before the run did; empty if none was refused. */
  List<String> refusals() {
    return statuses().stream()
        .filter(status -> status.state() == CopyState.REFUSED)
        .map(status -> "%s %s: %s".formatted(status.store(), status.name(), status.reason()))
        .toList();
  }

  private List<CopyStatus> statuses() {
    return copiers.stream().flatMap(copier -> copier.status().stream()).toList();
  }

  /** How each copy is doing, those that are not written at last. */
  List<CopyHealth> health() {
    List<CopyHealth> health = new ArrayList<>();
    for (CopyStatus each : statuses()) {
      health.add(new CopyHealth(each.store(), each.name(), each.isWell(), text(each)));
    }
    for (Copy copy : unwritten) {
      health.add(new CopyHealth(section(copy), copy.as(), false, "not written: no store is named"));
    }
    return health;
  }

  private static String text(CopyStatus copy) {
    return switch (copy.state()) {
      case CAUGHT_UP -> "caught up, version %d".formatted(copy.version().orElse(0));
      case WAITING -> copy.reason().isEmpty() ? "nothing to copy yet" : copy.reason();
      case BEHIND -> behind(copy);
      case AWAY -> "away since %s, %s: %s".formatted(copy.since(), behind(copy), copy.reason());
      case REFUSED -> "refused: " + copy.reason();
    };
  }

  private static String behind(CopyStatus copy) {
    StringBuilder text = new StringBuilder();
    copy.framesBehind().ifPresent(n -> text.append(String.format(Locale.ROOT, "%,d frames, ", n)));
    copy.behindMillis()
        .ifPresent(ms -> text.append(String.format(Locale.ROOT, "%.1f s, ", ms / 1000.0)));
    return text.isEmpty() ? "behind" : text.substring(0, text.length() - 2) + " behind";
  }

  /** All end at a time, so that one that takes long leaves the others theirs. */
  @Override
  public void close() {
    copiers.forEach(Copier::stop);
    copiers.forEach(Copier::close);
  }
}
