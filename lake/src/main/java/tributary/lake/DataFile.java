package tributary.lake;

import java.nio.file.Path;

/**
 * A file of a table that may hold rows of a range asked for. Its content never changes.
 *
 * @param min no row has a lesser value of the range's column; the least long where not known
 * @param max no row has a greater value of the range's column; the greatest long where not known
 */
public record DataFile(Path path, long rows, long min, long max) {}
