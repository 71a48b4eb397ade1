/// What every product needs and none of it knows customer service: journal, intake, jobs, time, rules, configuration,
/// files, search, web, crypto, templates, outbound guard, database. Must not know any other module.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package app.rapport.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
