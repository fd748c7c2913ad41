#include "platform/personal_data/correct.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "core/bytes.h"
#include "core/json.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/calendar/deadline.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/ledger/audit.h"
#include "platform/notices/notices.h"
#include "platform/personal_data/storage/correction_store.h"

namespace dongson::personal_data {

using identity::Manager;
using identity::Outcome;
using identity::ProposedAct;
using ledger::EntryLine;
using storage::Transaction;
namespace json = boost::json;

namespace {

constexpr std::string_view kActKind = "correct_account";
constexpr std::size_t kLongestReason = 1000;  // characters
constexpr int kAllOfThem = 1'000'000;
constexpr char kOfficePath[] = "/can-bo/sua-du-lieu/";

Refusal Gone() {
    return Refusal::NotFound(Say("Không có đề nghị sửa dữ liệu này."));
}
Refusal Decided() {
    return {"CORRECTION_DECIDED", Say("Đề nghị này đã có quyết định, hoặc người đề nghị đã rút."), "", RefusalKind::conflict};
}

std::optional<Refusal> RefuseText(std::string_view text, std::string field, Sentence missing) {
    if (VisibleLetters(text) < 3) return Refusal{"CORRECTION_TEXT_MISSING", std::move(missing), std::move(field)};
    if (Length(text) > kLongestReason)
        return Refusal{"CORRECTION_TOO_LONG",
                       Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại.", std::to_string(kLongestReason)), std::move(field)};
    return RefuseLetters(text, std::move(field));
}

// ---- the ledger ----

// Each with its length, so that no two rows give the same; the salt keeps them from being guessed.
std::string DigestOf(const std::string& salt, std::initializer_list<std::string_view> values) {
    std::string text = salt + "\n";
    for (const auto value : values) text += fmt::format("{} {}\n", value.size(), value);
    return Hex(BytesOf(Digest(text)));
}

std::vector<EntryLine> LinesOfAsking(Transaction& tx, const Correction& correction) {
    const auto proof = files::FileStore::Find(tx, correction.proof);
    return {
        {"sua-du-lieu", std::to_string(correction.id), "personal_correction.id"},
        {"thoi-diem", correction.asked.Rfc3339(), "personal_correction.asked_at"},
        {"han", correction.due.Rfc3339(), "personal_correction.due_at"},
        {"noi-dung-sha256",
         DigestOf(correction.salt,
                  {ToText(correction.account), correction.kind, correction.reference, correction.field, correction.label,
                   correction.before, correction.after, correction.reason, ToText(correction.unit), proof ? proof->digest : ""}),
         "personal_correction.account_id, kind, reference, field, label, value_before, value_after, reason, unit_id, file_id"}};
}

std::vector<EntryLine> LinesOfDecision(const Correction& correction) {
    return {{"tra-loi-sua-du-lieu", std::to_string(correction.id), "personal_correction.id"},
            {"thoi-diem", correction.decided ? correction.decided->Rfc3339() : "", "personal_correction.decided_at"},
            {"tra-loi", std::string(WordOf(correction.state)), "personal_correction.state"},
            {"nguoi-tra-loi-sha256",
             DigestOf(correction.salt, {ToText(correction.decided_by), correction.decided_by_name, correction.answer}),
             "personal_correction.decided_by, decided_by_name, answer"}};
}

// ---- who is told ----

void TellPerson(const Platform& platform, Transaction& tx, const Correction& correction, const Sentence& sentence) {
    const auto account = identity::AccountStore(tx).Get(correction.account);
    platform.notices.Send(tx, {.account = correction.account, .email = account ? account->email : ""},
                          {.reference = correction.reference,
                           .subject = Say("Đề nghị sửa dữ liệu của ông/bà"),
                           .sentence = sentence,
                           .path = "/tai-khoan/sua-du-lieu"},
                          platform.clock.Now());
}

// No value and no name: whoever may open it reads it there.
void TellDeciders(const Platform& platform, Transaction& tx, const Correction& correction, const Corrects& corrects) {
    const auto now = platform.clock.Now();
    const auto sentence = Say("Có đề nghị sửa dữ liệu cá nhân, trả lời chậm nhất {1}.", correction.due.Spoken());
    if (!correction.unit) return identity::TellAdministrators(platform, tx, {}, sentence);
    for (const auto& officer : identity::AccountStore(tx).OfficersOf(correction.unit, *corrects.capability, now.LocalDate()))
        platform.notices.Send(tx, {.account = officer.id, .email = ""},
                              {.reference = correction.reference,
                               .subject = {},
                               .sentence = sentence,
                               .path = kOfficePath + std::to_string(correction.id)},
                              now);
}

// ---- decided ----

std::optional<Correctable> StandsNow(const Platform& platform, Transaction& tx, const Correction& correction) {
    const auto account = identity::AccountStore(tx).Get(correction.account);
    if (!account) return std::nullopt;
    for (auto& each : CorrectableOf(platform, tx, *account))
        if (each.kind == correction.kind && each.reference == correction.reference && each.field == correction.field)
            return std::move(each);
    return std::nullopt;
}

// Enters it and writes it down; the last that can refuse.
Result<void> Conclude(const Platform& platform, Transaction& tx, Correction& correction) {
    correction.decided_entry = platform.ledger.Append(tx, ledger::EntryText(LinesOfDecision(correction)));
    if (!CorrectionStore(tx).Decide(correction)) return std::unexpected(Decided());
    tx.AfterCommit([id = correction.id, state = correction.state] {
        Log(Severity::info, "CORRECTION_DECIDED", {{"correction", std::to_string(id)}, {"state", std::string(WordOf(state))}});
    });
    return {};
}

// The value has to be the one that was called wrong: somebody may have set it right, or otherwise wrong, meanwhile.
Result<void> PutRight(const Platform& platform, Transaction& tx, const Corrects& corrects, const identity::Officer* by,
                      Correction& correction) {
    const auto now = StandsNow(platform, tx, correction);
    if (!now)
        return std::unexpected(Refusal{"CORRECTION_NOTHING",
                                       Say("Dữ liệu này không còn ở chỗ cũ để sửa. Hãy trả lời không sửa và ghi lý do."), "",
                                       RefusalKind::conflict});
    if (now->value != correction.before)
        return std::unexpected(
            Refusal{"CORRECTION_CHANGED",
                    Say("Dữ liệu đã đổi sau khi có đề nghị này. Hãy trả lời không sửa, để người ấy đề nghị lại nếu còn sai."), "",
                    RefusalKind::conflict});
    return corrects.carry_out(platform, tx, by, correction);
}

void TellAnswer(const Platform& platform, Transaction& tx, const Correction& correction) {
    const auto about = correction.reference.empty() ? correction.label : correction.label + ", " + correction.reference;
    TellPerson(platform, tx, correction,
               correction.state == CorrectionState::granted
                   ? Say("Đã sửa theo đề nghị của bạn: {1}.", about)
                   : Say("Không sửa theo đề nghị của bạn: {1}. Lý do: {2}", about, correction.answer));
}

std::int64_t NumberIn(const ProposedAct& act) {
    return ToNumber(TextMember(identity::ParametersOf(act), "correction"));
}

Sentence SayCorrecting(const Platform&, Transaction& tx, const ProposedAct& act) {
    const auto correction = CorrectionStore(tx).Get(NumberIn(act));
    const auto account = identity::AccountStore(tx).Get(act.about);
    return Say("sửa dữ liệu của {1}: {2}", account ? account->name : "?", correction ? correction->label : "?");
}

std::string PathOfCorrecting(const ProposedAct& act) {
    return kOfficePath + std::to_string(NumberIn(act));
}

// Who asked, or whose number it is, or who is called the same: an officer may be a citizen with an account of their own, and most
// officers' accounts have no number.
bool IsAbout(Transaction& tx, const identity::Account& officer, const Correction& correction) {
    if (correction.account == officer.id) return true;
    const auto account = identity::AccountStore(tx).Get(correction.account);
    if (!account) return false;
    if (!account->person_number.empty() && account->person_number == officer.person_number) return true;
    return Fold(account->name) == Fold(officer.name);
}

Refusal AboutOneself() {
    return {"CORRECTION_ONESELF",
            Say("Đây là dữ liệu của chính bạn, hoặc của người cùng họ tên với bạn, "
                "nên người khác quyết định."),
            "", RefusalKind::forbidden};
}

std::expected<Outcome, Refusals> CorrectAccountOf(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto correction = CorrectionStore(tx).Get(NumberIn(act));
        const auto* corrects = correction ? CorrectsOf(correction->kind) : nullptr;
        if (corrects == nullptr || correction->unit || correction->account != act.about) return std::unexpected(Gone());
        identity::AccountStore(tx).Lock(correction->account);
        if (!correction->Waits()) return std::unexpected(Decided());
        if (const auto second = identity::AccountStore(tx).Get(by.id); second && IsAbout(tx, *second, *correction))
            return std::unexpected(AboutOneself());
        correction->state = CorrectionState::granted;
        correction->answer = act.reason;
        correction->decided_by = by.id;
        correction->decided_by_name = by.name;
        correction->decided = platform.clock.Now();
        if (auto put = PutRight(platform, tx, *corrects, nullptr, *correction); !put) return put;
        if (auto yes = identity::TakeYes(platform, tx, by, correction->account, true); !yes) return yes;
        if (auto concluded = Conclude(platform, tx, *correction); !concluded) return concluded;
        identity::StaffStore(tx).Note(correction->account, by.id, by.name, "corrected", DetailOf(by, correction->label),
                                      *correction->decided);
        TellAnswer(platform, tx, *correction);
        return {};
    });
    if (!done) return std::unexpected(Refusals{done.error()});
    return Outcome{};
}

}  // namespace

