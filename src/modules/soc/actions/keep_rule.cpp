#include "modules/soc/actions/keep_rule.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/events/event_walk.h"
#include "storage/database.h"

namespace dongson::soc {

namespace {

constexpr std::int64_t kPatience = 60 * kSecond;
constexpr std::size_t kShown = 20, kExcerpt = 300, kLongestRule = 200'000;
constexpr std::int64_t kLongestException = 180 * kDay;

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field, RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

Result<std::shared_ptr<const Detection>> Read(std::string_view yaml) {
    if (yaml.size() > kLongestRule)
        return No("SOC_RULE_REFUSED", Say("Quy tắc dài quá {1} ký tự.", std::to_string(kLongestRule)), "yaml");
    auto detection = std::make_shared<Detection>(DetectionParts{.shipped = false, .own_rules = {{"", std::string(yaml)}}});
    if (const auto& faults = detection->book().faults(); !faults.empty())
        return No("SOC_RULE_REFUSED", Say("Dòng {1}: {2}", std::to_string(faults[0].line), faults[0].reason), "yaml");
    if (detection->book().rules().empty()) return No("SOC_RULE_REFUSED", Say("Không có quy tắc nào trong văn bản này."), "yaml");
    return detection;
}

// The id under which its versions are kept: of its correlation, if there is one, else of its first rule.
std::string IdOf(const Detection& detection) {
    const auto& book = detection.book();
    return book.correlations().empty() ? book.rules()[0].id : book.correlations()[0].id;
}

}  // namespace

std::string BackTest::Told() const {
    return "Trên " + std::to_string(events) + " sự kiện đã lưu: " + std::to_string(hits) + " lần khớp" +
           (alerts > 0 ? ", " + std::to_string(alerts) + " tương quan" : "") + (finished ? "" : " (chưa hết, vì quá lâu)");
}

Result<BackTest> TryRule(Centre& centre, std::string_view yaml, Instant since) {
    const auto detection = Read(yaml);
    if (!detection) return std::unexpected(detection.error());
    const auto sources = centre.watcher().sources();
    const auto& book = (*detection)->book();
    Judging judging(*detection);
    Correlator correlator(book);
    std::vector<CorrelationAlert> alerts;
    BackTest test;
    const Instant give_up = SystemClock().Now() + kPatience;
    for (const auto& [name, stream] : centre.store().streams())
        WalkStream(*stream, FirstSince(*stream, since), [&](std::uint64_t number, const EventRecord& stored) {
            if (stored.received < since) return true;
            if (++test.events % 4096 == 0 && SystemClock().Now() > give_up) return test.finished = false;
            EventRecord record = stored;
            const auto& hits = judging.Hold(judging.Read(record, *sources));
            if (hits.empty()) return true;
            std::vector<std::uint32_t> correlated;
            std::ranges::copy_if(hits, std::back_inserter(correlated), [&](std::uint32_t rule) { return book.Correlated(rule); });
            correlator.Observe(judging.event(), record.time, test.events, correlated);
            test.hits += hits.size();
            if (test.shown.size() < kShown)
                test.shown.push_back({EventKey{name, number}.Text(), record.time, Excerpt(record.bytes, kExcerpt)});
            if (test.events % 1000 == 0) correlator.Settle(alerts);
            return true;
        });
    correlator.Finish(alerts);
    test.alerts = alerts.size();
    return test;
}

Result<OwnRule> KeepRule(Centre& centre, const identity::Officer& officer, std::string_view yaml, int days) {
    const Instant now = centre.platform().clock.Now();
    const auto detection = Read(yaml);
    if (!detection) return std::unexpected(detection.error());
    const std::string id = IdOf(**detection);
    if (id.empty()) return No("SOC_RULE_REFUSED", Say("Quy tắc cần một id (UUID) để giữ các phiên bản."), "yaml");
    const auto shipped = centre.watcher().detection();
    const auto own = centre.platform().storage.Read([](storage::Transaction& tx) { return RuleStore(tx).Own(); });
    const bool known = std::ranges::find(own, id, &OwnRule::rule) != own.end();
    if (!known && std::ranges::find(shipped->book().rules(), id, &Rule::id) != shipped->book().rules().end())
        return No("SOC_RULE_KNOWN", Say("Quy tắc đi kèm hệ thống đã có id {1}. Đặt id mới, rồi tắt quy tắc cũ nếu cần.", id),
                  "yaml", RefusalKind::conflict);
    const auto tried = TryRule(centre, yaml, now + -days * kDay);
    if (!tried) return std::unexpected(tried.error());
    return centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<OwnRule> {
        return RuleStore(tx).Insert({.id = FreshId(),
                                     .rule = id,
                                     .yaml = std::string(yaml),
                                     .outcome = tried->Told(),
                                     .account = officer.account.id,
                                     .made = now});
    });
}

Result<void> SetLive(Centre& centre, std::int64_t version, Liveness liveness) {
    auto set = centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        RuleStore rules(tx);
        const auto rule = rules.Get(version);
        if (!rule) return std::unexpected(Refusal::NotFound(Say("Không có phiên bản quy tắc này.")));
        liveness == Liveness::live ? rules.Enliven(*rule) : rules.Retire(rule->rule);
        return {};
    });
    if (set) centre.ReloadDetection();
    return set;
}

Result<void> SetRule(Centre& centre, const RuleSetting& setting) {
    if (auto refusal = setting.off ? RefuseReason(setting.reason) : std::nullopt) return std::unexpected(std::move(*refusal));
    auto set = centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        RuleStore(tx).Save(setting);
        return {};
    });
    if (set) centre.ReloadDetection();
    return set;
}

Result<void> AddException(Centre& centre, const KeptException& exception) {
    if (auto refusal = RefuseReason(exception.reason)) return std::unexpected(std::move(*refusal));
    Fields fields;
    if (auto query = ReadQueryInto(exception.query, fields); !query) {
        auto refusal = query.error();
        refusal.field = "dieu_kien";
        return std::unexpected(std::move(refusal));
    }
    if (exception.expires <= exception.made || exception.expires > exception.made + kLongestException)
        return No("SOC_TOO_LONG", Say("Ngoại lệ có hạn từ 1 đến {1} ngày.", "180"), "so_ngay");
    auto added = centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        RuleStore(tx).Insert(exception);
        return {};
    });
    if (added) centre.ReloadDetection();
    return added;
}

Result<void> EndException(Centre& centre, std::int64_t exception) {
    auto ended = centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<void> {
        RuleStore(tx).End(exception, centre.platform().clock.Now());
        return {};
    });
    if (ended) centre.ReloadDetection();
    return ended;
}

}  // namespace dongson::soc
