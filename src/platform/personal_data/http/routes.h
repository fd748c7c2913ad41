#pragma once

#include "web/router.h"

namespace dongson::personal_data {

// What is kept of people, for everybody to read; and a person's own copy of it.
void Routes(web::Router& site);

}  // namespace dongson::personal_data
