#include "platform/identity/delegation.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/title.h"

namespace dongson::identity {

namespace {

bool ByOrder(SignsAs signs) {
    return signs == SignsAs::by_order || signs == SignsAs::by_authority;
}

// KT. is for a deputy of that head, TL. and TUQ. for who heads a part of the agency.
bool FitsForm(SignsAs signs, std::string_view position, std::string_view head) {
    return (signs != SignsAs::deputy || IsDeputyOf(position, head)) && (!ByOrder(signs) || HeadsAPart(position));
}

// Who signs KT. or Q. is of the agency itself; TL. and TUQ. are for who heads a part of it, too.
bool Near(UnitId own, UnitId agency, bool parts_too, const organisation::Units& units, Date day) {
    const auto* unit = units.InOfficeOn(own, day);
    const auto* there = units.InOfficeOn(agency, day);
    if (unit == nullptr || there == nullptr) return own == agency;
    return unit->id == there->id || (parts_too && unit->parent == there->id);
}

Stead SteadOf(const RoleBook& book, std::string_view capability) {
    return book.Declared(capability).stead;
}

bool Has(const std::vector<std::string>& keys, std::string_view key) {
    return std::ranges::find(keys, key) != keys.end();
}

bool Signs(const std::vector<std::string>& capabilities) {
    const auto book = RolesNow();
    return std::ranges::any_of(capabilities, [&](const auto& key) { return SteadOf(*book, key) == Stead::signs; });
}

void CheckDays(const NewDelegation& wanted, const DelegationCase& of, Refusals& faults) {
    const auto& post = of.post;
    if (wanted.first < of.today)
        faults.push_back(
            {"DELEGATION_PAST", Say("Ngày đầu sớm nhất là hôm nay, {1}: quá khứ không đổi.", of.today.Spoken()), "tu_ngay"});
    if (wanted.last < wanted.first)
        faults.push_back({"DELEGATION_DAYS", Say("Ngày cuối không được trước ngày đầu."), "den_ngay"});
    else if (wanted.last - wanted.first >= kLongestDelegation || wanted.first - of.today > kLongestDelegation)
        faults.push_back({"DELEGATION_LONG",
                          Say("Một lần ủy quyền dài nhất một năm và bắt đầu trong vòng một năm. Dài hơn thì bổ nhiệm."),
                          "den_ngay"});
    if ((post.from && wanted.first < *post.from) || (post.until && wanted.last > *post.until))
        faults.push_back({"DELEGATION_POST_DAYS",
                          Say("Chức vụ {1} được giữ từ {2} đến {3}: ủy quyền chỉ trong những ngày ấy.", post.position,
                              post.from ? post.from->Spoken() : "…", post.until ? post.until->Spoken() : "…"),
                          "den_ngay"});
}

void CheckGiven(const NewDelegation& wanted, const DelegationCase& of, Refusals& faults) {
    if (wanted.capabilities.empty()) faults.push_back({"DELEGATION_NOTHING", Say("Chọn ít nhất một quyền để ủy."), "quyen"});
    const auto book = RolesNow();
    for (const auto& key : wanted.capabilities) {
        const auto capability = book->Declared(key);
        if (!of.post.role.Gives(capability))
            faults.push_back(
                {"DELEGATION_NOT_HELD",
                 Say("Chức vụ {1} không có quyền “{2}”, nên không ủy được quyền ấy.", of.post.position, capability.Now()),
                 "quyen"});
        else if (capability.stead == Stead::never)
            faults.push_back({"DELEGATION_NEVER",
                              Say("Quyền “{1}” không ủy được: ai làm việc ấy thì phải được bổ nhiệm.", capability.Now()),
                              "quyen"});
    }
}

void CheckReceiver(const NewDelegation& wanted, const DelegationCase& of, const organisation::Units& units, Refusals& faults) {
    if (of.to.id == of.from.id) {
        faults.push_back({"DELEGATION_ONESELF", Say("Không ủy quyền cho chính mình."), "nguoi"});
        return;
    }
    if (of.to.kind != AccountKind::officer || of.to.disabled || of.to.password_hash.empty()) {
        faults.push_back({"DELEGATION_RECEIVER", Say("Chọn một cán bộ đang làm việc ở đây và đã kích hoạt tài khoản."), "nguoi"});
        return;
    }
    const auto first = std::max(wanted.first, of.today);  // of a day that has passed another rule speaks
    const bool parts_too = ByOrder(wanted.signs);
    const auto holds = [&](auto fits) {
        return std::ranges::any_of(of.held, [&](const Appointment& post) {
            return post.HeldOn(first) && Near(post.unit, of.post.unit, parts_too, units, of.today) && fits(post.position);
        });
    };
    const bool there = holds([](const std::string&) { return true; });
    if (!there)
        faults.push_back({"DELEGATION_ELSEWHERE",
                          parts_too
                              ? Say("{1} không giữ chức vụ nào ở {2} hay đơn vị trực thuộc vào ngày đầu.", of.to.name,
                                    units.NameOf(of.post.unit))
                              : Say("{1} không giữ chức vụ nào ở {2} vào ngày đầu.", of.to.name, units.NameOf(of.post.unit)),
                          "nguoi"});
    const bool fits = holds([&](const std::string& position) { return FitsForm(wanted.signs, position, of.post.position); });
    if (there && wanted.signs == SignsAs::deputy && !fits)
        faults.push_back({"DELEGATION_FORM",
                          Say("Ký thay (KT.) là của cấp phó của {1}. {2} không giữ chức vụ ấy ở đây.",
                              HeadTitle(of.post.position), of.to.name),
                          "hinh_thuc"});
    if (there && parts_too && !fits)
        faults.push_back(
            {"DELEGATION_FORM",
             Say("TL., TUQ. là của người đứng đầu đơn vị trực thuộc (trưởng phòng, chánh văn phòng…). {1} không giữ chức vụ như vậy ở đây.",
                 of.to.name),
             "hinh_thuc"});
}

// Decree 30/2020, art. 13: the head has others sign by order and by authority, and whoever acts, acts as the head.
void CheckForm(const NewDelegation& wanted, const DelegationCase& of, Refusals& faults) {
    const bool signs = Signs(wanted.capabilities);
    if (signs && wanted.signs == SignsAs::own_name)
        faults.push_back({"DELEGATION_FORM", Say("Quyền ký duyệt phải ghi hình thức ký: KT., TL., TUQ. hoặc Q."), "hinh_thuc"});
    if (!signs && wanted.signs != SignsAs::own_name)
        faults.push_back({"DELEGATION_FORM", Say("Không ủy quyền ký duyệt thì không có hình thức ký."), "hinh_thuc"});
    if (signs && wanted.signs > SignsAs::deputy && IsDeputy(of.post.position))
        faults.push_back({"DELEGATION_FORM",
                          Say("{1} là cấp phó: TL., TUQ. và Q. chỉ của người đứng đầu. Chọn KT.", of.post.position),
                          "hinh_thuc"});
}

void CheckBefore(const NewDelegation& wanted, const DelegationCase& of, Refusals& faults) {
    for (const auto& other : of.before) {
        if (!other.Meets(wanted.first, wanted.last)) continue;
        if (other.to == wanted.to) {
            faults.push_back({"DELEGATION_TWICE",
                              Say("{1} đã được ủy quyền từ {2} đến {3}. Hãy thu hồi lần ấy trước, hoặc chọn ngày khác.",
                                  other.to_name, other.first.Spoken(), other.last.Spoken()),
                              "nguoi", RefusalKind::conflict});
            return;
        }
        if (other.signs == SignsAs::acting && wanted.signs == SignsAs::acting) {
            faults.push_back({"DELEGATION_ACTING",
                              Say("{1} đang là quyền {2} từ {3} đến {4}: mỗi lúc chỉ một người.", other.to_name,
                                  other.from_position, other.first.Spoken(), other.last.Spoken()),
                              "hinh_thuc", RefusalKind::conflict});
            return;
        }
    }
}

}  // namespace

std::string_view SignsPrefix(SignsAs signs) {
    static constexpr std::string_view kPrefixes[] = {"", "KT.", "TL.", "TUQ.", "Q."};
    return kPrefixes[static_cast<int>(signs)];
}

std::string_view SignsName(SignsAs signs) {
    static constexpr std::string_view kNames[] = {"Không ký thay: làm việc dưới tên mình",
                                                  "KT. – ký thay: cấp phó thay người đứng đầu",
                                                  "TL. – thừa lệnh: người đứng đầu đơn vị trực thuộc, theo lệnh",
                                                  "TUQ. – thừa ủy quyền: người đứng đầu đơn vị trực thuộc, theo văn bản ủy quyền",
                                                  "Q. – quyền: người được giao quyền chức vụ ấy"};
    return kNames[static_cast<int>(signs)];
}

std::string_view SignsSlug(SignsAs signs) {
    static constexpr std::string_view kSlugs[] = {"khong", "kt", "tl", "tuq", "q"};
    return kSlugs[static_cast<int>(signs)];
}

std::optional<SignsAs> ParseSignsAs(std::string_view slug) {
    const auto* found = std::ranges::find(kWaysToSign, slug, SignsSlug);
    return found == std::end(kWaysToSign) ? std::nullopt : std::optional(*found);
}

DelegationState StateOn(const Delegation& delegation, Date day) {
    if (delegation.revoked) return DelegationState::revoked;
    if (delegation.last < day) return DelegationState::over;
    if (delegation.gone || (delegation.post_until && *delegation.post_until < std::max(day, delegation.first)))
        return DelegationState::lapsed;
    return delegation.first > day ? DelegationState::to_come : DelegationState::in_force;
}

std::string_view DelegationStateName(DelegationState state) {
    static constexpr std::string_view kNames[] = {"Chưa đến ngày", "Đang hiệu lực", "Đã hết hạn", "Đã thu hồi",
                                                  "Hết hiệu lực: chức vụ đã đổi hoặc kết thúc"};
    return kNames[static_cast<int>(state)];
}

std::string_view DelegationStateWord(DelegationState state) {
    static constexpr std::string_view kWords[] = {"to_come", "in_force", "over", "revoked", "lapsed"};
    return kWords[static_cast<int>(state)];
}

std::vector<std::string> MayBeGiven(const Role& role) {
    const auto book = RolesNow();
    std::vector<std::string> given;
    for (const auto& key : role.capabilities())
        if (SteadOf(*book, key) != Stead::never) given.push_back(key);
    return given;
}

Refusals FaultsOf(const NewDelegation& wanted, const DelegationCase& of, const organisation::Units& units) {
    Refusals faults;
    if (of.from.disabled)
        faults.push_back({"DELEGATION_GIVER", Say("Tài khoản của {1} đã ngừng dùng.", of.from.name), "chuc_vu"});
    CheckReceiver(wanted, of, units, faults);
    CheckGiven(wanted, of, faults);
    CheckForm(wanted, of, faults);
    if (Length(Trim(wanted.basis)) < 5)
        faults.push_back({"DELEGATION_BASIS",
                          Say("Ghi căn cứ: số, ngày của văn bản. Ví dụ: Quyết định số 12/QĐ-UBND ngày 28/11/2026"), "can_cu"});
    if (Length(wanted.basis) > kLongestBasis)
        faults.push_back({"DELEGATION_BASIS", Say("Căn cứ dài nhất {1} ký tự.", std::to_string(kLongestBasis)), "can_cu"});
    if (auto refusal = RefuseLetters(wanted.basis, "can_cu")) faults.push_back(*std::move(refusal));
    CheckDays(wanted, of, faults);
    if (faults.empty()) CheckBefore(wanted, of, faults);
    return faults;
}

bool MayRecord(const Officer& by, const Appointment& post, AccountId whose, const std::vector<std::string>& capabilities) {
    return by.May(kAdministrate) || MayRecordAlone(by, post, whose, capabilities);
}

bool MayRecordAlone(const Officer& by, const Appointment& post, AccountId whose, const std::vector<std::string>& capabilities) {
    if (by.account.id == whose) return true;
    const auto book = RolesNow();
    std::vector<std::string> signed_there;
    for (const auto& own : by.appointments)
        if (!own.in_stead && own.ActsFor(post.unit))
            for (const auto& key : own.role.capabilities())
                if (SteadOf(*book, key) == Stead::signs) signed_there.push_back(key);
    return !signed_there.empty() && std::ranges::all_of(capabilities, [&](const auto& key) {
        return SteadOf(*book, key) != Stead::signs || Has(signed_there, key);
    });
}

std::string InWhoseStead(const InStead& in_stead) {
    const std::string prefix(SignsPrefix(in_stead.signs));
    const auto post = in_stead.signs == SignsAs::deputy ? HeadTitle(in_stead.position) : StateTitle(in_stead.position);
    return prefix.empty() ? in_stead.name : in_stead.name + ", " + prefix + " " + post;
}

std::string WithStead(const std::string& name, const InStead* in_stead) {
    return in_stead == nullptr ? name : name + " (thay " + InWhoseStead(*in_stead) + ")";
}

std::string ByWhat(const InStead& in_stead) {
    return in_stead.basis + "," + " từ " + in_stead.from.Spoken() + " đến " + in_stead.until.Spoken();
}

bool StandsIn(const std::vector<Appointment>& posts, const Appointment& post, const organisation::Units& units, Date day) {
    const auto signs = post.in_stead->signs;
    return std::ranges::any_of(posts, [&](const Appointment& own) {
        return !own.in_stead && Near(own.unit, post.unit, ByOrder(signs), units, day) &&
               FitsForm(signs, own.position, post.in_stead->position);
    });
}

void PlaceInStead(std::vector<Appointment>& posts) {
    if (std::ranges::none_of(posts, [](const Appointment& post) { return post.in_stead != nullptr; })) return;
    if (std::ranges::all_of(posts, [](const Appointment& post) { return post.in_stead != nullptr; })) return posts.clear();
    for (auto& post : posts) {
        if (!post.in_stead) continue;
        // Signs with the own post that lets them: there, or else wherever they are.
        const auto own = [&](bool fits, bool there) {
            return std::ranges::find_if(posts, [&](const Appointment& each) {
                return !each.in_stead && (!there || each.unit == post.unit) &&
                       (!fits || FitsForm(post.in_stead->signs, each.position, post.in_stead->position));
            });
        };
        auto found = posts.end();
        for (const auto& [fits, there] : {std::pair(true, true), {true, false}, {false, true}, {false, false}})
            if (found == posts.end()) found = own(fits, there);
        post.position = found->position;
    }
    std::ranges::stable_partition(
        posts, [](const Appointment& post) { return post.in_stead && post.in_stead->signs == SignsAs::acting; });
}

}  // namespace dongson::identity
