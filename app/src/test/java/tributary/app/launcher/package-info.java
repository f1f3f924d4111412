/** The launcher script, run for real, with a JDK and a Maven that only write down what they do. */
@NullMarked
package tributary.app.launcher;

import org.jspecify.annotations.NullMarked;
