package tributary.app.run;

import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import tributary.core.gaps.Gap;

/**
 * What an inflow needs of the rest of the run.
 *
 * @param kafka what producers are told
 * @param openGaps what is missing in the log and could be fetched
 * @param gapCounts how many gaps there are in each state, as committed
 * @param isLogGone whether the broker has stopped and will not come back
 */
record Surroundings(
    Plan plan,
    Properties kafka,
    Clocks clocks,
    Supplier<List<Gap>> openGaps,
    Supplier<SortedMap<String, Long>> gapCounts,
    BooleanSupplier isLogGone) {}
