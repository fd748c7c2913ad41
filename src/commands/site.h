// The whole site as one table of routes, and the frame around every handler.
#pragma once

#include <memory>
#include <vector>

#include "commands/health.h"
#include "platform/module.h"
#include "platform/platform.h"
#include "web/metrics.h"
#include "web/request.h"
#include "web/router.h"

namespace dongson::commands {

// `everything`: the site; else only what watches over the program (health, readiness, figures).
enum class Serves : unsigned char { everything, health };
// All that it is made of must outlive it.
web::Router MakeSite(const web::Metrics& metrics, const Health& health, const std::vector<std::unique_ptr<Running>>& running,
                     Serves serves);

// What every site has: assets, health, readiness, figures.
web::Router MakeBareSite(const web::Metrics& metrics, const Health& health);

// Language, request id, security headers, and one answer for whatever goes wrong.
web::Response Answer(Platform& platform, web::Request& request, const web::Handler& handler);

}  // namespace dongson::commands
