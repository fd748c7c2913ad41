#include "platform/definitions/definitions.h"

#include <algorithm>
#include <iterator>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "platform/definitions/edition_ledger.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::definitions {

using storage::Transaction;

namespace {

constexpr std::string_view kText = "noi_dung", kDay = "tu_ngay", kReason = "ly_do", kKey = "khoa";

std::string DigestOf(std::string_view text) {
    return Hex(BytesOf(Digest(text)));
}

Refusal Conflict(std::string code, Sentence sentence) {
    return {std::move(code), std::move(sentence), "", RefusalKind::conflict};
}

Refusal NoEdition() {
    return Refusal::NotFound(Say("Không có phiên bản này."));
}

std::optional<Refusal> RefuseReason(std::string_view reason) {
    constexpr std::size_t kLeast = 3, kMost = 500;
    const auto length = Length(Trim(reason));
    if (length >= kLeast && length <= kMost) return std::nullopt;
    return Refusal{"DEFINITION_REASON", Say("Ghi lý do, từ {1} đến {2} ký tự.", std::to_string(kLeast), std::to_string(kMost)),
                   std::string(kReason)};
}

std::optional<Refusal> RefuseKey(const Type& type, std::string_view key) {
    if (type.elsewhere.wrong_key != nullptr) {
        auto wrong = type.elsewhere.wrong_key(key);
        if (wrong.empty()) return std::nullopt;
        return Refusal{"DEFINITION_KEY", std::move(wrong), std::string(kKey)};
    }
    constexpr std::size_t kLeast = 2, kMost = 60;
    const bool plain =
        std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    if (plain && key.size() >= kLeast && key.size() <= kMost && key[0] >= 'a') return std::nullopt;
    return Refusal{"DEFINITION_KEY",
                   Say("Khóa gồm 2 đến 60 chữ thường không dấu, chữ số và gạch dưới; bắt đầu bằng chữ. Ví dụ: ho_tro_nha_o"),
                   std::string(kKey)};
}

Refusal RefusalOf(const Fault& fault) {
    auto field = fault.path.empty() ? std::string(kText) : fault.path;
    if (fault.line == 0) return {"DEFINITION_FAULT", {fault.what, {}}, std::move(field)};
    return {"DEFINITION_FAULT", Say("Dòng {1}: {2}", std::to_string(fault.line), fault.what), std::move(field)};
}

// Of a text that somebody writes or is about to put in force.
std::vector<Fault> FaultsIn(Transaction& tx, const Type& type, const Candidate& candidate) {
    auto faults = type.check(candidate);
    if (faults.empty() && type.missing != nullptr) faults = type.missing(tx, candidate);
    return faults;
}

std::int64_t NewestOf(const std::vector<Edition>& history) {
    return history.empty() ? 0 : history.front().version;
}

Edition AsBase(const Type& type, Edition base) {
    base.type = type.key;
    base.stage = Stage::shipped;
    base.digest = DigestOf(base.text);
    base.decided = base.made;
    return base;
}

// Of a kind that is kept elsewhere: what holds of a key without an edition.
std::optional<Edition> BaseIn(Transaction& tx, const Type& type, const std::string& key) {
    if (type.elsewhere.base == nullptr) return std::nullopt;
    auto base = type.elsewhere.base(tx, key);
    if (!base) return std::nullopt;
    base->key = key;
    return AsBase(type, *std::move(base));
}

// What else is in force on the day.
Candidate CandidateIn(Transaction& tx, const Type& type, const std::string& key, const std::string& text, Date day) {
    Candidate candidate{key, text, {}, day};
    // Of thousands none looks at the others.
    if (type.elsewhere.base != nullptr) return candidate;
    candidate.others = EditionStore(tx).InForce(type.key, day);
    std::erase_if(candidate.others, [&](const Edition& other) { return other.key == key; });
    return candidate;
}

EditionEvent EventOf(const Edition& edition, const By& by, std::string_view reason, Instant at) {
    return {.edition = edition.id,
            .version = edition.version,
            .became = edition.stage,
            .by = by.id,
            .by_name = by.name,
            .reason = std::string(reason),
            .at = at};
}

Edition AsShipped(const Type& type, const ShippedText& text, Instant now) {
    return {.id = Fresh<EditionTag>(),
            .type = std::string(type.key),
            .key = text.key,
            .version = 0,
            .stage = Stage::shipped,
            .text = text.text,
            .digest = DigestOf(text.text),
            .author_name = "dongson",
            .made = now,
            .decided = now,
            .valid_from = now.LocalDate()};
}

std::vector<ShippedRow>::const_iterator RowOf(const std::vector<ShippedRow>& rows, const ShippedText& text) {
    return std::ranges::find_if(
        rows, [&, digest = DigestOf(text.text)](const auto& row) { return row.key == text.key && row.digest == digest; });
}

// What shipped before and does no more is withdrawn.
Stage StageOf(const ShippedRow& row, const std::vector<ShippedText>& texts) {
    const bool ships = std::ranges::any_of(
        texts, [&](const ShippedText& text) { return text.key == row.key && DigestOf(text.text) == row.digest; });
    return ships ? Stage::shipped : Stage::withdrawn;
}

bool AreEntered(const std::vector<ShippedRow>& rows, const std::vector<ShippedText>& texts) {
    return std::ranges::all_of(texts, [&](const auto& text) { return RowOf(rows, text) != rows.end(); }) &&
           std::ranges::all_of(rows, [&](const auto& row) { return row.stage == StageOf(row, texts); });
}

}  // namespace

