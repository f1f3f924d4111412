package tributary.app.run;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, as the process has them.
 *
 * @param wall for data
 * @param nanos monotonic, for durations
 */
public record Clocks(InstantSource wall, LongSupplier nanos, RandomGenerator random) {}
