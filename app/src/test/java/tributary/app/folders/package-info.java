/** Where things lie. */
@NullMarked
package tributary.app.folders;

import org.jspecify.annotations.NullMarked;
