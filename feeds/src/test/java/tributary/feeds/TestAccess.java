package tributary.feeds;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secret;
import tributary.feeds.venue.Secrets;

/** What a venue gets in tests: no keys, or those that a test has. */
public final class TestAccess {
  public static final Access ACCESS =
      new Access(Secrets.NONE, InstantSource.system(), RandomGenerator.getDefault());

  private TestAccess() {}

  /** The keys by their names. */
  public static Access with(Map<String, String> keys) {
    return new Access(
        name -> Optional.ofNullable(keys.get(name)).map(Secret::new),
        ACCESS.wall(),
        ACCESS.random());
  }
}
