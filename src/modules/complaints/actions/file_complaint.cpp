#include "modules/complaints/actions/file_complaint.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/calendar/calendars.h"
#include "platform/figures/protection.h"
#include "platform/identity/posts.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/applicants_case.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/once.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Actor;

namespace {

constexpr std::int64_t kMostOpen = 20;                          // of one account
constexpr std::size_t kLongestText = 5000, kLongestName = 200;  // characters

std::unexpected<Refusal> Wrong(std::string_view code, Sentence sentence, std::string_view field) {
    return std::unexpected(ComplaintKind().Wrong(code, std::move(sentence), field));
}

Result<void> CheckText(std::string_view text, std::size_t most, const char* field) {
    if (Length(text) > most)
        return Wrong("TOO_LONG", Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(most)),
                     field);
    if (auto refusal = RefuseLetters(text, field)) return std::unexpected(*std::move(refusal));
    return {};
}

Result<void> CheckWords(const NewComplaint& wanted) {
    if (FindChoice(Abouts(), wanted.about) == nullptr) return Wrong("ABOUT", Say("Hãy chọn điều bạn muốn nói tới."), "ve_viec");
    if (!wanted.feedback && wanted.about == "procedure")
        return Wrong("ABOUT", Say("Góp ý về quy định, thủ tục là phản ánh, kiến nghị, không phải khiếu nại."), "ve_viec");
    if (wanted.about == "officer" && VisibleLetters(wanted.named) < 3)
        return Wrong("NAMED",
                     Say("Hãy ghi đúng họ tên cán bộ: theo tên ấy mà người bị nêu "
                         "không được giải quyết đơn."),
                     "can_bo");
    if (wanted.about == "procedure" && VisibleLetters(wanted.about_code) < 3)
        return Wrong("PROCEDURE", Say("Hãy ghi tên thủ tục, quy định."), "thu_tuc");
    if (VisibleLetters(wanted.said) < 10) return Wrong("NOTHING_SAID", Say("Hãy viết rõ việc đã xảy ra."), "noi_dung");
    if (!wanted.feedback && VisibleLetters(wanted.wish) < 3)
        return Wrong("NO_WISH", Say("Hãy ghi điều bạn yêu cầu giải quyết."), "yeu_cau");
    for (const auto& [text, most, field] :
         {std::tuple(&wanted.said, kLongestText, "noi_dung"), std::tuple(&wanted.wish, kLongestText, "yeu_cau"),
          std::tuple(&wanted.named, kLongestName, "can_bo"), std::tuple(&wanted.name, kLongestName, "ho_ten"),
          std::tuple(&wanted.address, kLongestName, "dia_chi"), std::tuple(&wanted.about_code, kLongestName, "thu_tuc")})
        if (auto checked = CheckText(*text, most, field); !checked) return checked;
    return {};
}

// What makes two of them the same.
std::string BodyOf(const NewComplaint& wanted) {
    std::string body;
    for (const auto& part :
         {std::string(wanted.feedback ? "1" : "0"), wanted.about, wanted.about_code, wanted.named, ToText(wanted.unit),
          wanted.said, wanted.wish, wanted.former, wanted.name, wanted.number, wanted.address, wanted.phone, wanted.email,
          wanted.known ? wanted.known->Iso() : std::string(), std::string(wanted.may_publish ? "1" : "0")})
        body += std::to_string(part.size()) + " " + part + "\n";
    for (const auto& paper : wanted.papers) body += paper.kept.digest + "\n";
    return body;
}

class Filing {
  public:
    Filing(const Platform& platform, Transaction& tx, const Actor& actor, const NewComplaint& wanted)
        : platform_(platform), tx_(tx), actor_(actor), wanted_(wanted), now_(platform.clock.Now()) {}

