/** Tests of the package. */
@NullMarked
package tributary.app.secrets;

import org.jspecify.annotations.NullMarked;
