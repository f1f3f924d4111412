/** Tests of the package. */
@NullMarked
package tributary.feeds.secrets;

import org.jspecify.annotations.NullMarked;
