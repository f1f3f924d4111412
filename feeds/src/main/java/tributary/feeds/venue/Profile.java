package tributary.feeds.venue;

import java.util.List;

/**
 * What people are told about a venue by {@code tributary venues}.
 *
 * @param title the venue's own name
 * @param channels what can be asked of it
 * @param productExample how it writes a product
 * @param limits what it allows, in words, from its documentation
 * @param keys the secrets that it needs or can use
 * @param gaps how missing rows are noticed, and whether they can be fetched afterwards
 */
public record Profile(
    String title,
    List<Channel> channels,
    String productExample,
    List<String> limits,
    List<Key> keys,
    String gaps) {

  public Profile {
    channels = List.copyOf(channels);
    limits = List.copyOf(limits);
    keys = List.copyOf(keys);
  }

  /** One channel and what it brings. */
  public record Channel(String name, String what) {}

  /**
   * A secret.
   *
   * @param name the name under which it is looked for
   * @param isRequired whether the venue gives nothing without it
   * @param what what it is and where to get it
   */
  public record Key(String name, boolean isRequired, String what) {}
}
