/** What Spark users write today: the opponent of {@code bench/spark}, without a line of ours. */
@NullMarked
package tributary.bench.stock;

import org.jspecify.annotations.NullMarked;