    Result<Complaint> Run(Complaint complaint) {
        const workflow::Once once{
            .account = actor_.id, .unit = actor_.unit, .act = "file_complaint", .key = wanted_.key, .body = BodyOf(wanted_)};
        const auto claimed = workflow::ClaimKey(tx_, once, now_);
        if (!claimed) return std::unexpected(claimed.error());
        if (!claimed->empty()) return *ComplaintStore(tx_).Get(*claimed);
        // A flood keeps a unit from those who have one thing to say. The days for a second one are the law's.
        if (complaint.filer && wanted_.former.empty() && ComplaintStore(tx_).OpenOf(complaint.filer) >= kMostOpen)
            return std::unexpected(ComplaintKind().No("TOO_MANY", Say("Bạn đang có {1} đơn chưa giải quyết xong. "
                                                                      "Hãy chờ trả lời, "
                                                                      "hoặc rút bớt đơn, rồi gửi tiếp.",
                                                                      std::to_string(kMostOpen))));
        for (const auto step : {&Filing::FindFormer, &Filing::FindDossier, &Filing::FindUnit, &Filing::CheckDay})
            if (auto found = (this->*step)(complaint); !found) return std::unexpected(found.error());
        // Whoever is named in it, or in the first one, does not take it in: another clerk does.
        if (actor_.officer != nullptr && IsNamed(complaint, actor_.officer->account.name))
            return std::unexpected(ComplaintKind().No("NAMED_CLERK",
                                                      Say("Đơn nêu tên bạn. "
                                                          "Hãy để người khác nhận đơn này."),
                                                      RefusalKind::forbidden));
        Fill(complaint);
        ComplaintStore(tx_).Insert(complaint);
        const workflow::Engine engine(platform_, tx_, Complaints(), now_);
        Begin(complaint, engine);
        if (dossier_) Tie(complaint, dossier_->subject, workflow::Relation::contests);
        if (complaint.former) Tie(complaint, {ComplaintKind().key(), complaint.former.value}, workflow::Relation::follows);
        workflow::KeepReference(tx_, once, complaint.code);
        return complaint;
    }

  private:
    // Of an account whoever filed it; of a paper whoever comes with the same name, to a counter that has its code.
    bool IsTheirs(const Complaint& first, const Complaint& complaint) const {
        if (actor_.officer == nullptr) return first.filer == actor_.id;
        return !first.filer && first.on_paper && Fold(first.name) == Fold(complaint.name);
    }
    // The unit above decides what was complained of before, whatever else is written.
    Result<void> FindFormer(Complaint& complaint) {
        if (wanted_.former.empty()) return {};
        const auto first = ComplaintStore(tx_).GetToChange(wanted_.former);
        if (!first || !IsTheirs(*first, complaint)) return std::unexpected(ComplaintKind().Missing(wanted_.former));
        if (const auto again = ComplaintStore(tx_).AgainOf(first->id))
            return std::unexpected(ComplaintKind().No("AGAIN_ALREADY", Say("Bạn đã khiếu nại tiếp: đơn {1}.", *again)));
        const auto until = MayComplainAgainUntil(*first, *platform_.calendar.Now(), now_);
        if (!until || now_.LocalDate() > *until)
            return std::unexpected(ComplaintKind().No(
                "NOT_AGAIN",
                Say("Đơn {1} không còn, hoặc chưa đến lúc khiếu nại tiếp. Bạn có thể khởi kiện tại tòa án.", first->code)));
        const auto units = platform_.units.Now();
        const auto* unit = units->Find(first->handler);
        if (unit == nullptr || !unit->parent)
            return std::unexpected(ComplaintKind().No(
                "NOBODY_ABOVE", Say("Không có cơ quan cấp trên trong tỉnh giải quyết tiếp. Bạn có thể khởi kiện tại tòa án.")));
        if (actor_.officer != nullptr && !actor_.officer->May(unit->parent, kReceive))
            return Wrong("ABOVE", Say("Khiếu nại lần hai nộp tại {1}.", units->NameOf(unit->parent)), "truoc");
        complaint.round = 2;
        complaint.former = first->id;
        complaint.former_code = first->code;
        complaint.about = first->about;
        complaint.about_code = first->about_code;
        complaint.named = first->named;
        complaint.about_unit = first->about_unit;
        complaint.handler = unit->parent;
        return {};
    }

