/// Problems, paging, idempotency keys, entity tags, OpenAPI.
@NullMarked
@NamedInterface("web")
package app.rapport.platform.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
