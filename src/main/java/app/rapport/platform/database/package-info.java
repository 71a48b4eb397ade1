/// Connections, transactions, and our own PostgreSQL.
@NullMarked
@NamedInterface("database")
package app.rapport.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
