/** What the tests of this module share. */
@NullMarked
package tributary.serve;

import org.jspecify.annotations.NullMarked;