void Definitions::EnterShipped() const {
    if (type_.shipped == nullptr) return;
    const auto texts = type_.shipped();
    if (database_.Read([&](Transaction& tx) { return AreEntered(EditionStore(tx).Shipped(type_.key), texts); })) return;
    database_.MustWrite([&](Transaction& tx) {
        EditionStore store(tx);
        store.MarkAnew();  // another program that starts waits, and finds them entered
        const auto now = clock_.Now();
        const auto rows = store.Shipped(type_.key);
        for (const auto& row : rows) {
            const auto stage = StageOf(row, texts);
            if (row.stage == stage) continue;
            auto edition = store.Get(row.id).value();
            edition.stage = stage;
            store.Move(edition, row.stage);
        }
        for (const auto& text : texts)
            if (RowOf(rows, text) == rows.end()) store.Insert(AsShipped(type_, text, now));
        if (rows.empty()) store.MarkBegan(type_.key);
    });
}

std::vector<Edition> Definitions::InForce(Date day) const {
    return database_.Read([&](Transaction& tx) { return EditionStore(tx).InForce(type_.key, day); });
}

std::optional<Edition> Definitions::InForce(std::string_view key, Date day) const {
    auto all = InForce(day);
    const auto found = std::ranges::find(all, key, &Edition::key);
    return found == all.end() ? Base(std::string(key)) : std::optional(std::move(*found));
}

std::optional<Edition> Definitions::Base(const std::string& key) const {
    if (type_.elsewhere.base == nullptr) return std::nullopt;
    return database_.Read([&](Transaction& tx) { return BaseIn(tx, type_, key); });
}

std::vector<Edition> Definitions::Coming(Date day) const {
    return database_.Read([&](Transaction& tx) { return EditionStore(tx).Coming(type_.key, day); });
}

std::vector<Edition> Definitions::History(std::string_view key) const {
    return database_.Read([&](Transaction& tx) {
        auto history = EditionStore(tx).History(type_.key, key);
        if (auto base = BaseIn(tx, type_, std::string(key))) history.push_back(*std::move(base));
        return history;
    });
}

std::vector<EditionEvent> Definitions::Events(std::string_view key) const {
    return database_.Read([&](Transaction& tx) { return EditionStore(tx).Events(type_.key, key); });
}

std::optional<Edition> Definitions::Get(EditionId id) const {
    auto edition = database_.Read([&](Transaction& tx) { return EditionStore(tx).Get(id); });
    if (edition && edition->type != type_.key) edition.reset();
    return edition;
}

