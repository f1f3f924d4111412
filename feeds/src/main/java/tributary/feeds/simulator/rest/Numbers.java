package tributary.feeds.simulator.rest;

import tributary.feeds.simulator.http.Request;

/** Reads the numbers of a query. */
final class Numbers {
  private Numbers() {}

  /** The parameter; another number if it is absent, and -1 if it is none. */
  static long of(Request request, String name, long otherwise) {
    String text = request.parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.matches("[0-9]{1,18}|[1-8][0-9]{18}") ? Long.parseLong(text) : -1;
  }
}
