/** Real servers on the loopback interface for tests, and a proxy that loses their replies. */
@NullMarked
package tributary.lake.servers;

import org.jspecify.annotations.NullMarked;
