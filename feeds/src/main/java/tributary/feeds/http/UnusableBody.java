package tributary.feeds.http;

import java.io.IOException;

/** A body that is not taken; asking again would bring the same. */
final class UnusableBody extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableBody(String reason) {
    super(reason);
  }
}
