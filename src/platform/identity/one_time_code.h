// Codes that are read off paper and typed once: a counter's slip, an officer's first sign-in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dongson::identity {

// So many signs by chance, of thirty: no I, L, O, U, 0 or 1, for what is read off paper must not be mistaken.
std::string FreshSigns(std::size_t count);
// What opens an account or a set-up: so long that nobody finds one by trying, and a quick digest of it may be kept.
inline constexpr std::size_t kAccessSigns = 16;
// As it is printed: ABCD-EFGH-JKMN.
std::string InGroups(std::string_view code);
// As people type it, any case, with or without the lines between, in the form that is kept.
std::string NormalCode(std::string_view typed);

}  // namespace dongson::identity
