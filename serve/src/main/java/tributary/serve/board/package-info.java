/** The live board: what is known before the commit, kept small and handed out as changes. */
@NullMarked
package tributary.serve.board;

import org.jspecify.annotations.NullMarked;
