/**
 * Asks a venue over HTTP: one call at a time, within the venue's limits, whatever it answers.
 * {@code RestClient} makes a call and {@code CallBudget} says when it may be made.
 */
@NullMarked
package tributary.feeds.http;

import org.jspecify.annotations.NullMarked;
