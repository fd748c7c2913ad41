#include "modules/one_stop/actions/send_message.h"

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestMessage = 2000;  // characters
constexpr int kMostUnanswered = 3;
constexpr std::string_view kField = "tin_nhan";

std::optional<Refusal> RefuseText(std::string_view text) {
    if (VisibleLetters(text) < 3)
        return Refusal{"ONE_STOP_MESSAGE_EMPTY", Say("Hãy viết nội dung tin nhắn."), std::string(kField)};
    if (Length(text) > kLongestMessage)
        return Refusal{"ONE_STOP_TOO_LONG",
                       Say("Tin nhắn dài quá {1} ký tự. Hãy viết ngắn lại.", std::to_string(kLongestMessage)),
                       std::string(kField)};
    return RefuseLetters(text, std::string(kField));
}

std::unexpected<Refusal> NoDossier(const std::string& code) {
    return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
}

// False when they have just said the same.
bool Write(const Platform& platform, Transaction& tx, const Dossier& dossier, std::string_view event, const MessageWords& words,
           const Actor& actor, std::string_view text, Instant now) {
    auto written = Happens(dossier, event, words.officer, actor, now);
    written.reason = text;
    if (workflow::SaidJustNow(workflow::CaseStore(tx).Happenings(dossier.id), written)) return false;
    const auto engine = EngineOf(platform, tx, now);
    engine.Record(dossier, std::move(written));
    engine.RefreshWork(dossier);
    return true;
}

}  // namespace

Result<void> MessageApplicant(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              const std::string& typed) {
    const auto text = Trim(typed);
    if (auto refusal = RefuseText(text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto dossier = DossierStore(tx).GetToChange(code);
        if (!dossier) return NoDossier(code);
        const auto now = platform.clock.Now();
        const auto writer = WorkingAt(officer, workflow::HolderOn(MovingOf(*dossier), *platform.units.Now(), now.LocalDate()));
        if (!writer) return std::unexpected(Refusal::Forbidden(Say("Chỉ đơn vị đang giữ hồ sơ nhắn người nộp.")));
        if (!IsReached(*dossier, now.LocalDate()))
            return No("ONE_STOP_NOT_REACHED",
                      Say("Người nộp không có tài khoản và không ghi thư điện tử, nên không nhận được tin. Hãy gọi {1}.",
                          dossier->person.phone),
                      std::string(kField), RefusalKind::conflict);
        if (!Write(platform, tx, *dossier, workflow::names::kMessage, MessageToApplicant(), *writer, text, now)) return {};
        TellApplicant(platform, tx, *dossier, Sentence{MessageToApplicant().applicant.vi, {}},
                      Say("Hồ sơ {1}, cơ quan giải quyết nhắn bạn: {2}", dossier->code, std::string(text)), now);
        return {};
    });
}

Result<void> MessageOffice(const Platform& platform, const identity::Account& citizen, const std::string& code,
                           const std::string& typed) {
    const auto text = Trim(typed);
    if (auto refusal = RefuseText(text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto dossier = DossierStore(tx).GetToChange(code);
        const auto today = platform.clock.Now().LocalDate();
        if (!dossier || !ReadsAsApplicant(*dossier, citizen.id, today)) return NoDossier(code);
        if (!MayAsApplicant(*dossier, citizen.id, Power::supplement, today))
            return std::unexpected(NotCovered(Say(PowerName(Power::supplement)).Now()));
        if (dossier->closed)
            return No("ONE_STOP_ALREADY_CLOSED", Say("Hồ sơ {1} đã kết thúc.", dossier->code), std::string(kField),
                      RefusalKind::conflict);
        if (workflow::CaseStore(tx).UnansweredReplies(dossier->id) >= kMostUnanswered)
            return No("ONE_STOP_MESSAGES_WAIT",
                      Say("Bạn đã gửi {1} tin chưa được trả lời. Hãy chờ cơ quan trả lời, hoặc gọi điện.",
                          std::to_string(kMostUnanswered)),
                      std::string(kField), RefusalKind::conflict);
        Write(platform, tx, *dossier, workflow::names::kReply, MessageFromApplicant(), Actor::Of(citizen), text,
              platform.clock.Now());
        return {};
    });
}

}  // namespace dongson::one_stop
