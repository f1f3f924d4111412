/** Other engines read what the lake wrote. */
@NullMarked
package tributary.spark;

import org.jspecify.annotations.NullMarked;
