package tributary.feeds;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secrets;

/** What a venue gets in tests: no keys. */
public final class TestAccess {
  public static final Access ACCESS =
      new Access(Secrets.NONE, InstantSource.system(), RandomGenerator.getDefault());

  private TestAccess() {}
}
