#include "modules/complaints/http/routes.h"

namespace dongson::complaints {

void Routes(web::Router&) {}

}  // namespace dongson::complaints