    Result<void> FindDossier(Complaint& complaint) {
        if (complaint.round == 2) return {};
        complaint.about = wanted_.about;
        complaint.named = OneSpaced(wanted_.named);
        complaint.about_unit = wanted_.unit;
        complaint.about_code = wanted_.about == "procedure" ? OneSpaced(wanted_.about_code) : "";
        if (wanted_.about != "dossier") return {};
        const auto code = std::string(Trim(wanted_.about_code));
        dossier_ = complaint.filer ? workflow::FindApplicantsCase(platform_, tx_, code, complaint.filer) : std::nullopt;
        if (complaint.filer && !dossier_) return Wrong("NO_DOSSIER", Say("Bạn không có hồ sơ mã {1}.", code), "ho_so");
        complaint.about_code = code;
        if (dossier_) complaint.about_unit = dossier_->unit;
        return {};
    }

    // Art. 7: whoever made the decision, or whose head manages who did the act. Of feedback about the head: the unit above.
    Result<void> FindUnit(Complaint& complaint) {
        if (complaint.round == 2) return {};
        const auto units = platform_.units.Now();
        const auto today = now_.LocalDate();
        const auto* unit = units->InOfficeOn(complaint.about_unit, today);
        if (unit == nullptr) return Wrong("UNIT", Say("Hãy chọn cơ quan, đơn vị."), "don_vi");
        complaint.about_unit = complaint.handler = unit->id;
        if (complaint.IsFeedback() && unit->parent && NamesHead(tx_, complaint, *units, unit->id, today))
            complaint.handler = unit->parent;
        return {};
    }

    Result<void> CheckDay(Complaint& complaint) {
        if (complaint.round == 2 || complaint.IsFeedback()) return {};
        if (!wanted_.known)
            return Wrong("KNOWN_MISSING", Say("Hãy ghi ngày bạn nhận quyết định, hoặc biết việc ấy."), "ngay_biet");
        if (*wanted_.known > now_.LocalDate()) return Wrong("KNOWN_LATER", Say("Ngày này chưa đến."), "ngay_biet");
        complaint.known = wanted_.known;
        return {};
    }

    void Fill(Complaint& complaint) {
        complaint.id = Fresh<CaseTag>();
        const auto year = now_.LocalDate().Year();
        const auto* series = complaint.IsFeedback() ? "PA" : "KN";
        complaint.code =
            fmt::format("{}-{}-{:05}", series, year, numbering::Next(tx_, fmt::format("complaint-{}-{}", series, year)));
        const auto& initial = ProcessOf(complaint).Initial();
        complaint.state = initial.key;
        complaint.holder_role = initial.role;
        complaint.holder = complaint.handler;
        complaint.said = Trim(wanted_.said);
        complaint.wish = Trim(wanted_.wish);
        complaint.may_publish = complaint.IsFeedback() && wanted_.may_publish;
        complaint.filed = now_;
        complaint.salt = Hex(RandomBytes(16));
        complaint.cell_key = figures::FreshCellKey();
        const auto calendar = platform_.calendar.Now();
        int days = kDefaultFeedbackDays;
        platform_.settings.Into(kFeedbackDays, days);
        complaint.due = complaint.IsFeedback() ? calendar->CloseOf(calendar->NthWorkingDayAfter(now_.LocalDate(), days))
                                               : DueAfter(*calendar, now_.LocalDate(), kAcceptDays);
        complaint.step_due = complaint.due;
    }

    // As the engine begins a case, with the files that came with it.
    void Begin(const Complaint& complaint, const workflow::Engine& engine) {
        workflow::CaseStore cases(tx_);
        cases.Insert(complaint.id, ComplaintKind().key(), complaint.code);
        cases.AddReader(complaint.id, complaint.holder);
        auto begun = workflow::Happens(complaint, workflow::names::kSubmit, {"Gửi đơn", "Filed"}, actor_, now_);
        begun.from.clear();
        begun.files = workflow::SentAlong(platform_, tx_, wanted_.papers, now_);
        engine.Record(complaint, std::move(begun));
        engine.RefreshWork(complaint);
    }

