// Who acts for the applicant of a dossier: by what, in what, and until when. Pure: no database, no clock of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/refusal.h"
#include "core/time.h"
#include "modules/one_stop/domain/form.h"

namespace dongson::one_stop {

// By what somebody may act for another.
enum class MandateBasis : unsigned char { letter = 0, parent = 1, guardian = 2, organisation = 3 };
inline constexpr MandateBasis kMandateBases[] = {MandateBasis::letter, MandateBasis::parent, MandateBasis::guardian,
                                                 MandateBasis::organisation};
std::string_view BasisName(MandateBasis basis);  // "Giấy ủy quyền"
std::string_view BasisSlug(MandateBasis basis);  // as a form writes it: "giay-uy-quyen"

// What they may do beside handing in, which every mandate covers; a row holds their sum.
enum class Power : unsigned char { supplement = 1, receive = 2, withdraw = 4 };
inline constexpr Power kPowers[] = {Power::supplement, Power::receive, Power::withdraw};
std::string_view PowerName(Power power);
std::string_view PowerSlug(Power power);

struct Mandate {
    AccountId account;  // of who acts; none: somebody at a counter, without an account that proved who they are
    std::string name, number, address, phone, email;
    std::optional<Date> born;  // the applicant's day of birth; none: an organisation
    MandateBasis basis = MandateBasis::letter;
    int powers = 0;
    Date from, until;
    FileId paper;  // that says so
    std::optional<Instant> ended;

    bool InForce(Date day) const { return !ended && from <= day && day <= until; }
    bool Covers(Power power, Date day) const { return InForce(day) && (powers & static_cast<int>(power)) != 0; }
    bool IsOf(AccountId other) const { return account && account == other; }
    std::string PowersSpoken() const;  // "nộp hồ sơ, bổ sung, nhận kết quả"
};

// The place of a mandate's paper among files that are sent: of no component of the procedure.
inline constexpr int kMandatePaper = -2;

// The fields that ask for it: of somebody online for whom, at a counter by whom.
namespace mandate_fields {
inline constexpr std::string_view kForWhom = "_cho_ai", kAnother = "nguoi-khac", kMyself = "toi";
inline constexpr std::string_view kApplicantName = "_chu_ten", kApplicantNumber = "_chu_so", kApplicantBorn = "_chu_sinh",
                                  kApplicantAddress = "_chu_dia_chi", kApplicantPhone = "_chu_dien_thoai";
inline constexpr std::string_view kName = "_uq_ten", kNumber = "_uq_so", kPhone = "_uq_dien_thoai", kAddress = "_uq_dia_chi";
inline constexpr std::string_view kBasis = "_uq_can_cu", kFrom = "_uq_tu", kUntil = "_uq_den", kPowersField = "_uq_viec",
                                  kPaper = "tep_-2";
}  // namespace mandate_fields

// Whether an application is handed in for somebody else, as its fields say.
bool IsForAnother(const Answers& answers);

// By what, from when until when, and in what, as it was typed; every fault with its field. The paper is the caller's to look for.
Mandate ReadMandate(const Answers& typed, Date today, Refusals& faults);

// Civil Code 2015 art. 21: under eighteen; of age on the birthday itself.
bool IsMinor(Date born, Date today);

// Of a form whose law wants the person (Form::in_person).
Refusal MandateForbidden();
// What the mandate does not cover, or no longer.
Refusal NotCovered(std::string_view what);

}  // namespace dongson::one_stop
