/** Keys and passwords: where they are looked for, and how their files are kept. */
@NullMarked
package tributary.feeds.secrets;

import org.jspecify.annotations.NullMarked;
