#include "platform/workflow/writing.h"

#include <algorithm>
#include <utility>

#include "core/print_letters.h"
#include "core/text.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/engine.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

using storage::Transaction;

namespace {

constexpr int kMostUnanswered = 3;

bool SentTheSame(const std::vector<CasePaper>& before, const std::vector<NewPaper>& now) {
    return std::ranges::equal(before, now, {}, &CasePaper::digest, [](const NewPaper& paper) { return paper.kept.digest; });
}

std::unexpected<Refusal> Conflict(const CaseKind& kind, const WritingRules& rules, std::string_view code, Sentence sentence) {
    auto refusal = kind.No(code, std::move(sentence));
    refusal.field = rules.field;
    return std::unexpected(std::move(refusal));
}

// False when they have just said the same.
bool Write(const Engine& engine, Transaction& tx, const Case& subject, std::string_view event, const WritingRules& rules,
           const Actor& writer, std::string_view text) {
    auto written = Happens(subject, event, rules.label, writer, engine.now());
    written.reason = text;
    if (SaidJustNow(CaseStore(tx).Happenings(subject.id), written)) return false;
    engine.Record(subject, std::move(written));
    engine.RefreshWork(subject);
    return true;
}

}  // namespace

WritingRules RulesOfMessages(Words label) {
    return {.label = std::move(label),
            .field = "tin_nhan",
            .empty = "MESSAGE_EMPTY",
            .too_long = "TOO_LONG",
            .nothing_written = Say("Hãy viết nội dung tin nhắn."),
            .longest = 2000};
}

std::optional<Refusal> RefuseWriting(const CaseKind& kind, const WritingRules& rules, std::string_view text) {
    if (VisibleLetters(text) < rules.least) return kind.Wrong(rules.empty, rules.nothing_written, rules.field);
    if (Length(text) > rules.longest)
        return kind.Wrong(
            rules.too_long,
            Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(rules.longest)),
            rules.field);
    return RefuseLetters(text, std::string(rules.field));
}

Result<void> WriteNote(const Platform& platform, const Notes& notes, const identity::Officer& officer, const NewNote& note) {
    const auto& keeper = notes.keeper();
    const auto rules = notes.Rules();
    const auto text = Trim(note.text);
    if (auto refusal = RefuseWriting(keeper.kind(), rules, text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const Engine engine(platform, tx, keeper, platform.clock.Now());
        const auto found = engine.Take(note.code);
        if (!found) return std::unexpected(found.error());
        const auto& subject = **found;
        CaseStore cases(tx);
        auto readers = cases.Readers(subject.id);
        readers.insert(readers.begin(), HolderOn(keeper.MovingOf(subject), *platform.units.Now(), engine.now().LocalDate()));
        const auto writer = notes.Writer(officer, readers);
        if (!writer) return std::unexpected(notes.NotYours(note.code));
        auto written = Happens(subject, names::kNote, rules.label, *writer, engine.now());
        written.reason = text;
        const auto before = cases.HappeningsWithFiles(subject.id);
        if (SaidJustNow(before, written) && SentTheSame(before.back().files, note.papers)) return {};
        written.files = SentAlong(platform, tx, note.papers, engine.now());
        engine.Record(subject, std::move(written));
        notes.Told(platform, tx, subject, *writer, text, engine.now());
        return {};
    });
}

Result<void> MessageOutside(const Platform& platform, const Messages& messages, const identity::Officer& officer,
                            std::string_view code, std::string_view typed) {
    const auto& keeper = messages.keeper();
    const auto rules = messages.Outward();
    const auto text = Trim(typed);
    if (auto refusal = RefuseWriting(keeper.kind(), rules, text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const Engine engine(platform, tx, keeper, platform.clock.Now());
        const auto found = engine.Take(code);
        if (!found) return std::unexpected(found.error());
        const auto& subject = **found;
        const auto today = engine.now().LocalDate();
        const auto writer = messages.Writer(officer, HolderOn(keeper.MovingOf(subject), *platform.units.Now(), today));
        if (!writer) return std::unexpected(messages.NotYours());
        if (auto refusal = messages.RefuseOutward(subject, today)) return std::unexpected(*std::move(refusal));
        if (Write(engine, tx, subject, names::kMessage, rules, *writer, text))
            messages.TellOutside(platform, tx, subject, text, engine.now());
        return {};
    });
}

Result<void> MessageHolder(const Platform& platform, const Messages& messages, const identity::Account& writer,
                           std::string_view code, std::string_view typed) {
    const auto& kind = messages.keeper().kind();
    const auto rules = messages.Inward();
    const auto text = Trim(typed);
    if (auto refusal = RefuseWriting(kind, rules, text)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const Engine engine(platform, tx, messages.keeper(), platform.clock.Now());
        const auto found = engine.Take(code);
        if (!found) return std::unexpected(found.error());
        const auto& subject = **found;
        if (auto refusal = messages.RefuseInward(subject, writer.id, engine.now().LocalDate()))
            return std::unexpected(*std::move(refusal));
        if (subject.closed)
            return Conflict(kind, rules, "ALREADY_CLOSED", Say("{1} {2} đã kết thúc.", kind.noun().Now(), subject.code));
        if (CaseStore(tx).UnansweredReplies(subject.id) >= kMostUnanswered)
            return Conflict(kind, rules, "MESSAGES_WAIT",
                            Say("Bạn đã gửi {1} tin chưa được trả lời. Hãy chờ cơ quan trả lời, hoặc gọi điện.",
                                std::to_string(kMostUnanswered)));
        Write(engine, tx, subject, names::kReply, rules, Actor::Of(writer), text);
        return {};
    });
}

}  // namespace dongson::workflow
