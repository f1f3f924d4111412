/**
 * The way of a frame through decode, rules, de-duplication and windows into the rows of one commit.
 * Both runners use it. Pure: no clock, no socket, no logger.
 */
@NullMarked
package tributary.core.intake;

import org.jspecify.annotations.NullMarked;
