#include "modules/one_stop/actions/write_note.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/case_papers.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestNote = 3000;  // characters

bool SentTheSame(const std::vector<CasePaper>& before, const std::vector<NewPaper>& now) {
    return std::ranges::equal(before, now, {}, &CasePaper::digest, [](const NewPaper& paper) { return paper.kept.digest; });
}

}  // namespace

std::optional<Actor> ColleagueOn(const Platform& platform, Transaction& tx, const identity::Officer& officer,
                                 const Dossier& dossier) {
    auto readers = workflow::CaseStore(tx).Readers(dossier.id);
    readers.insert(readers.begin(),
                   workflow::HolderOn(MovingOf(dossier), *platform.units.Now(), platform.clock.Now().LocalDate()));
    for (const auto unit : readers)
        if (auto actor = WorkingAt(officer, unit)) return actor;
    return std::nullopt;
}

Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const NewNote& note) {
    const auto text = Trim(note.text);
    if (VisibleLetters(text) < 3) return No("ONE_STOP_NOTE_EMPTY", Say("Hãy viết nội dung ghi chú."), "ghi_chu");
    if (Length(text) > kLongestNote)
        return No("ONE_STOP_TOO_LONG",
                  Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongestNote)),
                  "ghi_chu");
    if (auto refusal = RefuseLetters(text, "ghi_chu")) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto dossier = DossierStore(tx).GetToChange(note.code);
        if (!dossier) return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", note.code)));
        const auto now = platform.clock.Now();
        const auto writer = ColleagueOn(platform, tx, officer, *dossier);
        if (!writer) return std::unexpected(Refusal::Forbidden(Say("Đơn vị của bạn không giữ và không được hỏi về hồ sơ này.")));
        auto written = Happens(*dossier, workflow::names::kNote, {"Ghi chú nội bộ", "Internal note"}, *writer, now);
        written.reason = text;
        const auto before = workflow::CaseStore(tx).HappeningsWithFiles(dossier->id);
        if (workflow::SaidJustNow(before, written) && SentTheSame(before.back().files, note.papers)) return {};
        written.files = workflow::SentAlong(platform, tx, note.papers, now);
        EngineOf(platform, tx, now).Record(*dossier, std::move(written));
        return {};
    });
}

}  // namespace dongson::one_stop
