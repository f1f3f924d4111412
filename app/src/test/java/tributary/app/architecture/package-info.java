/** The rules that keep the parts apart, checked on the compiled classes of all modules. */
@NullMarked
package tributary.app.architecture;

import org.jspecify.annotations.NullMarked;
