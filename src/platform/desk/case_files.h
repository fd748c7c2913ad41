// Files that people send with what they do to a case, and those that go out again.
#pragma once

#include <string_view>
#include <vector>

#include "core/refusal.h"
#include "platform/files/files.h"
#include "platform/identity/audience.h"
#include "platform/platform.h"
#include "platform/workflow/case_papers.h"
#include "web/request.h"

namespace dongson::desk {

// Takes in uploads of fields "tep" or "tep_<component>". The first refusal ends it; nothing is recorded yet.
Result<std::vector<workflow::NewPaper>> KeepUploads(const identity::AnyRequest& request, int component);

// A file of a case, safe to show: only known types inline, everything sandboxed.
web::Response FileResponse(const Platform& platform, const files::File& file);
// The picture of a paper's first page; 404 while there is none.
web::Response PictureResponse(const Platform& platform, std::string_view digest);

}  // namespace dongson::desk