std::vector<Correctable> CorrectableOf(const Platform& platform, Transaction& tx, const identity::Account& whose) {
    std::vector<Correctable> all;
    for (const auto& corrects : EveryCorrects()) std::ranges::move(corrects.of(platform, tx, whose), std::back_inserter(all));
    return all;
}

std::expected<std::int64_t, Refusals> AskCorrection(const Platform& platform, const identity::Account& whose,
                                                    const NewCorrection& wanted) {
    const LanguageScope vietnamese(Language::vietnamese);  // what is written down stays
    Refusals faults;
    const std::string reason(Trim(wanted.reason));
    const auto asked = platform.storage.InTransaction([&](Transaction& tx) -> Result<std::int64_t> {
        faults.clear();
        const auto now = platform.clock.Now();
        // One after another: who asks twice at once has asked once, and nobody has more than their share.
        const auto account = identity::AccountStore(tx).Lock(whose.id);
        if (!account) return std::unexpected(Gone());
        const auto all = CorrectableOf(platform, tx, *account);
        const auto which = std::ranges::find(all, wanted.which, &Correctable::Key);
        Correction correction{.id = FreshId(), .account = whose.id, .reason = reason, .asked = now};
        if (which == all.end()) {
            faults.push_back({"CORRECTION_WHICH", Say("Chọn dữ liệu bị sai."), "du_lieu"});
        } else {
            correction.kind = which->kind;
            correction.reference = which->reference;
            correction.field = which->field;
            correction.label = which->label;
            correction.before = which->value;
            correction.unit = which->unit;
            const auto value = CorrectsOf(which->kind)->check(platform, tx, *which, wanted.value);
            if (!value)
                faults.push_back(value.error());
            else if (*value == which->value)
                faults.push_back({"CORRECTION_SAME", Say("Giá trị này chính là giá trị đang lưu."), "gia_tri"});
            correction.after = value.value_or("");
        }
        if (auto refusal = RefuseText(reason, "ly_do", Say("Ghi vì sao dữ liệu sai."))) faults.push_back(*std::move(refusal));
        if (wanted.proof.size() != 1)
            faults.push_back(
                {"CORRECTION_PROOF", Say("Gửi một tệp chứng minh giá trị đúng: ảnh chụp hoặc bản quét giấy tờ."), "tep"});
        if (!faults.empty()) return std::unexpected(faults.front());
        CorrectionStore store(tx);
        const auto before = store.OfAccount(whose.id, kAllOfThem);
        const auto same = [&](const Correction& each) {
            return each.Waits() && each.kind == correction.kind && each.reference == correction.reference &&
                   each.field == correction.field;
        };
        if (std::ranges::any_of(before, same))
            return std::unexpected(Refusal{
                "CORRECTION_WAITS", Say("Bạn đã đề nghị sửa dữ liệu này và đang chờ trả lời. Muốn đổi, hãy rút đề nghị ấy."),
                "du_lieu", RefusalKind::conflict});
        if (std::ranges::count_if(before, &Correction::Waits) >= static_cast<std::ptrdiff_t>(kMostOpenCorrections))
            return std::unexpected(
                Refusal{"CORRECTION_TOO_MANY",
                        Say("Bạn có {1} đề nghị đang chờ trả lời. Hãy đợi, hoặc rút bớt.", std::to_string(kMostOpenCorrections)),
                        "du_lieu", RefusalKind::too_many});
        calendar::CaseClock clock;
        if (auto started = clock.Start(now); !started) return std::unexpected(started.error());
        const auto deadline = calendar::ComputeDeadline({kCorrectionDays, calendar::DurationUnit::working_days},
                                                        *platform.calendar.Now(), clock, calendar::Explain::no);
        if (!deadline) return std::unexpected(deadline.error());
        correction.due = deadline->due;
        correction.salt = Hex(RandomBytes(16));
        correction.proof = files::FileStore::Record(tx, wanted.proof.front(), now).id;
        correction.asked_entry = platform.ledger.Append(tx, ledger::EntryText(LinesOfAsking(tx, correction)));
        store.Insert(correction);
        TellDeciders(platform, tx, correction, *CorrectsOf(correction.kind));
        tx.AfterCommit([id = correction.id, kind = correction.kind] {
            Log(Severity::info, "CORRECTION_ASKED", {{"correction", std::to_string(id)}, {"kind", kind}});
        });
        return correction.id;
    });
    if (asked) return *asked;
    return std::unexpected(faults.empty() ? Refusals{asked.error()} : faults);
}

