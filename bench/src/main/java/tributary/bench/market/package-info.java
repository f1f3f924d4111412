/** The topic that is measured with: a generated market of eight products in four partitions. */
@NullMarked
package tributary.bench.market;

import org.jspecify.annotations.NullMarked;
