// An analyst registers who sends events, and changes that.
#pragma once

#include <string>

#include "modules/soc/centre/centre.h"
#include "modules/soc/domain/source.h"
#include "platform/identity/account.h"

namespace dongson::soc {

// What is told once: the token is kept nowhere but as its digest.
struct RegisteredSource {
    Source source;
    std::string token;
};
// Of a source recognised by a token, the mark is made here.
Result<RegisteredSource> RegisterSource(Centre& centre, Source source);
Result<Source> ChangeSource(Centre& centre, const Source& source);
// The digest by which a token is recognised.
std::string MarkOfToken(std::string_view token);

}  // namespace dongson::soc
