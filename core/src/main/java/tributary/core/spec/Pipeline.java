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
 */
public record Pipeline(
    String name,
    @Nullable Feed feed,
    Topic topic,
    Commit commit,
    String bronze,
    String quarantine,
    Silver silver,
    List<Gold> gold) {

  public Pipeline {
    gold = List.copyOf(gold);
  }
}
