package tributary.feeds.simulator.http;

import tributary.feeds.http.CallBudget;

/** A venue's side: what it would answer if nothing went wrong. One thread at a time. */
interface Played {

  /** The reply to a request with a good key and within the limits. */
  Served reply(Request request);

  /** Whether everything there is to say has been said. */
  boolean isDone();

  /** How the venue tells keys from one another, and how it refuses. */
  Manners manners();

  /** The ways of one venue. */
  interface Manners {

    /** The key that a request bears; empty text without one. */
    String key(Request request);

    /** The answer to a key that is not accepted. */
    Response badKey();

    /** The answer to one call too many. */
    Response limited(CallBudget.Wait wait);
  }
}
