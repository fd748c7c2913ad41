// The whole site as one table of routes, and the frame around every handler.
#pragma once

#include "platform/platform.h"
#include "web/metrics.h"
#include "web/request.h"
#include "web/router.h"

namespace dongson::commands {

// `pages`: everything; else only what watches over the program (health, readiness, figures).
enum class Serves : unsigned char { everything, health };
web::Router MakeSite(const web::Metrics& metrics, Serves serves);

// Language, request id, security headers, and one answer for whatever goes wrong.
web::Response Answer(Platform& platform, web::Request& request, const web::Handler& handler);

}  // namespace dongson::commands
