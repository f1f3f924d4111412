/** The page: one small web server that shows the live board and pushes its changes. */
@NullMarked
package tributary.serve.page;

import org.jspecify.annotations.NullMarked;
