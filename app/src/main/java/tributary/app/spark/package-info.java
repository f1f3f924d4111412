/** The Spark runner from outside: how its job is started, and what it is handed. */
@NullMarked
package tributary.app.spark;

import org.jspecify.annotations.NullMarked;
