// What somebody may do: declared by whoever has the act, given by roles, asked for at doors and in acts.
#pragma once

#include <string_view>

namespace dongson::identity {

// Whether it may be done for a time in somebody's stead: what is done then is written down with both names. Signing has its
// forms.
enum class Stead : unsigned char { never, works, signs };

// Whether who gives it wants a second person (two_people.h). `held`: so do its end and a new code for whoever holds it; what
// signs or administrates is so anyway.
enum class Second : unsigned char { none, given, held };

struct Capability {
    std::string_view key;         // "one_stop.receive": who declares it, and a verb
    std::string_view vi{}, en{};  // for people, what it lets one do
    Stead stead = Stead::never;
    Second second = Second::none;

    std::string_view Now() const;  // in the reader's language
    bool operator==(const Capability& other) const { return key == other.key; }
};

// The house's own.
inline constexpr Capability kVouch{"identity.vouch", "Xem giấy tờ tại quầy và cấp phiếu xác minh",
                                   "See papers at the counter and give slips that prove who somebody is", Stead::never,
                                   Second::given};
// Without anybody who may, nobody could let anybody in: the house sees to it that there is always somebody.
inline constexpr Capability kAdministrate{"identity.administrate",
                                          "Quản trị (cả tỉnh): người dùng, chức vụ, vai trò và định nghĩa",
                                          "Administrate (the whole province): people, posts, roles and definitions"};
inline constexpr Capability kOwnCapabilities[] = {kVouch, kAdministrate};

}  // namespace dongson::identity