Result<void> TakeBackCorrection(const Platform& platform, const identity::Account& whose, std::int64_t id) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto correction = CorrectionStore(tx).Get(id);
        if (!correction || correction->account != whose.id) return std::unexpected(Gone());
        if (!correction->Waits()) return std::unexpected(Decided());
        correction->state = CorrectionState::taken_back;
        correction->decided_by = whose.id;
        correction->decided_by_name = whose.name;
        correction->decided = platform.clock.Now();
        return Conclude(platform, tx, *correction);
    });
}

bool Decides(const identity::Officer& officer, const Correction& correction) {
    const auto* corrects = CorrectsOf(correction.kind);
    if (corrects == nullptr || correction.account == officer.account.id) return false;
    return correction.unit ? officer.May(correction.unit, *corrects->capability) : officer.May(*corrects->capability);
}

std::expected<Outcome, Refusals> DecideCorrection(const Platform& platform, const identity::Officer& officer,
                                                  const CorrectionDecision& decision) {
    const LanguageScope vietnamese(Language::vietnamese);
    const std::string answer(Trim(decision.answer));
    const auto found = platform.storage.Read([&](Transaction& tx) { return CorrectionStore(tx).Get(decision.id); });
    if (!found || !Decides(officer, *found)) return std::unexpected(Refusals{Gone()});
    if (auto refusal = RefuseText(answer, "ly_do", Say("Ghi lý do: người đề nghị sẽ đọc được.")))
        return std::unexpected(Refusals{*std::move(refusal)});
    if (decision.granted && !found->unit) {
        if (platform.storage.Read([&](Transaction& tx) { return IsAbout(tx, officer.account, *found); }))
            return std::unexpected(Refusals{AboutOneself()});
        return identity::DoOrAsk(platform, Manager::Of(officer.account),
                                 {.kind = std::string(kActKind),
                                  .about = found->account,
                                  .parameters = json::serialize(json::object{{"correction", std::to_string(found->id)}}),
                                  .document = {},
                                  .reason = answer});
    }
    const auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto correction = CorrectionStore(tx).Get(decision.id);
        const auto* corrects = correction ? CorrectsOf(correction->kind) : nullptr;
        if (corrects == nullptr || !Decides(officer, *correction)) return std::unexpected(Gone());
        if (!correction->Waits()) return std::unexpected(Decided());
        if (IsAbout(tx, officer.account, *correction)) return std::unexpected(AboutOneself());
        correction->state = decision.granted ? CorrectionState::granted : CorrectionState::refused;
        correction->answer = answer;
        correction->decided_by = officer.account.id;
        correction->decided_by_name = officer.account.name;
        correction->decided = platform.clock.Now();
        if (decision.granted)
            if (auto put = PutRight(platform, tx, *corrects, &officer, *correction); !put) return put;
        if (auto concluded = Conclude(platform, tx, *correction); !concluded) return concluded;
        TellAnswer(platform, tx, *correction);
        return {};
    });
    if (!done) return std::unexpected(Refusals{done.error()});
    return Outcome{};
}

