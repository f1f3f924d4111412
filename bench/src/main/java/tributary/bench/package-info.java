/**
 * Measurements beside a baseline, started by the scripts {@code bench/ingest} and {@code
 * bench/latency}; what they found is in {@code docs/performance.md}. Nothing here runs in a build.
 */
@NullMarked
package tributary.bench;

import org.jspecify.annotations.NullMarked;
