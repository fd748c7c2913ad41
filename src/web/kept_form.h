// What was typed into a form that could not be taken just now (the session had ended, the page was an old one): it goes along in
// the page that says so, and is sent again with one press. Nothing of it is stored here.
#pragma once

#include <optional>
#include <string>

#include "web/html.h"
#include "web/request.h"

namespace dongson::web {

// A form without anything to type carries this field, so that whoever has to sign in first comes back to it.
inline constexpr std::string_view kGoOn = "tiep_tuc";

struct KeptForm {
    std::string action;  // a path of this site
    Fields fields;       // without the token, and without passwords
    bool lost_files = false;
};

// Of a form that a page of this site sent; nothing where there is nothing to keep.
std::optional<KeptForm> Keep(const Request& request);
// As hidden fields of another form, such as the one to sign in; and read back from there.
Html KeptFields(const KeptForm& kept);
std::optional<KeptForm> KeptBy(const Form& form);
// A form that sends it again as it was.
Html SendAgain(const KeptForm& kept);

}  // namespace dongson::web