std::vector<Correction> CorrectionsFor(const Platform& platform, const identity::Officer& officer, bool waiting, int rows) {
    std::vector<UnitId> units;
    for (const auto& corrects : EveryCorrects())
        for (const auto& post : officer.appointments) {
            const bool anywhere = corrects.capability == &identity::kAdministrate;
            if (anywhere && officer.May(*corrects.capability)) units.emplace_back();
            if (!anywhere && officer.May(post.unit, *corrects.capability)) {
                units.push_back(post.unit);
                std::ranges::copy(post.formerly, std::back_inserter(units));
            }
        }
    std::ranges::sort(units);
    const auto [first, last] = std::ranges::unique(units);
    units.erase(first, last);
    return platform.storage.Read([&](Transaction& tx) {
        std::vector<Correction> all;
        CorrectionStore store(tx);
        for (const auto unit : units)
            for (auto& each : waiting ? store.Waiting(unit, rows) : store.Decided(unit, rows))
                if (Decides(officer, each)) all.push_back(std::move(each));
        if (waiting) std::ranges::stable_sort(all, {}, &Correction::due);
        if (!waiting) std::ranges::stable_sort(all, std::ranges::greater{}, [](const Correction& each) { return *each.decided; });
        if (all.size() > static_cast<std::size_t>(rows)) all.resize(static_cast<std::size_t>(rows));
        return all;
    });
}

identity::ActKind CorrectionAct() {
    return {.key = kActKind, .say = SayCorrecting, .carry_out = CorrectAccountOf, .path = PathOfCorrecting};
}

bool IsCorrectionOf(const ProposedAct& act, const Correction& correction) {
    return act.kind == kActKind && NumberIn(act) == correction.id;
}

void AuditCorrections(const Platform& platform, ledger::Audit& audit) {
    platform.storage.Read([&](Transaction& tx) {
        for (const auto& correction : CorrectionStore(tx).Every()) {
            const auto row = fmt::format("correction {}", correction.id);
            audit.Hold({correction.asked_entry, row, LinesOfAsking(tx, correction)});
            if (correction.decided_entry != 0 || !correction.Waits())
                audit.Hold({correction.decided_entry, row + ", its answer", LinesOfDecision(correction)});
            const auto proof = files::FileStore::Find(tx, correction.proof);
            if (!proof || files::DigestOfFile(platform.files.PathOf(*proof)) != proof->digest)
                audit.Fault(row + ": the bytes of its proof are gone or others");
        }
        return 0;
    });
}

}  // namespace dongson::personal_data
