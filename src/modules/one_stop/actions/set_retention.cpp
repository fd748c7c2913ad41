#include "modules/one_stop/actions/set_retention.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "core/bytes.h"
#include "core/json.h"
#include "core/log.h"
#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/written.h"
#include "modules/one_stop/storage/destruction_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/ledger/audit.h"

namespace dongson::one_stop {

using identity::Manager;
using identity::Outcome;
using identity::ProposedAct;
using storage::Transaction;
namespace json = boost::json;

namespace {

constexpr std::string_view kSetRetention = "set_retention";
constexpr std::size_t kLongestBasis = 500;  // characters
constexpr std::size_t kLeastBasis = 10;     // visible letters, where no document's number stands
constexpr std::size_t kLeastNumber = 4;     // the same of a number with its notation
constexpr std::size_t kCandidates = 5;
constexpr int kAllRules = 1'000'000;

Result<std::string> CheckedBasis(const std::string& typed) {
    std::string text(Trim(typed));
    const bool numbered = text.contains('/') && std::ranges::any_of(text, [](char sign) { return sign >= '0' && sign <= '9'; });
    if (VisibleLetters(text) < (numbered ? kLeastNumber : kLeastBasis))
        return No("RECORDS_TEXT_MISSING",
                  Say("Ghi văn bản quy định thời hạn này: số, ngày, điều hoặc mục. Ví dụ: Quyết định 12/QĐ-UBND, mục 3."),
                  "can_cu");
    if (auto refusal = RefuseWritten(text, "can_cu", kLongestBasis)) return std::unexpected(*std::move(refusal));
    return text;
}

// A code as it is, or the one procedure whose name is these words, or has them.
Result<std::string> ProcedureMeant(Transaction& tx, const std::string& typed) {
    if (!DestructionStore(tx).DomainsOf({.procedure = typed, .domain = {}, .basis = {}, .set_by = {}}).empty()) return typed;
    const auto words = Fold(typed);
    std::vector<ProcedureRow> having;
    if (!words.empty())
        for (auto& row : ProcedureStore(tx).All()) {
            const auto name = Fold(row.name);
            if (name == words) return row.code;
            if (name.contains(words)) having.push_back(std::move(row));
        }
    if (having.size() == 1) return having.front().code;
    if (having.empty()) return No("RECORDS_WHICH", Say("Không có thủ tục nào mang mã hoặc tên này."), "thu_tuc");
    std::vector<std::string> candidates;
    for (std::size_t i = 0; i < std::min(having.size(), kCandidates); ++i)
        candidates.push_back(fmt::format("{} ({})", having[i].code, Shorten(having[i].name, 80)));
    return No("RECORDS_WHICH",
              Say("Có {1} thủ tục mang tên này. Hãy ghi mã, ví dụ: {2}.", std::to_string(having.size()), Join(candidates, "; ")),
              "thu_tuc");
}

// The first of the list for the same procedure or domain.
const RetentionRule* OfSameEnds(const std::vector<RetentionRule>& rules, const RetentionRule& like) {
    const auto found = std::ranges::find_if(
        rules, [&](const RetentionRule& rule) { return rule.procedure == like.procedure && rule.domain == like.domain; });
    return found == rules.end() ? nullptr : &*found;
}

// What was said of these ends last, also that nothing is: a rule that came and went is not the state before it.
std::string LastSaid(DestructionStore& store, const RetentionRule& like) {
    const auto every = store.EveryRule(kAllRules);
    const auto* last = OfSameEnds(every, like);
    return std::to_string(last == nullptr ? 0 : last->id);
}

std::string TermOf(int years) {
    if (years == kRuleEnds) return Say("bỏ quy định").In(Language::vietnamese);
    return (years == kForGood ? Say("vĩnh viễn") : Say("{1} năm", std::to_string(years))).In(Language::vietnamese);
}

// ---- the act ----

RetentionRule Wanted(const ProposedAct& act) {
    const auto parameters = identity::ParametersOf(act);
    const auto years = TextMember(parameters, "years");
    return {.procedure = TextMember(parameters, "procedure"),
            .domain = TextMember(parameters, "domain"),
            .years = years == "-1" ? kRuleEnds : static_cast<int>(ToNumber(years)),
            .basis = act.reason,
            .set_by = {}};
}

Sentence SayRetention(const Platform&, Transaction&, const ProposedAct& act) {
    const auto rule = Wanted(act);
    return Say("đổi thời hạn giữ hồ sơ của {1} từ {2} thành {3}", rule.procedure.empty() ? rule.domain : rule.procedure,
               TextMember(identity::ParametersOf(act), "from"), TermOf(rule.years));
}

std::string PathOfRetention(const ProposedAct&) {
    return "/can-bo/luu-tru/thoi-han";
}

std::vector<ledger::EntryLine> LinesOf(const RetentionRule& rule) {
    const auto who = fmt::format("{}\n{}\n{}", ToText(rule.set_by_id), rule.set_by, rule.asked_by);
    return {{"thoi-han-giu-ho-so", std::to_string(rule.id), "retention_rule.id"},
            {"thu-tuc", rule.procedure, "retention_rule.procedure_code"},
            {"linh-vuc", rule.domain, "retention_rule.domain"},
            {"so-nam", std::to_string(rule.years), "retention_rule.years"},
            {"mot-minh", rule.alone ? "1" : "0", "retention_rule.alone"},
            {"thoi-diem", rule.set.Rfc3339(), "retention_rule.set_at"},
            {"can-cu-sha256", Hex(BytesOf(Digest(rule.basis))), "retention_rule.basis"},
            {"nguoi-dat-sha256", Hex(BytesOf(Digest(who))), "retention_rule.set_by, set_by_name, asked_by_name"}};
}

// The term has to be the one that was looked at: somebody may have set another meanwhile.
Result<void> Put(const Platform& platform, Transaction& tx, const Manager& by, const ProposedAct& act) {
    DestructionStore store(tx);
    auto rule = Wanted(act);
    const auto rules = store.Rules();
    if (LastSaid(store, rule) != TextMember(identity::ParametersOf(act), "before"))
        return No("RECORDS_CHANGED", Say("Thời hạn này đã đổi sau khi có đề nghị. Hãy bỏ đề nghị này và đặt lại nếu còn cần."),
                  "", RefusalKind::conflict);
    const auto domains = rule.procedure.empty() ? std::vector{rule.domain} : store.DomainsOf(rule);
    const bool weighs = LetsMoreGo(rules, rule, domains);
    if (auto yes = identity::TakeYes(platform, tx, by, {}, weighs); !yes) return yes;
    rule.id = FreshId();
    rule.set_by = by.name;
    rule.set_by_id = by.id;
    rule.asked_by = by.asked_by;
    rule.alone = weighs && !by.agreed;
    rule.set = platform.clock.Now();
    if (rule.years == kRuleEnds) rule.ended = rule.set;
    rule.ledger = platform.ledger.Append(tx, ledger::EntryText(LinesOf(rule)));
    store.SetRule(rule);
    tx.AfterCommit([rule] {
        Log(Severity::warning, "RETENTION_SET",
            {{"by", rule.set_by},
             {"asked_by", rule.asked_by},
             {"procedure", rule.procedure},
             {"domain", rule.domain},
             {"years", std::to_string(rule.years)}});
    });
    return {};
}

std::expected<Outcome, Refusals> PutRetention(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto done = platform.storage.InTransaction([&](Transaction& tx) { return Put(platform, tx, by, act); });
    if (!done) return std::unexpected(Refusals{done.error()});
    return Outcome{};
}

// Which one is meant, and what stands now.
Result<ProposedAct> Asked(const Platform& platform, RetentionRule rule) {
    return platform.storage.Read([&](Transaction& tx) -> Result<ProposedAct> {
        DestructionStore store(tx);
        if (!rule.procedure.empty()) {
            auto code = ProcedureMeant(tx, rule.procedure);
            if (!code) return std::unexpected(code.error());
            rule.procedure = *std::move(code);
        } else if (store.DomainsOf(rule).empty()) {
            return No("RECORDS_WHICH", Say("Không có thủ tục nào thuộc lĩnh vực này."), "linh_vuc");
        }
        const auto rules = store.Rules();
        const auto* before = OfSameEnds(rules, rule);
        if (rule.years == kRuleEnds && before == nullptr)
            return No("RECORDS_NO_RULE", Say("Không có quy định riêng nào ở đây để bỏ."), "thoi_han", RefusalKind::conflict);
        const json::object parameters{
            {"procedure", rule.procedure},
            {"domain", rule.domain},
            {"years", std::to_string(rule.years)},
            {"before", LastSaid(store, rule)},
            {"from", before == nullptr ? Say("chưa có quy định").In(Language::vietnamese) : TermOf(before->years)}};
        return ProposedAct{.kind = std::string(kSetRetention),
                           .about = {},
                           .parameters = json::serialize(parameters),
                           .document = {},
                           .reason = rule.basis};
    });
}

}  // namespace

std::expected<Outcome, Refusals> SetRetention(const Platform& platform, const identity::Officer& officer, RetentionRule rule) {
    if (!officer.May(identity::kAdministrate))
        return std::unexpected(Refusals{Refusal::Forbidden(Say("Chỉ người quản trị đặt thời hạn giữ hồ sơ."))});
    Refusals faults;
    rule.procedure = std::string(Trim(rule.procedure));
    rule.domain = std::string(Trim(rule.domain));
    if (rule.procedure.empty() == rule.domain.empty())
        faults.push_back({"RECORDS_WHICH", Say("Ghi mã hoặc tên thủ tục, hoặc chọn lĩnh vực; không ghi cả hai."), "thu_tuc"});
    if (rule.years < kRuleEnds || rule.years > kMostYears)
        faults.push_back({"RECORDS_YEARS", Say("Số năm là từ 1 đến {1}.", std::to_string(kMostYears)), "so_nam"});
    auto basis = CheckedBasis(rule.basis);
    if (!basis) faults.push_back(basis.error());
    if (!faults.empty()) return std::unexpected(faults);
    rule.basis = *std::move(basis);
    const auto act = Asked(platform, std::move(rule));
    if (!act) return std::unexpected(Refusals{act.error()});
    return identity::DoOrAsk(platform, Manager::Of(officer.account), *act);
}

identity::ActKind RetentionAct() {
    return {.key = kSetRetention, .say = SayRetention, .carry_out = PutRetention, .path = PathOfRetention};
}

void AuditRetention(const Platform& platform, ledger::Audit& audit) {
    const auto rules = platform.storage.Read([](Transaction& tx) { return DestructionStore(tx).EveryRule(kAllRules); });
    std::set<std::pair<std::string, std::string>> latest;
    for (const auto& rule : rules) {
        const auto row = fmt::format("retention_rule {}", rule.id);
        if (rule.ledger != 0) audit.Hold({rule.ledger, row, LinesOf(rule)});
        const bool newest = latest.emplace(rule.procedure, rule.domain).second;
        if (rule.ended.has_value() != (!newest || rule.years == kRuleEnds))
            audit.Fault(row + (rule.ended ? ": over, though nothing came after it" : ": in force, though it is over"));
    }
}

}  // namespace dongson::one_stop
