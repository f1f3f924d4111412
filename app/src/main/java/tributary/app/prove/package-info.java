/** Whether two runners make the same tables of the same topic. */
@NullMarked
package tributary.app.prove;

import org.jspecify.annotations.NullMarked;
