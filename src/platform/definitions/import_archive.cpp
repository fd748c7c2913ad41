#include "platform/definitions/import_archive.h"

#include <algorithm>
#include <map>

#include "core/text.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::definitions {

using storage::Transaction;

namespace {

constexpr std::string_view kMeanwhile = "ARCHIVE_MEANWHILE";

using Holding = std::map<std::pair<std::string, std::string>, Archived>;

class Taking {
  public:
    Taking(storage::Database& database, const Clock& clock, ledger::Ledger& ledger, const By& by, const ArchiveGiven& given)
        : database_(database), clock_(clock), ledger_(ledger), by_(by), given_(given), seen_(database.Read([](Transaction& tx) {
              return EditionStore(tx).Mark();
          })) {
        for (auto& each : HoldingOn(database, clock, Types(), clock.Now().LocalDate())) {
            std::pair key(each.type, each.key);
            holding_.emplace(std::move(key), std::move(each));
        }
    }

    Result<ArchiveTaken> Take(const std::vector<Archived>& all) {
        ArchiveTaken taken;
        for (const auto& each : all) {
            const auto now = holding_.find({each.type, each.key});
            if (now != holding_.end() && now->second.text == each.text)
                ++taken.same;
            else
                taken.changes.push_back(ChangeOf(each, now == holding_.end() ? nullptr : &now->second));
        }
        const auto good = std::ranges::count_if(taken.changes, [](const auto& each) { return each.why_not.empty(); });
        const auto waiting = database_.Read([&](Transaction& tx) { return EditionStore(tx).CountProposed(by_.id); });
        if (good > 0 && waiting + good > kMostProposed)
            return std::unexpected(
                Refusal{"ARCHIVE_MANY_CHANGES",
                        Say("Tệp có {1} định nghĩa khác, bạn đang có {2} chờ phê duyệt; nhiều nhất {3} cùng chờ. Chia tệp ra.",
                            std::to_string(good), std::to_string(waiting), std::to_string(kMostProposed)),
                        "tep"});
        if (!given_.propose) return taken;
        return database_.InTransaction([&](Transaction& tx) { return Propose(tx, all, taken); });
    }

  private:
    Definitions Of(const Type& type) const { return {database_, clock_, type, &ledger_}; }

    ArchivedChange ChangeOf(const Archived& each, const Archived* now) const {
        ArchivedChange change{.type = each.type, .key = each.key};
        const auto* type = FindType(each.type);
        if (type == nullptr) {
            change.why_not = Say("Không có loại định nghĩa “{1}”.", each.type);
            return change;
        }
        change.changes = DifferenceOf(now == nullptr ? "" : now->text, each.text);
        if (now != nullptr) change.holds = Edition{.type = each.type, .key = each.key, .version = now->version};
        // What holds is another than the archive was made from: whoever changed it here would lose that.
        if (now != nullptr && !each.digest.empty() && each.digest != now->digest)
            change.why_not =
                Say("Từ khi xuất tệp, phiên bản đang áp dụng đã khác (nay là phiên bản {1}). Xuất lại rồi sửa trên ấy.",
                    std::to_string(now->version));
        else if (now == nullptr && type->sole)
            change.why_not = Say("Loại này không thêm định nghĩa mới.");
        else
            change.why_not = Wrong(*type, each);
        return change;
    }

    Sentence Wrong(const Type& type, const Archived& each) const {
        return database_.Read([&](Transaction& tx) -> Sentence {
            const auto history = EditionStore(tx).History(type.key, each.key);
            const auto open = std::ranges::find_if(history, &Edition::Open);
            if (open != history.end())
                return Say("{1} đang soạn hay đề nghị phiên bản {2}. Quyết định phiên bản ấy trước.", open->author_name,
                           std::to_string(open->version));
            const auto refusal = Of(type).RefuseNew(tx, DraftOf(each, history));
            return refusal ? refusal->sentence : Sentence{};
        });
    }

    NewDraft DraftOf(const Archived& each, const std::vector<Edition>& history) const {
        return {.key = each.key,
                .text = each.text,
                .begun_from = history.empty() ? 0 : history.front().version,
                .valid_from = clock_.Now().LocalDate(),
                .reason = given_.reason};
    }

    Result<ArchiveTaken> Propose(Transaction& tx, const std::vector<Archived>& all, ArchiveTaken taken) const {
        // What was checked holds as long as nothing else changed.
        if (!EditionStore(tx).MarkAnewSince(seen_))
            return std::unexpected(Refusal{std::string(kMeanwhile),
                                           Say("Trong lúc đọc tệp có người vừa đổi định nghĩa. Gửi lại tệp."), "tep",
                                           RefusalKind::conflict});
        for (auto& change : taken.changes) {
            if (!change.why_not.empty()) continue;
            const auto each =
                std::ranges::find_if(all, [&](const Archived& one) { return one.type == change.type && one.key == change.key; });
            const auto& type = *FindType(change.type);
            const auto proposed = Of(type).ProposeIn(tx, by_, DraftOf(*each, EditionStore(tx).History(type.key, change.key)));
            if (!proposed) return std::unexpected(proposed.error());  // all of what is good, or nothing
            change.proposed = *proposed;
        }
        return taken;
    }

    storage::Database& database_;
    const Clock& clock_;
    ledger::Ledger& ledger_;
    const By& by_;
    const ArchiveGiven& given_;
    const std::int64_t seen_;  // the mark of what is read below
    Holding holding_;
};

}  // namespace

Result<ArchiveTaken> TakeArchive(storage::Database& database, const Clock& clock, ledger::Ledger& ledger, const By& by,
                                 const ArchiveGiven& given) {
    constexpr std::size_t kLeast = 3, kMost = 500;
    if (const auto length = Length(Trim(given.reason)); given.propose && (length < kLeast || length > kMost))
        return std::unexpected(Refusal{"DEFINITION_REASON",
                                       Say("Ghi lý do, từ {1} đến {2} ký tự.", std::to_string(kLeast), std::to_string(kMost)),
                                       "ly_do"});
    const auto all = Unpacked(given.bytes);
    if (!all) return std::unexpected(all.error());
    constexpr int kTries = 3;
    for (int tries = 1;; ++tries)
        if (auto taken = Taking(database, clock, ledger, by, given).Take(*all);
            taken || taken.error().code != kMeanwhile || tries == kTries)
            return taken;
}

}  // namespace dongson::definitions