    void Tie(const Complaint& complaint, const workflow::Subject& to, workflow::Relation relation) {
        workflow::LinkStore(tx_).Add({.id = FreshId(),
                                      .from = {ComplaintKind().key(), complaint.id.value},
                                      .to = to,
                                      .relation = relation,
                                      .note = {},
                                      .account = actor_.id,
                                      .by = actor_.WithStead(),
                                      .at = now_});
    }

    const Platform& platform_;
    Transaction& tx_;
    const Actor& actor_;
    const NewComplaint& wanted_;
    const Instant now_;
    std::optional<workflow::ApplicantsCase> dossier_;
};

// Of a second complaint the first one says what it is about. True: it is one.
bool FollowFormer(NewComplaint& wanted) {
    if (wanted.former.empty()) return false;
    wanted.feedback = false;
    wanted.about = "unit";
    return true;
}

Complaint Begun(const NewComplaint& wanted) {
    Complaint complaint;
    complaint.process = wanted.feedback ? kFeedback : kSettling;
    return complaint;
}

Result<Complaint> File(const Platform& platform, const Actor& actor, const NewComplaint& wanted, const Complaint& begun) {
    return platform.storage.InTransaction(
        [&](Transaction& tx) -> Result<Complaint> { return Filing(platform, tx, actor, wanted).Run(begun); });
}

}  // namespace

bool NamesHead(Transaction& tx, const Complaint& complaint, const organisation::Units& units, UnitId unit, Date day) {
    if (complaint.named.empty()) return false;
    identity::AccountStore accounts(tx);
    const auto heads = identity::ColleaguesOn(accounts, units, unit, kSign, day);
    return std::ranges::any_of(heads, [&](const auto& head) { return IsNamed(complaint, head.name); });
}

Result<Complaint> FileComplaint(const Platform& platform, const identity::Account& filer, NewComplaint wanted) {
    if (auto refusal = workflow::RefuseShortKey(wanted.key)) return std::unexpected(*std::move(refusal));
    FollowFormer(wanted);
    if (auto checked = CheckWords(wanted); !checked) return std::unexpected(checked.error());
    auto complaint = Begun(wanted);
    complaint.filer = filer.id;
    complaint.name = filer.name;
    complaint.number = filer.person_number;
    complaint.address = filer.address;
    complaint.phone = filer.phone;
    complaint.email = filer.email;
    return File(platform, Actor::Of(filer), wanted, complaint);
}

Result<Complaint> FileForSomebody(const Platform& platform, const identity::Officer& clerk, NewComplaint wanted) {
    if (auto refusal = workflow::RefuseShortKey(wanted.key)) return std::unexpected(*std::move(refusal));
    const bool second = FollowFormer(wanted);
    if (!second && wanted.about == "dossier")
        return Wrong("ABOUT", Say("Ở quầy: chọn cơ quan, đơn vị và ghi mã hồ sơ vào nội dung."), "ve_viec");
    if (auto checked = CheckWords(wanted); !checked) return std::unexpected(checked.error());
    if (VisibleLetters(wanted.name) < 2) return Wrong("NO_NAME", Say("Hãy ghi họ tên người gửi đơn."), "ho_ten");
    if (VisibleLetters(wanted.address) < 3) return Wrong("NO_ADDRESS", Say("Hãy ghi địa chỉ người gửi đơn."), "dia_chi");
    if (!second && !clerk.May(wanted.unit, kReceive))
        return std::unexpected(Refusal::Forbidden(Say("Bạn chỉ nhận đơn gửi đến đơn vị của mình.")));
    auto complaint = Begun(wanted);
    complaint.on_paper = true;
    complaint.name = OneSpaced(wanted.name);
    complaint.number = Trim(wanted.number);
    complaint.address = OneSpaced(wanted.address);
    complaint.phone = Trim(wanted.phone);
    complaint.email = Trim(wanted.email);
    return File(platform, Actor::Of(clerk, second ? clerk.UnitFor(kReceive) : wanted.unit, kReceive), wanted, complaint);
}

}  // namespace dongson::complaints
