/** The whole program in processes of its own, killed and mistreated, and checked from outside. */
@NullMarked
package tributary.app.system;

import org.jspecify.annotations.NullMarked;
