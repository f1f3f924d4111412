/** Tests of models over real tables. */
@NullMarked
package tributary.app.models;

import org.jspecify.annotations.NullMarked;
