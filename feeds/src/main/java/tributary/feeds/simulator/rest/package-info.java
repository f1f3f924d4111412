/**
 * The REST APIs from which venues give trades back, on loopback, with a book of all trades behind
 * them: the market's truth, whatever a socket simulator did not send.
 */
@NullMarked
package tributary.feeds.simulator.rest;

import org.jspecify.annotations.NullMarked;
