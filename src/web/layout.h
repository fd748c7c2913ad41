// The two skins: citizens' pages and officers' pages.
#pragma once

#include "web/html.h"
#include "web/request.h"

namespace dongson::web {

// One column, one clear action. `above` stands over the heading: a back link, an error summary.
Html CitizenLayout(const Sentence& title, const Html& main);
// Navigation by work on the left, unit and person always visible.
Html OfficerLayout(const Sentence& title, const Html& main);
// For a screen on a wall: dark, large, nothing to press.
Html WallLayout(const Sentence& title, const Html& main);
// Whichever skin the reader uses.
Html Layout(const Sentence& title, const Html& main);

// Page not found, refused, unavailable, broken: what happened, why, what to do.
Response FaultPage(int status, const Sentence& title, const Html& body);
Response RefusalPage(const Refusal& refusal);

// Where built assets lie; the digest in the name lets browsers keep them for ever.
const Url& Asset(std::string_view name);
// Of everything that is shipped for pages, as it stands in each of their addresses: another program's pages name another.
const std::string& AssetsDigest();

}  // namespace dongson::web
