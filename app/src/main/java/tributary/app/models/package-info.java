/** Tables that questions in SQL make of others: which there are, and when they are made. */
@NullMarked
package tributary.app.models;

import org.jspecify.annotations.NullMarked;
