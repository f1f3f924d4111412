/** Tests of the package. */
@NullMarked
package tributary.feeds.kafka;

import org.jspecify.annotations.NullMarked;
