/// Full-text search: a local Lucene projection with the permission filter inside the query.
@NullMarked
@NamedInterface("search")
package app.rapport.platform.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
