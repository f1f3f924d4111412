/** What the tests of all packages of core share. */
@NullMarked
package tributary.core;

import org.jspecify.annotations.NullMarked;
