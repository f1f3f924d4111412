/** The pipeline file: its vocabulary as types, and the strict reader that checks it. */
@NullMarked
package tributary.core.spec;

import org.jspecify.annotations.NullMarked;
