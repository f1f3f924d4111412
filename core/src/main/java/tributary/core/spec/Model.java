package tributary.core.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A table that a question in SQL makes of the others.
 *
 * @param file where the question stands, relative to the pipeline file
 * @param every how often it is made anew while the pipeline runs; null for on demand only
 */
public record Model(String table, String file, @Nullable Duration every) {}