Candidate Definitions::CandidateOf(const std::string& key, const std::string& text, Date day) const {
    return database_.Read([&](Transaction& tx) { return CandidateIn(tx, type_, key, text, day); });
}

Refusals Definitions::FaultsOfText(const std::string& key, const std::string& text, Date day) const {
    if (text.size() > kLongestText)
        return {
            {"DEFINITION_TOO_LONG", Say("Nội dung dài nhất {1} KB.", std::to_string(kLongestText / 1000)), std::string(kText)}};
    const auto faults =
        database_.Read([&](Transaction& tx) { return FaultsIn(tx, type_, CandidateIn(tx, type_, key, text, day)); });
    Refusals refusals;
    std::ranges::transform(faults, std::back_inserter(refusals), RefusalOf);
    return refusals;
}

std::optional<Edition> Definitions::ShippedSince(std::string_view key, Date day) const {
    const auto holds = InForce(key, day);
    if (!holds || holds->Ships()) return std::nullopt;
    for (auto& edition : History(key))
        if (edition.stage == Stage::shipped && edition.made > holds->made) return std::move(edition);
    return std::nullopt;
}

Refusals Definitions::FaultsOf(const NewDraft& wanted) const {
    Refusals faults;
    if (auto refusal = RefuseKey(type_, wanted.key)) faults.push_back(*std::move(refusal));
    std::ranges::move(FaultsOfText(wanted.key, wanted.text, wanted.valid_from), std::back_inserter(faults));
    if (wanted.valid_from < clock_.Now().LocalDate())
        faults.push_back({"DEFINITION_DAY", Say("Ngày có hiệu lực phải từ hôm nay trở đi."), std::string(kDay)});
    if (auto refusal = RefuseReason(wanted.reason)) faults.push_back(*std::move(refusal));
    return faults;
}

void Definitions::Happened(Transaction& tx, const Edition& edition, EditionEvent event) const {
    if (ledger_ != nullptr) event.ledger = EnterInLedger(*ledger_, tx, edition, event);
    EditionStore(tx).Add(event);
}

// A draft nobody proposed ends with the next one.
void Definitions::EndDrafts(Transaction& tx, const std::vector<Edition>& history, const Edition& next, const By& by) const {
    for (auto edition : history) {
        if (edition.stage != Stage::draft) continue;
        edition.stage = Stage::withdrawn;
        edition.decided = next.made;
        EditionStore(tx).Move(edition, Stage::draft);
        const auto why = Say("Thay bằng phiên bản {1}", std::to_string(next.version)).In(Language::vietnamese);
        Happened(tx, edition, EventOf(edition, by, why, next.made));
    }
}

std::expected<Edition, Refusals> Definitions::Draft(const By& by, const NewDraft& wanted) const {
    if (auto faults = FaultsOf(wanted); !faults.empty()) return std::unexpected(std::move(faults));
    auto kept = database_.InTransaction([&](Transaction& tx) { return DraftIn(tx, by, wanted); });
    if (!kept) return std::unexpected(Refusals{kept.error()});
    return *std::move(kept);
}

Result<Edition> Definitions::DraftIn(Transaction& tx, const By& by, const NewDraft& wanted) const {
    const auto text = ReplaceAll(wanted.text, "\r\n", "\n");  // as a browser sends lines
    EditionStore store(tx);
    store.MarkAnew();
    const auto history = store.History(type_.key, wanted.key);
    if (const auto newest = NewestOf(history); newest != wanted.begun_from)
        return std::unexpected(
            Conflict("VERSION_CLASH", Say("Phiên bản {1} vừa được {2} lưu lúc {3}. Xem phần khác nhau ở dưới rồi lưu lần nữa.",
                                          std::to_string(newest), history.front().author_name, history.front().made.Local())));
    Edition edition{.id = Fresh<EditionTag>(),
                    .type = std::string(type_.key),
                    .key = wanted.key,
                    .version = wanted.begun_from + 1,
                    .stage = Stage::draft,
                    .text = text,
                    .digest = DigestOf(text),
                    .author = by.id,
                    .author_name = by.name,
                    .reason = std::string(Trim(wanted.reason)),
                    .made = clock_.Now(),
                    .valid_from = wanted.valid_from};
    EndDrafts(tx, history, edition, by);
    store.Insert(edition);
    Happened(tx, edition, EventOf(edition, by, edition.reason, edition.made));
    return edition;
}

