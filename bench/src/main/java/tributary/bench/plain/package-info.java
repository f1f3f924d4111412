/**
 * The baseline: what a good engineer would write by hand for this one message and these tables,
 * without transactions, rules or a pipeline file. The floor that Tributary is measured against.
 */
@NullMarked
package tributary.bench.plain;

import org.jspecify.annotations.NullMarked;
