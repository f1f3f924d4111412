/**
 * Turns a frame's bytes into typed columns by JSON Pointer, without building a tree. Pure: no
 * clock, no socket, no logger.
 */
@NullMarked
package tributary.core.decode;

import org.jspecify.annotations.NullMarked;
