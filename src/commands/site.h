// The whole site as one table of routes, and the frame around every handler.
#pragma once

#include "commands/health.h"
#include "platform/platform.h"
#include "web/metrics.h"
#include "web/request.h"
#include "web/router.h"

namespace dongson::open_data {
class Portal;
}
namespace dongson::soc {
class Centre;
}

namespace dongson::commands {

// `pages`: everything; else only what watches over the program (health, readiness, figures).
enum class Serves : unsigned char { everything, health };
// `metrics`, `portal` and `centre` must outlive it; no centre: its pages are not here.
web::Router MakeSite(const web::Metrics& metrics, const Health& health, open_data::Portal& portal, soc::Centre* centre,
                     Serves serves);

// What every site has: assets, health, readiness, figures.
web::Router MakeBareSite(const web::Metrics& metrics, const Health& health);

// Language, request id, security headers, and one answer for whatever goes wrong.
web::Response Answer(Platform& platform, web::Request& request, const web::Handler& handler);

}  // namespace dongson::commands
