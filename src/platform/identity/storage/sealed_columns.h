// What of accounts, their sessions and slips lies sealed.
#pragma once

#include <vector>

#include "platform/sealing/columns.h"

namespace dongson::identity {

inline std::vector<sealing::Column> SealedColumns() {
    using sealing::Kind;
    // An officer's login is a name, and lists are put in its order.
    constexpr std::string_view kPeople = "kind <> 2";
    return {{"account", "totp_secret", Kind::seed},
            {"session", "totp_pending", Kind::seed},
            {"account", "login", Kind::number, "id", kPeople},
            {"account", "former_login", Kind::number},
            {"account", "person_number", Kind::number},
            {"account", "phone", Kind::phone},
            {"account", "email", Kind::email},
            {"proof_slip", "number", Kind::number},
            {"record_view", "person_number", Kind::number}};
}

}  // namespace dongson::identity
