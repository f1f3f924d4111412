/** Tests of the package. */
@NullMarked
package tributary.app.kafka;

import org.jspecify.annotations.NullMarked;
