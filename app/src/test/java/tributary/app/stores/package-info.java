@NullMarked
package tributary.app.stores;

import org.jspecify.annotations.NullMarked;
