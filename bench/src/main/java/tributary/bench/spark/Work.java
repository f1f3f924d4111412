package tributary.bench.spark;

import java.nio.file.Path;

/**
 * What a job is to do.
 *
 * @param home where {@code bench/} lies; absolute
 * @param folder for all that it writes; absolute, and there
 */
record Work(Path home, String bootstrap, Path folder, Mode mode) {}
