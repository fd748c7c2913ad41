#include "modules/one_stop/actions/compare_procedures.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/actions/settle_procedures.h"
#include "modules/one_stop/storage/procedure_list_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::one_stop {

using definitions::By;
using definitions::Definitions;
using storage::Transaction;

namespace {

const CatalogueRules& Rules() {
    static const auto rules = [] {
        DefinitionErrors errors;
        auto read = ParseRules("data/procedures/rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
        if (!errors.empty()) throw std::runtime_error(errors.Text());
        return read;
    }();
    return rules;
}

ProcedureSheet SheetIn(const std::string& text) {
    DefinitionErrors ignored;
    return ReadSheet(text, ignored);
}

// What the province has, and what its list said when it was last decided on.
class Province {
  public:
    explicit Province(Transaction& tx) : decided_(ProcedureListStore(tx).DecidedTexts()) {
        for (auto& base : ProcedureStore(tx).AllBases()) bases_.emplace(base.code, std::move(base));
        for (auto& newest : ProcedureStore(tx).AllNewest()) newest_.emplace(newest.code, std::move(newest));
    }

    const std::map<std::string, Procedure>& newest() const { return newest_; }
    // A list has it; of the province's own no list says anything.
    bool IsListed(const std::string& code) const { return bases_.contains(code) || decided_.contains(code); }
    bool IsAbolished(const std::string& code) const {
        const auto found = decided_.find(code);
        return found != decided_.end() && found->second.empty();
    }

    std::optional<ProcedureDifference> DifferenceOf(const Procedure& then) const {
        const auto now = newest_.find(then.code);
        if (now == newest_.end()) return Added(then);
        const auto sheet = SheetOf(then);
        const auto holds = SheetOf(now->second);
        auto parts = PartsChangedBy(Before(then.code, holds), holds, sheet);
        if (parts.empty()) return std::nullopt;
        return ProcedureDifference{.code = then.code,
                                   .kind = DifferenceKind::changed,
                                   .name = now->second.name,
                                   .domain = now->second.domain,
                                   .parts = std::move(parts),
                                   .text = WriteSheet(sheet)};
    }

    std::optional<ProcedureDifference> Abolished(const std::string& code) const {
        const auto now = newest_.find(code);
        if (now == newest_.end() || !now->second.published || !IsListed(code) || IsAbolished(code)) return std::nullopt;
        return ProcedureDifference{
            .code = code, .kind = DifferenceKind::abolished, .name = now->second.name, .domain = now->second.domain};
    }

  private:
    std::optional<ProcedureDifference> Added(const Procedure& then) const {
        // One that was left before, and says the same, is not asked about again.
        auto text = WriteSheet(SheetOf(then));
        const auto left = decided_.find(then.code);
        if (!then.published || (left != decided_.end() && left->second == text)) return std::nullopt;
        return ProcedureDifference{
            .code = then.code, .kind = DifferenceKind::added, .name = then.name, .domain = then.domain, .text = std::move(text)};
    }

    ProcedureSheet Before(const std::string& code, const ProcedureSheet& holds) const {
        if (const auto found = decided_.find(code); found != decided_.end() && !found->second.empty())
            return SheetIn(found->second);
        const auto base = bases_.find(code);
        // One that the province made before its list had it is its own, whole.
        return base == bases_.end() ? ProcedureSheet{.facts = {{"code", holds.Fact("code")}}} : SheetOf(base->second);
    }

    std::map<std::string, std::string> decided_;
    std::map<std::string, Procedure> bases_, newest_;
};

std::vector<ProcedureDifference> Differences(const Province& province, const Catalogue& catalogue, ComparedList& counted) {
    std::vector<ProcedureDifference> all;
    std::set<std::string> named;
    for (const auto& then : catalogue.procedures) {
        named.insert(then.code);
        auto difference = province.DifferenceOf(then);
        if (!difference) {
            ++(province.newest().contains(then.code) ? counted.same : counted.not_ours);
            continue;
        }
        ++(difference->kind == DifferenceKind::added ? counted.added : counted.changed);
        all.push_back(*std::move(difference));
    }
    for (const auto& [code, procedure] : province.newest()) {
        if (named.contains(code)) continue;
        if (auto gone = province.Abolished(code)) all.push_back(*std::move(gone)), ++counted.abolished;
    }
    return all;
}

Refusals RefusalsOf(const std::vector<WrongRow>& wrong) {
    constexpr std::size_t kTold = 50;
    Refusals refusals;
    for (const auto& row : wrong) {
        if (refusals.size() == kTold) break;
        refusals.push_back({"IMPORT_ROW", Say("Dòng {1}: {2}", std::to_string(row.line), row.why.Now()), "tep"});
    }
    if (wrong.size() > kTold)
        refusals.push_back(
            {"IMPORT_ROW", Say("và {1} dòng khác.", Number(static_cast<std::int64_t>(wrong.size() - kTold))), "tep"});
    return refusals;
}

Definitions All(const Platform& platform) {
    return {platform.storage, platform.clock, *definitions::FindType(kProcedureType), &platform.ledger};
}

std::optional<Refusal> RefuseReason(const Taking& taking) {
    constexpr std::size_t kLeast = 3, kMost = 500;
    const auto length = Length(Trim(taking.reason));
    if (length >= kLeast && length <= kMost) return std::nullopt;
    return Refusal{"DEFINITION_REASON", Say("Ghi lý do, từ {1} đến {2} ký tự.", std::to_string(kLeast), std::to_string(kMost)),
                   "ly_do"};
}

std::optional<Refusal> RefuseTaking(const Platform& platform, const Taking& taking) {
    if (auto refusal = RefuseReason(taking)) return refusal;
    if (taking.valid_from < platform.clock.Now().LocalDate())
        return Refusal{"DEFINITION_DAY", Say("Ngày có hiệu lực phải từ hôm nay trở đi."), "tu_ngay"};
    return std::nullopt;
}

std::vector<ProcedureDifference> Chosen(Transaction& tx, const Taking& taking, const std::string& decision) {
    const std::set<std::string> codes(taking.codes.begin(), taking.codes.end());
    auto differences = ProcedureListStore(tx).Of(taking.list, {.kind = "", .domain = "", .decision = decision});
    std::erase_if(differences, [&](const ProcedureDifference& each) { return !codes.contains(each.code); });
    return differences;
}

// What the edition of a difference that is taken would say.
std::string TextTaken(Transaction& tx, const ProcedureDifference& difference, bool whole) {
    if (difference.kind == DifferenceKind::added) return difference.text;
    const auto now = ProcedureStore(tx).Newest(difference.code);
    auto sheet = now ? SheetOf(*now) : SheetIn(difference.text);
    if (difference.kind == DifferenceKind::abolished)
        sheet.facts["shown"] = "false";
    else
        sheet = Merged(sheet, SheetIn(difference.text), difference.parts, whole);
    return WriteSheet(sheet);
}

class TakingThem {
  public:
    TakingThem(const Platform& platform, Transaction& tx, const By& by, const Taking& taking)
        : platform_(platform), tx_(tx), by_(by), taking_(taking), all_(All(platform)) {}

    Result<Taken> Take() {
        for (auto& difference : Chosen(tx_, taking_, ""))
            if (auto refusal = TakeOne(difference))
                taken_.not_done.push_back(Say("{1}: {2}", difference.code, refusal->sentence.Now()));
        return std::move(taken_);
    }

  private:
    std::optional<Refusal> TakeOne(ProcedureDifference& difference) {
        const auto history = definitions::EditionStore(tx_).History(kProcedureType, difference.code);
        const auto waiting = std::ranges::find_if(history, &definitions::Edition::Open);
        if (waiting != history.end())
            return Refusal{"DEFINITION_WAITS",
                           Say("{1} đang soạn hay đề nghị phiên bản {2}. Quyết định phiên bản ấy trước.", waiting->author_name,
                               std::to_string(waiting->version)),
                           ""};
        const definitions::NewDraft wanted{.key = difference.code,
                                           .text = TextTaken(tx_, difference, taking_.whole),
                                           .begun_from = history.empty() ? 0 : history.front().version,
                                           .valid_from = taking_.valid_from,
                                           .reason = taking_.reason};
        // Refused before anything is written: what else was chosen is taken nevertheless.
        if (auto refusal = all_.RefuseNew(tx_, wanted)) return refusal;
        const auto proposed = all_.ProposeIn(tx_, by_, wanted);
        if (!proposed) return proposed.error();
        difference.decision = "taken";
        difference.decided_by = by_.name;
        difference.edition = proposed->id;
        difference.reason = taking_.reason;
        ProcedureListStore(tx_).Decide(difference, platform_.clock.Now());
        ++taken_.done;
        return std::nullopt;
    }

    const Platform& platform_;
    Transaction& tx_;
    const By& by_;
    const Taking& taking_;
    Definitions all_;
    Taken taken_;
};

}  // namespace

std::expected<ComparedList, Refusals> CompareList(const Platform& platform, const By& by, const ListGiven& given) {
    ComparedList counted;
    const auto unstated = platform.demonstration ? Unstated::assigned : Unstated::not_offered;
    const auto catalogue = ReadGoodRows(given.jsonl, Rules(), unstated, counted.wrong);
    if (!counted.wrong.empty() && !given.only_good) return std::unexpected(RefusalsOf(counted.wrong));
    if (catalogue.procedures.empty())
        return std::unexpected(Refusals{{"IMPORT_EMPTY", Say("Tệp không có thủ tục nào đọc được."), "tep"}});
    counted.id = Fresh<ProcedureListTag>();
    auto kept = platform.storage.InTransaction([&](Transaction& tx) -> Result<ComparedList> {
        auto result = counted;
        const auto differences = Differences(Province(tx), catalogue, result);
        ProcedureListStore(tx).Insert({.id = result.id,
                                       .name = given.name,
                                       .made = platform.clock.Now(),
                                       .by = by.id,
                                       .by_name = by.name,
                                       .procedures = std::ssize(catalogue.procedures)},
                                      differences);
        return result;
    });
    if (!kept) return std::unexpected(Refusals{kept.error()});
    return *std::move(kept);
}

Result<Taken> TakeDifferences(const Platform& platform, const By& by, const Taking& taking) {
    if (auto refusal = RefuseTaking(platform, taking)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) { return TakingThem(platform, tx, by, taking).Take(); });
}

