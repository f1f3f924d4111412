package tributary.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline file, read and checked: every name that it uses exists and every type fits.
 *
 * @param name what the pipeline is called; letters, digits, dashes
 * @param feed the venue that fills the topic; null when somebody else fills it
 * @param bronze the name of the bronze table
 * @param quarantine the name of the quarantine table
 * @param store in which format the tables are kept
 * @param bronzeLayout how the columns of bronze are called and the table is partitioned
 * @param copies which tables are copied to other stores
 * @param models tables made of the others, in the order in which they are made
 */
public record Pipeline(
    String name,
    @Nullable Feed feed,
    Topic topic,
    Commit commit,
    String bronze,
    String quarantine,
    Silver silver,
    List<Gold> gold,
    Store store,
    Layout bronzeLayout,
    List<Copy> copies,
    List<Model> models) {

  public Pipeline {
    gold = List.copyOf(gold);
    copies = List.copyOf(copies);
    models = List.copyOf(models);
  }

  /** A pipeline whose tables are Delta tables with their usual columns, and are not copied. */
  public Pipeline(
      String name,
      @Nullable Feed feed,
      Topic topic,
      Commit commit,
      String bronze,
      String quarantine,
      Silver silver,
      List<Gold> gold) {
    this(
        name,
        feed,
        topic,
        commit,
        bronze,
        quarantine,
        silver,
        gold,
        Store.DELTA,
        Layout.PLAIN,
        List.of(),
        List.of());
  }
}
