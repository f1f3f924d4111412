/** Which file lies where: the installation that is run, and the data that a pipeline leaves. */
@NullMarked
package tributary.app.folders;

import org.jspecify.annotations.NullMarked;