Result<Taken> LeaveDifferences(const Platform& platform, const By& by, const Taking& taking) {
    if (auto refusal = RefuseReason(taking)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Taken> {
        Taken taken;
        for (auto& difference : Chosen(tx, taking, "")) {
            difference.decision = "left";
            difference.decided_by = by.name;
            difference.reason = taking.reason;
            taken.done += ProcedureListStore(tx).Decide(difference, platform.clock.Now());
        }
        return taken;
    });
}

std::string MarkOfWaiting(const std::vector<ProcedureDifference>& taken) {
    std::string waiting;
    for (const auto& each : taken)
        if (each.stage == definitions::StageWord(definitions::Stage::proposed)) waiting += ToText(each.edition) + "\n";
    return Hex(BytesOf(Digest(waiting)));
}

Result<Taken> ApproveTaken(const Platform& platform, const By& by, const Taking& taking) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Taken> {
        Taken taken;
        const auto all = All(platform);
        const auto waiting = Chosen(tx, taking, "taken");
        if (taking.seen != MarkOfWaiting(waiting))
            return std::unexpected(Refusal{"LIST_CHANGED",
                                           Say("Từ khi bạn xem, các thủ tục chờ phê duyệt đã khác. Hãy xem lại rồi phê duyệt."),
                                           "", RefusalKind::conflict});
        for (const auto& difference : waiting) {
            if (difference.stage != definitions::StageWord(definitions::Stage::proposed)) continue;
            const auto approved = all.ApproveIn(tx, by, difference.edition, taking.reason);
            if (approved)
                ++taken.done;
            else
                taken.not_done.push_back(Say("{1}: {2}", difference.code, approved.error().sentence.Now()));
        }
        return taken;
    });
}

}  // namespace dongson::one_stop