namespace {

// The days from one on when something comes into force, that day first.
std::vector<Date> DaysFrom(EditionStore& store, std::string_view type, Date day) {
    std::vector<Date> days{day};
    for (const auto& edition : store.Coming(type, day))
        if (edition.stage == Stage::approved) days.push_back(edition.valid_from);
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

}  // namespace

// What is in force of a key after an act, on each day from today on, beside what else is in force then.
std::optional<Refusal> Definitions::RefuseAfterwards(Transaction& tx, const std::string& key, Date today) const {
    if (type_.elsewhere.base != nullptr) return std::nullopt;
    EditionStore store(tx);
    for (const auto day : DaysFrom(store, type_.key, today)) {
        const auto all = store.InForce(type_.key, day);
        const auto found = std::ranges::find(all, key, &Edition::key);
        if (found == all.end()) continue;
        const auto faults = type_.check(CandidateIn(tx, type_, key, found->text, day));
        if (faults.empty()) continue;
        return Conflict("DEFINITION_FAULT", Say("Từ ngày {1}: {2}", day.Spoken(), RefusalOf(faults.front()).sentence.Now()));
    }
    return std::nullopt;
}

// Others may have changed since it was written.
std::optional<Refusal> Definitions::RefuseText(Transaction& tx, const Edition& edition) const {
    const auto faults = FaultsIn(tx, type_, CandidateIn(tx, type_, edition.key, edition.text, edition.valid_from));
    if (faults.empty()) return std::nullopt;
    auto refusal = RefusalOf(faults.front());
    refusal.field.clear();  // whoever decides has no fields before them
    return refusal;
}

namespace {

std::optional<Refusal> RefuseMove(const Edition& edition, const std::vector<Edition>& history, const By& by, Stage to) {
    const auto before = edition.stage;
    const bool possible = (to == Stage::proposed && before == Stage::draft) ||
                          (to == Stage::approved && before == Stage::proposed) ||
                          (to == Stage::withdrawn && !edition.Ships() && before != Stage::withdrawn);
    if (!possible)
        return Conflict("DEFINITION_STAGE", Say("Phiên bản {1} đang là “{2}”: không làm được việc này nữa. Hãy xem lại.",
                                                std::to_string(edition.version), Say(StageName(before)).Now()));
    if (to == Stage::approved && edition.author == by.id)
        return Refusal{"DEFINITION_ONESELF", Say("Người soạn không tự phê duyệt. Nhờ một người quản trị khác."), "",
                       RefusalKind::forbidden};
    const auto waiting = std::ranges::find(history, Stage::proposed, &Edition::stage);
    if (to == Stage::proposed && waiting != history.end())
        return Conflict("DEFINITION_WAITS", Say("Phiên bản {1} đang chờ phê duyệt. Hãy phê duyệt hoặc rút bản ấy trước.",
                                                std::to_string(waiting->version)));
    return std::nullopt;
}

}  // namespace

Result<Edition> Definitions::MoveIn(Transaction& tx, const By& by, EditionId id, Stage to, std::string_view reason,
                                    const Allowed& allowed, bool checked) const {
    EditionStore store(tx);
    store.MarkAnew();
    auto edition = store.Get(id);
    if (!edition || edition->type != type_.key) return std::unexpected(NoEdition());
    if (auto refusal = RefuseMove(*edition, store.History(type_.key, edition->key), by, to))
        return std::unexpected(*std::move(refusal));
    if (to == Stage::proposed && store.CountProposed(edition->author) >= kMostProposed)
        return std::unexpected(
            Conflict("DEFINITION_TOO_MANY",
                     Say("Đã có {1} định nghĩa của {2} chờ phê duyệt, nhiều nhất được có. Chờ phê duyệt hoặc rút bớt.",
                         std::to_string(kMostProposed), edition->author_name)));
    const auto before = edition->stage;
    const auto now = clock_.Now();
    edition->stage = to;
    if (to == Stage::approved) {
        edition->approver = by.id;
        edition->approver_name = by.name;
        edition->valid_from = std::max(edition->valid_from, now.LocalDate());
    }
    if (to != Stage::proposed) edition->decided = now;
    if (to != Stage::withdrawn && !checked)
        if (auto refusal = RefuseText(tx, *edition)) return std::unexpected(*std::move(refusal));
    store.Move(*edition, before);
    Happened(tx, *edition, EventOf(*edition, by, Trim(reason), now));
    if (to == Stage::approved || before == Stage::approved) {
        if (auto refusal = RefuseAfterwards(tx, edition->key, now.LocalDate())) return std::unexpected(*std::move(refusal));
        if (type_.elsewhere.settle != nullptr) type_.elsewhere.settle(tx, ledger_, edition->key, now.LocalDate());
    }
    if (before == Stage::approved && allowed)
        if (auto yes = allowed(tx); !yes) return std::unexpected(yes.error());
    return *std::move(edition);
}

Result<Edition> Definitions::Move(const By& by, EditionId id, Stage to, std::string_view reason, const Allowed& allowed) const {
    const auto moved = database_.InTransaction([&](Transaction& tx) { return MoveIn(tx, by, id, to, reason, allowed); });
    if (moved)
        Log(Severity::warning, "DEFINITION_CHANGED",
            {{"definition", moved->type + " " + moved->key},
             {"version", std::to_string(moved->version)},
             {"stage", std::string(StageWord(to))},
             {"by", by.name}});
    return moved;
}

Result<Edition> Definitions::Propose(const By& by, EditionId id) const {
    return Move(by, id, Stage::proposed, "");
}

Result<Edition> Definitions::Approve(const By& by, EditionId id, std::string_view reason) const {
    return Move(by, id, Stage::approved, reason);
}

std::optional<Refusal> Definitions::RefuseNew(Transaction& tx, const NewDraft& wanted) const {
    if (auto refusal = RefuseKey(type_, wanted.key)) return refusal;
    return RefuseText(tx, {.key = wanted.key, .text = wanted.text, .valid_from = wanted.valid_from});
}

Result<Edition> Definitions::ProposeIn(Transaction& tx, const By& by, const NewDraft& wanted) const {
    const auto draft = DraftIn(tx, by, wanted);
    return draft ? MoveIn(tx, by, draft->id, Stage::proposed, "", {}, true) : draft;
}

Result<Edition> Definitions::ApproveIn(Transaction& tx, const By& by, EditionId id, std::string_view reason) const {
    return MoveIn(tx, by, id, Stage::approved, reason);
}

Result<Edition> Definitions::Withdraw(const By& by, EditionId id, std::string_view reason, const Allowed& allowed) const {
    if (auto refusal = RefuseReason(reason)) return std::unexpected(*std::move(refusal));
    return Move(by, id, Stage::withdrawn, reason, allowed);
}

std::vector<Edition> BasesOf(storage::Database& database, const Type& type) {
    if (type.elsewhere.bases == nullptr) return {};
    auto bases = database.Read(type.elsewhere.bases);
    for (auto& base : bases) base = AsBase(type, std::move(base));
    return bases;
}

void EnterShipped(storage::Database& database, const Clock& clock, const std::vector<const Type*>& types,
                  const std::string& build) {
    const auto entered = database.Read([](Transaction& tx) { return EditionStore(tx).EnteredBy(); });
    if (!build.empty() && entered == build) return;
    for (const auto* type : types) Definitions(database, clock, *type).EnterShipped();
    database.MustWrite([&](Transaction& tx) { EditionStore(tx).SayEnteredBy(build); });
}

}  // namespace dongson::definitions
